#include <catch2/catch.hpp>

#include "normalize/run_split.h"

using namespace nianbao;

namespace {

const std::vector<NumberRange> kSeven(7);
const std::vector<RowSum> kTotal{{{0, 1, 2, 3, 4, 5}, 6}};

std::vector<std::string> texts(const RunReading& reading) {
  std::vector<std::string> out;
  for (const RunCell& cell : reading) out.push_back(cell.text());
  return out;
}

}  // namespace

TEST_CASE("As many digits as cells leave one reading") {
  RunReadings r = split_run(U"6000017", kSeven, kTotal);
  REQUIRE(r.rows.size() == 1);
  CHECK(texts(r.rows[0]) == std::vector<std::string>{"6", "0", "0", "0", "0", "1", "7"});
  for (const auto& cell : r.all) CHECK(cell.size() == 1);
}

TEST_CASE("The row's sum leaves few of many readings") {
  RunReadings r = split_run(U"270020130", kSeven, kTotal);
  CHECK(r.all[0].size() > 1);
  REQUIRE(r.summed);
  // Two rows meet the sum; the columns have to tell them apart.
  REQUIRE(r.rows.size() == 2);
  CHECK(texts(r.rows[0]) == std::vector<std::string>{"2", "7", "0", "0", "20", "1", "30"});
  CHECK(texts(r.rows[1]) == std::vector<std::string>{"27", "0", "0", "2", "0", "1", "30"});
}

TEST_CASE("A space is a border") {
  RunReadings r = split_run(U"200 000121", kSeven, kTotal);
  REQUIRE(r.rows.size() == 1);
  CHECK(texts(r.rows[0]) == std::vector<std::string>{"20", "0", "0", "0", "0", "1", "21"});
}

TEST_CASE("No number has a leading zero, so zeros stand alone") {
  RunReadings r = split_run(U"00", {{}, {}}, {});
  REQUIRE(r.rows.size() == 1);
  CHECK_FALSE(split_run(U"007", {{}, {}}, {}).possible);
}

TEST_CASE("Three cells without a sum keep all their readings, ascending") {
  RunReadings r = split_run(U"1234", {{}, {}, {}}, {});
  CHECK_FALSE(r.summed);
  REQUIRE(r.rows.size() == 3);
  CHECK(texts(r.rows[0]) == std::vector<std::string>{"1", "2", "34"});
  CHECK(texts(r.rows[2]) == std::vector<std::string>{"12", "3", "4"});
}

TEST_CASE("A minus sign stands only where numbers may be negative") {
  RunReadings r = split_run(U"2648-18538", {{}, {true, false}, {}}, {});
  REQUIRE(r.possible);
  REQUIRE(r.all[0].size() == 1);
  CHECK(r.all[0][0].value == Decimal(2648));
  CHECK(r.all[1].front().dash);
  CHECK(r.all[1][1].value == Decimal(-1853));
}

TEST_CASE("A fraction stands only where the range has one") {
  RunReadings r = split_run(U"39573.90", {{}, {false, true}}, {});
  REQUIRE(r.possible);
  CHECK(r.all[0].size() == 4);
  CHECK_FALSE(split_run(U"12.5", {{}, {}}, {}).possible);
}

TEST_CASE("Three sums in a row decide together") {
  const std::vector<NumberRange> fifteen(15);
  const std::vector<RowSum> sums{{{0, 1, 2, 3}, 4}, {{5, 6, 7, 8}, 9}, {{10, 11, 12, 13}, 14}};
  RunReadings r = split_run(U"21317000001324019", fifteen, sums);
  REQUIRE(r.rows.size() == 1);
  CHECK(texts(r.rows[0]) ==
        std::vector<std::string>{"2", "1", "3", "1", "7", "0", "0", "0", "0", "0", "13", "2", "4", "0", "19"});
}

TEST_CASE("Where each cell has its own line, digits of a line are one number") {
  CHECK_FALSE(split_run(U"258\n12\n1", kSeven, kTotal).possible);
  RunReadings r = split_run(U"258\n12\n0\n0\n1\n0\n271", kSeven, kTotal);
  REQUIRE(r.rows.size() == 1);
  CHECK(r.rows[0][6].value == Decimal(271));
}

TEST_CASE("A run that would have to cut a whole number between borders says so") {
  CHECK(split_run(U"258 12 11", kSeven, kTotal).cuts_whole_number);
  CHECK_FALSE(split_run(U"0 0 00 00 0", kSeven, kTotal).cuts_whole_number);
}

TEST_CASE("A hostile run costs a bounded time") {
  std::u32string digits(390, U'1');
  std::vector<NumberRange> many(40);
  std::vector<RowSum> sums{{{0, 1, 2, 3, 4}, 39}};
  RunReadings r = split_run(digits, many, sums);
  CHECK(r.possible);
  CHECK(r.more_rows);
  CHECK_FALSE(split_run(std::u32string(1000, U'1'), many, sums).possible);
}

TEST_CASE("Lines that hold several numbers, and more lines than one, are not surely in order") {
  CHECK(mixes_lines(U"0\n0\n494\n27 53"));
  CHECK_FALSE(mixes_lines(U"0\n0\n494"));
  CHECK_FALSE(mixes_lines(U"0 0 494\n"));
  CHECK_FALSE(plain_numbers(U"1 2\n3", 3).has_value());
  CHECK(plain_numbers(U"1\n2\n3", 3).has_value());
  CHECK(plain_numbers(U"123", 3).has_value());
  CHECK_FALSE(plain_numbers(U"123", 3, true).has_value());
}
