// Labels of scanned grids: what the order settles, and what it must not.
#include <catch2/catch.hpp>

#include "table_texts.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

const std::vector<std::string> kTen{"0", "0", "1", "8", "5", "18", "26", "41", "2", "103.50"};
const std::vector<std::string> kFifteen{"1", "2", "3", "4", "10", "5", "6", "7", "8", "26", "9", "1", "2", "3", "15"};

/// The grid as a scan's: every cell was read surely, and the garbled ones (by their text) not.
Grid scan_of(Grid grid, const std::vector<std::string>& garbled = {}) {
  for (Cell& cell : grid.cells) {
    const bool unsure = std::find(garbled.begin(), garbled.end(), cell.text) != garbled.end();
    cell.recognition = Recognition{unsure ? 300'000 : 990'000, true, {}};
  }
  return grid;
}

Record read(Grid disclosure, Grid requests, Grid review) {
  return record_of({paragraph_of("某市人民政府2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 4, 1), std::move(disclosure),
                    paragraph_of("三、收到和处理政府信息公开申请情况", 5, 1), std::move(requests),
                    paragraph_of("四、政府信息公开行政复议、行政诉讼情况", 6, 1), std::move(review)});
}

Record read_requests(const Rows& rows, const std::vector<std::string>& garbled = {}) {
  return read(scan_of(disclosure_2021(kTen)), scan_of(requests_2021(rows), garbled), scan_of(reviews(kFifteen)));
}

Grid without_row(Grid grid, const std::string& label) {
  int gone = -1;
  for (const Cell& cell : grid.cells)
    if (cell.text == label) gone = cell.row;
  std::erase_if(grid.cells, [&](const Cell& cell) { return cell.row == gone; });
  for (Cell& cell : grid.cells) {
    if (cell.row < gone && cell.row + cell.row_span > gone) --cell.row_span;
    if (cell.row > gone) --cell.row;
  }
  --grid.rows;
  return grid;
}

int count_read(const Record& record, std::string_view table) {
  return static_cast<int>(std::count_if(record.values.begin(), record.values.end(), [&](const Value& value) {
    return value.field.starts_with(table) && (value.status == ValueStatus::read || value.status == ValueStatus::repaired || value.status == ValueStatus::blank);
  }));
}

Grid old_disclosure(const std::string& made, const std::string& published, const std::string& total) {
  return grid_of("信息内容 | " + made + " | " + published + " | " + total + "\n规章 | 1 | 2 | 3\n行政规范性文件 | 12 | 13 | 23");
}

}  // namespace

TEST_CASE("Garbled labels between sure ones take the rows that the order leaves them") {
  Record r = read_requests({{"4.保护第三方合法权益", "4.保沪第二万合注权盖=>0 | 7 | 0 | 0 | 0 | 0 | 7"}, {"5.属于三类内部事务信息", "局二芙内邹=>0 | 8 | 0 | 0 | 0 | 0 | 8"}},
                           {"4.保沪第二万合注权盖", "局二芙内邹"});
  CHECK(value_of(r, "requests.denied.third_party_rights.business").value == Decimal(7));
  CHECK(value_of(r, "requests.denied.third_party_rights.business").status == ValueStatus::read);
  CHECK(value_of(r, "requests.denied.internal_affairs.business").value == Decimal(8));
  CHECK(value_of(r, "requests.denied.internal_affairs.business").status == ValueStatus::read);
}

TEST_CASE("A legible row of the publisher's own does not take the place of one that is lacking") {
  Record r = read_requests({{"5.属于三类内部事务信息", "其中网络渠道申请=>0 | 8 | 0 | 0 | 0 | 0 | 8"}});
  CHECK(value_of(r, "requests.denied.internal_affairs.business").status == ValueStatus::missing);
  CHECK(count_read(r, "requests.") == 0);
}

