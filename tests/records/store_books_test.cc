// What the store keeps of files: what was seen when, what has changed, failed or gone.

#include <catch2/catch.hpp>

#include "store_files.h"

namespace nianbao {
namespace {

TEST_CASE("times come from outside and stand in the books only") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  CHECK(query(path, "SELECT first_seen, last_seen FROM documents") == "␀|␀");
  REQUIRE(store_files(path, {{full_record()}}, at("2025-03-01T02:00:00Z")));
  REQUIRE(store_files(path, {{full_record()}}, at("2025-03-02T02:00:00Z")));
  CHECK(query(path, "SELECT first_seen, last_seen, run_id FROM documents") == "␀|2025-03-02T02:00:00Z|3");
  CHECK(query(path, "SELECT run_id, started, finished, documents, records, failed, outcome FROM runs") ==
        "1|␀|␀|1|1|0|done\n2|2025-03-01T02:00:00Z|2025-03-01T02:00:00Z|1|1|0|done\n"
        "3|2025-03-02T02:00:00Z|2025-03-02T02:00:00Z|1|1|0|done");
}

TEST_CASE("a file that changed gets a new record; the old one stays, marked, and leaves the wide tables") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  const Record first = copy_of(full_record(), '1', "a.pdf"), second = copy_of(full_record(), '2', "a.pdf");
  REQUIRE(store_files(path, {{first}}, at("2025-03-01")));
  REQUIRE(store_files(path, {{second}}, at("2025-03-02")));
  check_sound(path);
  CHECK(query(path, "SELECT substr(record_id, 1, 1), substr(superseded_by, 1, 1) FROM reports ORDER BY 1") == "1|2\n2|␀");
  CHECK(query(path, "SELECT substr(record_id, 1, 1) FROM values_wide") == "2");
  CHECK(query(path, "SELECT count(*) FROM values_long") == "8");
  CHECK(query(path, "SELECT version, substr(sha256, 1, 1), since FROM document_versions") == "1|1|2025-03-01\n2|2|2025-03-02");
  CHECK(query(path, "SELECT substr(sha256, 1, 1), first_seen FROM documents") == "2|2025-03-01");

  {  // and back again: known, so it need not be read
    auto store = opened(path, at("2025-03-03"));
    REQUIRE(store->find_content(digest_of('1')));
    REQUIRE(store->keep(seen("a.pdf"), digest_of('1')));
    REQUIRE(store->finish(RunOutcome::done, "2025-03-03"));
  }
  check_sound(path);
  CHECK(query(path, "SELECT substr(record_id, 1, 1), substr(superseded_by, 1, 1) FROM reports ORDER BY 1") == "1|␀\n2|1");
  CHECK(query(path, "SELECT substr(record_id, 1, 1), dis_fee_amount FROM values_wide") == "1|25.1");
  CHECK(query(path, "SELECT count(*) FROM document_versions") == "3");
}

TEST_CASE("the record of a content that another file still has is not superseded") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  const Record first = copy_of(full_record(), '1', "a.pdf"), copy = copy_of(full_record(), '1', "b.pdf");
  REQUIRE(store_files(path, {{first}, {copy}}));
  CHECK(query(path, "SELECT path, fate FROM documents ORDER BY path") == "a.pdf|partial\nb.pdf|partial");
  CHECK(query(path, "SELECT count(*) FROM reports") == "1");
  REQUIRE(store_files(path, {{copy_of(full_record(), '2', "a.pdf")}}));
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL") == "0");
  REQUIRE(store_files(path, {{copy_of(full_record(), '2', "b.pdf")}}));
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL") == "1");
  check_sound(path);
}

TEST_CASE("files of the same relative path in two folders are two documents") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  auto store = opened(path);
  REQUIRE(store->add({"/2022/a.pdf", "a.pdf", "", 0}, {copy_of(full_record(), '1', "a.pdf")}));
  REQUIRE(store->add({"/2023/a.pdf", "a.pdf", "", 0}, {copy_of(full_record(), '2', "a.pdf")}));
  REQUIRE(store->finish(RunOutcome::done, ""));
  CHECK(query(path, "SELECT location FROM documents ORDER BY 1") == "/2022/a.pdf\n/2023/a.pdf");
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NULL") == "2");
}

