// Shares of an archive read apart and joined, as a user starts them.

#include <catch2/catch.hpp>

#include "cli/shard.h"
#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"
#include "tests/extract/archive_writer.h"

using namespace nianbao;

namespace {

/// Thirty reports, two of them alike, and one file that cannot be read.
void write_archive(const ScratchFolder& folder) {
  for (int i = 10; i < 40; ++i) folder.write("in/" + std::to_string(i) + ".txt", sample_report(std::to_string(i)));
  folder.write("in/copies/99.txt", sample_report("12"));
  folder.write("in/empty.txt", "");
}

constexpr const char* kReadShares = "for k in 1 2 3; do nianbao extract in -q --shard $k/3 -o part-$k.sqlite 2>>log || [ $? = 3 ]; done; ";
constexpr const char* kMerge = "nianbao merge part-*.sqlite -q -o merged.sqlite; ";
constexpr const char* kCompare =
    "nianbao extract in -q -o single.sqlite 2>>log; "
    "for s in single merged; do nianbao export $s.sqlite -o $s.jsonl; nianbao export $s.sqlite -o $s/; done 2>>log; "
    "cmp single.jsonl merged.jsonl && rm single/runs.csv merged/runs.csv && diff -r single merged && echo same";

const char* const kEverything =
    "SELECT (SELECT group_concat(record_id || run_id || coalesce(superseded_by, '-')) FROM (SELECT * FROM reports ORDER BY record_id)) || "
    "(SELECT group_concat(location || coalesce(sha256, '-') || run_id || last_seen || coalesce(gone_since, '-')) FROM (SELECT * FROM documents ORDER BY location)) || "
    "(SELECT group_concat(location || version || sha256 || run_id) FROM (SELECT * FROM document_versions ORDER BY location, version)) || "
    "(SELECT count(*) FROM runs) || ' ' || (SELECT count(*) FROM values_wide) || ' ' || (SELECT count(*) FROM values_long)";

}  // namespace

TEST_CASE("a share is K of N") {
  CHECK(parse_shard("3/16") == Shard{3, 16});
  for (const char* wrong : {"", "3", "0/4", "5/4", "3/", "/4", "3/4/5", "a/b", "-1/4", "1/1000000"}) CHECK_FALSE(parse_shard(wrong));
}

TEST_CASE("the shares of an archive, joined, are the store of one machine") {
  ScratchFolder folder;
  write_archive(folder);
  CHECK(run(folder, std::string(kReadShares) + kMerge + kCompare).out == "same\n");
  CHECK(asked(folder, "SELECT sum(n) || ' ' || min(n > 0) FROM (SELECT count(*) AS n FROM documents GROUP BY run_id)", "merged.sqlite") == "32 1");
  CHECK(asked(folder, "SELECT count(DISTINCT run_id) FROM documents WHERE sha256 = (SELECT sha256 FROM documents WHERE path = 'copies/99.txt')",
              "merged.sqlite") == "1");
  CHECK(asked(folder, "PRAGMA integrity_check", "merged.sqlite") == "ok");
  CHECK(asked(folder, "PRAGMA foreign_key_check", "merged.sqlite") == "no row");
}

TEST_CASE("the same parts again, and in another order, change nothing") {
  ScratchFolder folder;
  write_archive(folder);
  run(folder, std::string(kReadShares) + kMerge);
  const std::string once = asked(folder, kEverything, "merged.sqlite");
  CHECK(once.size() > 1000);
  run(folder, std::string(kMerge) + "nianbao merge part-3.sqlite part-1.sqlite -q -o merged.sqlite");
  CHECK(asked(folder, kEverything, "merged.sqlite") == once);
}

TEST_CASE("a task that ran twice does no harm") {
  ScratchFolder folder;
  write_archive(folder);
  run(folder, std::string(kReadShares) + "nianbao extract in -q --shard 2/3 -o part-again.sqlite; " + kMerge);
  const std::string once = asked(folder, kEverything, "merged.sqlite");
  CHECK(run(folder, std::string(kMerge) + kCompare).out == "same\n");
  CHECK(asked(folder, kEverything, "merged.sqlite") == once);
}