TEST_CASE("Two garbled rows that are each more like the other's label are not settled by order") {
  Record r = read_requests({{"7.属于行政执法案卷", "屈干行攻杳洵事顶=>0 | 7 | 0 | 0 | 0 | 0 | 7"}, {"8.属于行政查询事项", "屈干行攻执法案巷=>0 | 8 | 0 | 0 | 0 | 0 | 8"}},
                           {"屈干行攻杳洵事顶", "屈干行攻执法案巷"});
  CHECK(value_of(r, "requests.denied.enforcement_file.business").status != ValueStatus::read);
  CHECK(value_of(r, "requests.denied.administrative_query.business").status != ValueStatus::read);
  CHECK(count_read(r, "requests.") == 0);
}

TEST_CASE("A scanned table that lacks a row is in doubt as a whole, garbled labels or not") {
  const std::vector<std::string> garbled{"俐蜂属叉"};
  Grid requests = requests_2021({{"3.危及“三安全一稳定”", "俐蜂属叉=>0 | 8 | 0 | 0 | 0 | 0 | 8"}});
  Record r = read(scan_of(disclosure_2021(kTen)), scan_of(without_row(requests, "6.属于四类过程性信息"), garbled), scan_of(reviews(kFifteen)));
  CHECK(count_read(r, "requests.") == 0);
  CHECK(count_read(r, "disclosure.") == 10);
  r = read(scan_of(disclosure_2021(kTen)), scan_of(without_row(requests_2021(), "俐蜂属叉")), scan_of(reviews(kFifteen)));
  CHECK(count_read(r, "requests.") == 175);
}

TEST_CASE("Two rows for one garbled label leave the table in doubt") {
  // A row is lacking on the one side of a sure label, and one too many stands on its other side.
  Record r = read_requests({{"4.保护第三方合法权益", "5.属于三类内部事务信息=>0 | 7 | 0 | 0 | 0 | 0 | 7"}, {"5.属于三类内部事务信息", "俐蜂=>0 | 8 | 0 | 0 | 0 | 0 | 8"}}, {"俐蜂"});
  CHECK(count_read(r, "requests.") == 0);
}

TEST_CASE("A number that specks made a text of is no label of its row") {
  Record r = read_requests({{"3.补正后申请内容仍不明确", "， 0 | 5 | 0 | 0 | 0 | 0 | 5"}});
  CHECK(value_of(r, "requests.unavailable.unclear_after_correction.business").value == Decimal(5));
  CHECK(value_of(r, "requests.unavailable.unclear_after_correction.business").status == ValueStatus::read);
  CHECK_FALSE(has_finding(r, "label_by_order:requests.unavailable.unclear_after_correction"));
}

