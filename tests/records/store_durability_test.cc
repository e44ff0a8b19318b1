// Disks that are full, runs that die, several at once: what was committed stays.

#include <catch2/catch.hpp>

#include "store_files.h"

namespace nianbao {
namespace {

TEST_CASE("a run that dies leaves what was committed, file by file whole") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  StoreOptions options;
  options.batch_files = 2;
  {
    auto store = opened(path, options);
    for (char digit : {'1', '2', '4'})
      REQUIRE(store->add(seen(std::string(1, digit)), {copy_of(full_record(), digit, std::string(1, digit))}));
  }
  check_sound(path);
  CHECK(query(path, "SELECT path FROM documents ORDER BY path") == "1\n2");
  CHECK(query(path, "SELECT documents, outcome FROM runs") == "2|␀");
  REQUIRE(store_files(path, {{copy_of(full_record(), '4', "4")}}));
  CHECK(query(path, "SELECT count(*) FROM reports") == "3");
}

TEST_CASE("a full disk ends the run with an error, and the store keeps what it had") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  Files files;
  for (int i = 0; i < 1000; ++i) {
    Record record = copy_of(full_record(), '4', std::to_string(i));
    record.document.sha256.replace(0, 4, std::to_string(1000 + i));
    record.record_id = record.document.sha256;
    files.push_back({record});
  }
  StoreOptions options;
  options.batch_files = 100;
  Result<void> written;
  {
    FullDisk full(600000);
    written = store_files(path, files, options);
  }
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::output_failed);
  CHECK(written.error().message.find(path) != std::string::npos);
  check_sound(path);
  const int kept = std::stoi(query(path, "SELECT count(*) FROM reports"));
  CHECK(kept % 100 == 1);
  REQUIRE(store_files(path, files, options));
  CHECK(query(path, "SELECT count(*) FROM reports") == "1001");
}

TEST_CASE("where a new store cannot be made, nothing is left") {
  TemporaryFolder temporary;
  {
    FullDisk full(4000);
    CHECK_FALSE(store_files(temporary / "a.sqlite", {{full_record()}}));
  }
  CHECK(temporary.names().empty());
  CHECK_FALSE(store_files(temporary / "no/such/folder.sqlite", {{full_record()}}));
}

TEST_CASE("a file that is no store, or a newer one, is refused and not touched") {
  TemporaryFolder temporary;
  write_file(temporary / "text.sqlite", std::string(5000, 'x'));
  Result<void> no_database = store_files(temporary / "text.sqlite", {{full_record()}});
  REQUIRE_FALSE(no_database);
  CHECK(no_database.error().code == ErrorCode::output_failed);
  CHECK(file_text(temporary / "text.sqlite") == std::string(5000, 'x'));
  REQUIRE(store_files(temporary / "a.sqlite", {{full_record()}}));
  std::string bytes = file_text(temporary / "a.sqlite");
  std::string other_version = bytes;
  other_version[63] = 9;  // user_version, by SQLite's file format 1.3
  write_file(temporary / "newer.sqlite", other_version);
  Result<void> newer = store_files(temporary / "newer.sqlite", {{full_record()}});
  REQUIRE_FALSE(newer);
  CHECK(newer.error().message.find("version 9") != std::string::npos);
  std::string foreign = bytes;
  foreign[71] = 0;  // application_id
  write_file(temporary / "foreign.sqlite", foreign);
  CHECK_FALSE(store_files(temporary / "foreign.sqlite", {{full_record()}}));
}

TEST_CASE("a store that another run is writing to is left at once, by any of its names, and is free again after it") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  auto first = opened(path);
  const auto second = ReportStore::open(temporary.path() + "/./a.sqlite", {small_form()}, {});
  REQUIRE_FALSE(second);
  CHECK(second.error().message.find("another run (process ") != std::string::npos);
  REQUIRE(first->add(seen("a"), {failed_record()}));
  REQUIRE(first->finish(RunOutcome::done, ""));
  first.reset();
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
  REQUIRE(store_files(path, {{full_record()}}));
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
}

TEST_CASE("a lock file that a killed run left behind stands in nobody's way") {
  TemporaryFolder temporary;
  write_file(temporary / "a.sqlite.lock", "1\n");
  REQUIRE(store_files(temporary / "a.sqlite", {{full_record()}}));
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
}

TEST_CASE("people can read the store while a run writes to it, and the run ends well meanwhile") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  sqlite3* reader = nullptr;
  REQUIRE(sqlite3_open_v2(path.c_str(), &reader, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  {
    auto store = opened(path);
    REQUIRE(store->add(seen("locked.pdf"), {failed_record()}));
    REQUIRE(store->commit());
    CHECK(query(path, "SELECT count(*) FROM reports") == "2");
    REQUIRE(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM reports", nullptr, nullptr, nullptr) == SQLITE_OK);
    REQUIRE(store->finish(RunOutcome::done, ""));
  }
  sqlite3_close(reader);
  check_sound(path);
  CHECK(query(path, "SELECT outcome FROM runs WHERE run_id = 2") == "done");
}

}  // namespace
}  // namespace nianbao