TEST_CASE("parts that have grown bring what is new, what has changed and what is gone") {
  ScratchFolder folder;
  write_archive(folder);
  run(folder, std::string(kReadShares) + kMerge);
  folder.write("in/11.txt", sample_report("7777"));
  folder.write("in/new.txt", sample_report("8888"));
  run(folder, std::string("rm in/20.txt; mv in/21.txt in/moved.txt; ") + kReadShares + kMerge);
  CHECK(asked(folder, "SELECT count(*) || ' ' || sum(superseded_by IS NOT NULL) FROM reports", "merged.sqlite") == "33 1");
  CHECK(asked(folder, "SELECT count(*) FROM values_wide", "merged.sqlite") == "32");
  CHECK(asked(folder, "SELECT group_concat(path) FROM (SELECT path FROM documents WHERE gone_since IS NOT NULL ORDER BY path)",
              "merged.sqlite") == "20.txt,21.txt");
  CHECK(asked(folder, "SELECT count(*) FROM document_versions WHERE location LIKE '%/11.txt'", "merged.sqlite") == "2");
  const std::string once = asked(folder, kEverything, "merged.sqlite");
  run(folder, kMerge);
  CHECK(asked(folder, kEverything, "merged.sqlite") == once);
  CHECK(contains(run(folder, "nianbao history 11.txt --store merged.sqlite").out, "requests.total_processed.natural_person: 11 -> 7777"));
}

TEST_CASE("a content that comes back is current again after a merge") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report("1"));
  const std::string step = "nianbao extract in -q -o part-1.sqlite; " + std::string(kMerge);
  run(folder, step);
  folder.write("in/a.txt", sample_report("2"));
  run(folder, step);
  folder.write("in/a.txt", sample_report("1"));
  run(folder, step);
  CHECK(asked(folder, "SELECT group_concat(superseded_by IS NULL) FROM (SELECT r.* FROM reports r JOIN documents d ON d.sha256 = r.sha256)",
              "merged.sqlite") == "1");
  CHECK(asked(folder, "SELECT w.req_processed_np FROM values_wide w", "merged.sqlite") == asked(folder, "SELECT w.req_processed_np FROM values_wide w", "part-1.sqlite"));
  CHECK(asked(folder, "SELECT count(*) FROM values_wide", "merged.sqlite") == "1");
}

TEST_CASE("a part that is not there, is no store, or is the output is refused before anything is done") {
  ScratchFolder folder;
  write_archive(folder);
  run(folder, std::string(kReadShares));
  folder.write("text.sqlite", "no database");
  for (const char* wrong : {"nowhere.sqlite", "text.sqlite", "merged.sqlite"}) {
    const Ended ended = run(folder, "nianbao merge part-1.sqlite " + std::string(wrong) + " -o merged.sqlite");
    CHECK(ended.code == 2);
    CHECK(contains(ended.err, wrong));
  }
  CHECK(run(folder, "ls merged.sqlite").code != 0);
  CHECK(run(folder, "nianbao merge part-1.sqlite").code == 1);
}

TEST_CASE("a disk that is full ends a merge, the parts before are kept whole, and the next one goes on") {
  ScratchFolder folder;
  write_archive(folder);
  run(folder, std::string(kReadShares) + "nianbao merge part-1.sqlite -q -o merged.sqlite");
  // A file-size limit, of this much more than the store has now, is how a full disk looks.
  const Ended full = run(folder, "trap '' XFSZ; ulimit -f $(($(stat -c %s merged.sqlite) / 512 + 40)); nianbao merge part-*.sqlite -o merged.sqlite");
  CHECK(full.code == 2);
  CHECK(contains(full.err, "merged.sqlite: "));
  CHECK(asked(folder, "PRAGMA integrity_check", "merged.sqlite") == "ok");
  CHECK(asked(folder, "PRAGMA foreign_key_check", "merged.sqlite") == "no row");
  CHECK(asked(folder, "SELECT count(*) < 3 FROM runs", "merged.sqlite") == "1");
  CHECK(run(folder, std::string(kMerge) + kCompare).out == "same\n");
}

TEST_CASE("files of an archive are shared out like files in a folder") {
  ScratchFolder folder;
  write_archive(folder);
  std::vector<PackedFile> files;
  for (int i = 10; i < 40; ++i) files.push_back({std::to_string(i) + ".txt", sample_report(std::to_string(i))});
  folder.write("in.zip", zip_of(files));
  run(folder, "for k in 1 2 3; do nianbao extract in in.zip -q --shard $k/3 -o part-$k.sqlite 2>>log; done; " + std::string(kMerge));
  CHECK(asked(folder, "SELECT count(*) || ' ' || count(DISTINCT sha256) FROM documents", "merged.sqlite") == "62 31");
  CHECK(asked(folder, "SELECT max(n) FROM (SELECT count(DISTINCT run_id) AS n FROM documents GROUP BY sha256)", "merged.sqlite") == "1");
}
