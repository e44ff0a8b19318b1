#include "cli/progress.h"

#include <catch2/catch.hpp>

#include "cli/summary.h"

using namespace nianbao;

TEST_CASE("the progress line tells share, rate, time left and failures") {
  CHECK(progress_line({412, 1000, 2, 12.5}) == "[=========>              ] 412/1000  41 %  33/s  18 s left  2 failed");
  CHECK(progress_line({0, 10, 0, 0}) == "[>                       ] 0/10  0 %");
  CHECK(progress_line({10, 10, 0, 4}) == "[========================] 10/10  100 %  2.5/s");
  CHECK(progress_line({99999, 100000, 99999, 400000}).size() < 80);
}

TEST_CASE("durations are told in the units that matter") {
  CHECK(duration_text(17.2) == "18 s");
  CHECK(duration_text(250) == "4 min 10 s");
  CHECK(duration_text(7500) == "2 h 5 min");
}

TEST_CASE("the summary counts records by status and findings by severity") {
  Tally tally;
  tally.records = 14;
  tally.by_status[static_cast<std::size_t>(RecordStatus::complete)] = 12;
  tally.by_status[static_cast<std::size_t>(RecordStatus::failed)] = 2;
  tally.by_severity[static_cast<std::size_t>(Severity::error)] = 1;
  CHECK(run_summary(14, tally, "out.sqlite") ==
        "14 files, 14 records: 12 complete, 2 failed; findings: 1 error, 0 warnings, 0 notes\nwritten to out.sqlite\n");
  tally.doubtful = 4;
  CHECK(run_summary(1, tally, "").find("4 values in doubt; written to standard output\n") != std::string::npos);
}