TEST_CASE("what the store knows of a file and of a content is found again") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}, {failed_record()}}));
  auto store = opened(path);
  CHECK_FALSE(store->find_file(seen("new.pdf")));
  CHECK_FALSE(store->find_content(digest_of('0')));
  const auto known = store->find_file(seen("2024/huaian.pdf"));
  REQUIRE(known);
  CHECK(known->stamp == "s1");
  CHECK(known->sha256 == digest_of('3'));
  CHECK(known->fate == RecordStatus::partial);
  REQUIRE(known->content);
  CHECK(known->content->basis == full_record().extractor.basis);
  const auto failed = store->find_file(seen("locked.pdf"));
  REQUIRE(failed);
  CHECK(failed->error_code == "encrypted");
  CHECK(failed->content->status == RecordStatus::failed);
  CHECK_FALSE(is_new_failure(failed, failed_record()));
  CHECK(is_new_failure(known, failed_record()));
  CHECK(is_new_failure({}, failed_record()));
}

TEST_CASE("attempts are counted for failures by time, memory or a crash, on one basis") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Record slow = failed_record();
  slow.error->code = ErrorCode::timeout;
  for (int i = 0; i < 2; ++i) REQUIRE(store_files(path, {{slow}}));
  CHECK(query(path, "SELECT attempts FROM reports") == "2");
  slow.extractor.basis = "other";
  REQUIRE(store_files(path, {{slow}}));
  CHECK(query(path, "SELECT attempts FROM reports") == "1");
  REQUIRE(store_files(path, {{failed_record()}}));
  CHECK(query(path, "SELECT attempts FROM reports") == "␀");
}

TEST_CASE("a file that cannot be opened tonight keeps its record and is told") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  Record unopened = failed_record();
  unopened.record_id.clear();
  unopened.document.sha256.clear();
  unopened.document.source = full_record().document.source;
  unopened.error->code = ErrorCode::unreadable_file;
  REQUIRE(store_files(path, {{unopened}}));
  check_sound(path);
  CHECK(query(path, "SELECT fate, error_code, substr(sha256, 1, 1), stamp FROM documents") == "failed|unreadable_file|3|␀");
  CHECK(query(path, "SELECT count(*) FROM values_wide") == "1");
  CHECK(query(path, "SELECT new_failures FROM runs") == "0\n1");
  REQUIRE(store_files(path, {{unopened}}));
  CHECK(query(path, "SELECT new_failures FROM runs WHERE run_id = 3") == "0");
  auto store = opened(path);
  REQUIRE(store->keep(seen("2024/huaian.pdf"), digest_of('3')));
  REQUIRE(store->finish(RunOutcome::done, ""));
  store.reset();
  CHECK(query(path, "SELECT fate, error_code, stamp FROM documents") == "partial|␀|s1");
}

TEST_CASE("files that are no longer there are marked, not deleted; folders that could not be looked into are left alone") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Files files;
  const char digits[] = "12345";
  const char* paths[] = {"a/1.pdf", "a/2.pdf", "a/shut/3.pdf", "ab/4.pdf", "a/5.pdf"};
  for (int i = 0; i < 5; ++i) files.push_back({copy_of(full_record(), digits[i], paths[i])});
  REQUIRE(store_files(path, files, at("2025-03-01")));
  {
    auto store = opened(path, at("2025-03-02"));
    REQUIRE(store->keep(seen("a/1.pdf"), digest_of('1')));
    const auto gone = store->mark_gone({"/in/a"}, {"/in/a/shut"});
    REQUIRE(gone);
    CHECK(*gone == 2);
    CHECK(store->mark_gone(seen("ab/4.pdf")).value());
    CHECK_FALSE(store->mark_gone(seen("never.pdf")).value());
    REQUIRE(store->finish(RunOutcome::done, "2025-03-02"));
  }
  CHECK(query(path, "SELECT path, gone_since FROM documents ORDER BY path") ==
        "a/1.pdf|␀\na/2.pdf|2025-03-02\na/5.pdf|2025-03-02\na/shut/3.pdf|␀\nab/4.pdf|2025-03-02");
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NULL") == "5");
  CHECK(query(path, "SELECT gone, unchanged FROM runs WHERE run_id = 2") == "3|1");
  REQUIRE(store_files(path, {files[1]}, at("2025-03-03")));
  CHECK(query(path, "SELECT gone_since FROM documents WHERE path = 'a/2.pdf'") == "␀");
}

}  // namespace
}  // namespace nianbao