TEST_CASE("A scan's columns are the form's in order where there are as many, whatever group their garbled labels are like") {
  Grid review = reviews(kFifteen);
  std::vector<std::string> garbled{"绐果绯持", "绐枭纠止", "其佗绪果", "肖末申结", "心计", "未径复议直接起诉", "复汉后赵诉"};
  const std::vector<std::string> printed{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"};
  for (Cell& cell : review.cells)
    for (std::size_t i = 0; i < printed.size(); ++i)
      if (cell.text == printed[i] && (cell.col < 5 || i > 4)) cell.text = garbled[i];
  Record r = read(scan_of(disclosure_2021(kTen)), scan_of(requests_2021()), scan_of(review, garbled));
  CHECK(value_of(r, "review.upheld").value == Decimal(1));
  CHECK(value_of(r, "review.upheld").status == ValueStatus::read);
  CHECK(value_of(r, "litigation_direct.upheld").value == Decimal(5));
  CHECK(value_of(r, "litigation_after_review.total").value == Decimal(15));
}

TEST_CASE("A scan's header that lacks columns of the form leaves no number of its table sure") {
  Grid review = grid_of("行政复议 | < | < | < | < | 行政诉讼 | < | < | < | <\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n"
                        "1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 2");
  Record r = read(scan_of(disclosure_2021(kTen)), scan_of(requests_2021()), scan_of(review));
  CHECK(count_read(r, "review.") + count_read(r, "litigation_direct.") + count_read(r, "litigation_after_review.") == 0);
}

TEST_CASE("A legible column of the publisher's own is none of the form's by its place") {
  Grid requests = requests_2021({{"本年新收", "1 | 2 | 3 | 4 | 5 | 6 | 21"}});
  for (Cell& cell : requests.cells)
    if (cell.text == "科研机构") cell.text = "网络渠道申请";
  Record r = read(scan_of(disclosure_2021(kTen)), scan_of(requests), scan_of(reviews(kFifteen)));
  CHECK(value_of(r, "requests.received.research").status == ValueStatus::missing);
  CHECK(count_read(r, "requests.") == 0);
}

TEST_CASE("A scan's garbled header tells the edition of its table as far as its labels are likelier to be one's") {
  Record r = read(scan_of(old_disclosure("本年新制乍数量", "本年新公井数量", "对外公并总数量"), {"本年新制乍数量", "本年新公井数量", "对外公并总数量"}), scan_of(requests_2021()),
                  scan_of(reviews(kFifteen)));
  CHECK(has_finding(r, "mixed_form:disclosure"));
  CHECK(value_of(r, "disclosure.normative_documents.newly_published").value == Decimal(13));
}

TEST_CASE("A scan's header that could be either edition's leaves the numbers in doubt") {
  Record r = read(scan_of(old_disclosure("俐蜂", "斋乘", "枭绯"), {"俐蜂", "斋乘", "枭绯"}), scan_of(requests_2021()), scan_of(reviews(kFifteen)));
  CHECK(count_read(r, "disclosure.") == 0);
}

TEST_CASE("A scan's header row that was read as numbers leaves no cell of the table below it blank") {
  // The form's only row without a label is the first with a number; here that is a group's cell, and the numbers follow.
  Grid review = reviews(kFifteen);
  for (Cell& cell : review.cells)
    if (cell.text == "行政复议") cell.text = "6";
  Record r = read(scan_of(disclosure_2021(kTen)), scan_of(requests_2021()), scan_of(review));
  CHECK(count_read(r, "review.") + count_read(r, "litigation_direct.") + count_read(r, "litigation_after_review.") == 0);
}

TEST_CASE("A box that a scan's ink makes behind a table is no row of it") {
  std::vector<Block> blocks{paragraph_of("某市人民政府2023年政府信息公开工作年度报告"), scan_of(disclosure_2021(kTen)), scan_of(grid_of("7")), scan_of(requests_2021()),
                            scan_of(reviews(kFifteen))};
  CHECK(count_read(record_of(blocks), "disclosure.") == 10);
}

TEST_CASE("A row whose own label is lost and whose group's is legible takes the place that the order leaves it") {
  Record r = read_requests({{"5.要求行政机关确认或重新出具已获取信息", "=>0 | 8 | 0 | 0 | 0 | 0 | 8"}});
  CHECK(value_of(r, "requests.not_processed.reissue_or_confirmation.business").value == Decimal(8));
  CHECK(value_of(r, "requests.not_processed.reissue_or_confirmation.business").status == ValueStatus::read);
}

TEST_CASE("A scan's header whose first column is lost has its other columns in their places, and that one too") {
  Grid requests = requests_2021({{"本年新收", "1 | 2 | 3 | 4 | 5 | 6 | 21"}});
  for (Cell& cell : requests.cells)
    if (cell.text == "自然人" || cell.row == 0) cell.text.clear();
  Record r = read(scan_of(disclosure_2021(kTen)), scan_of(requests), scan_of(reviews(kFifteen)));
  CHECK(value_of(r, "requests.received.natural_person").value == Decimal(1));
  CHECK(value_of(r, "requests.received.total").value == Decimal(21));
  CHECK(count_read(r, "requests.") == 175);
}
