#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/record.h"
#include "model/result.h"

namespace nianbao {

/// Which records of a store are meant; what is not set does not limit.
struct StoreFilter {
  std::optional<int> year;
  std::string unit;                        ///< part of the unit's name
  std::string form;
  std::optional<std::int64_t> changed_since;  ///< records that a later run than this one wrote
};

/// How many there are of each name.
using Counts = std::vector<std::pair<std::string, std::int64_t>>;

/// A file that could not be read.
struct FailedFile {
  std::string code, message, path;
};

struct RunRow {
  std::int64_t run_id = 0;
  std::string started, finished, outcome, version, basis;  ///< empty: not known
  std::int64_t files = 0, records = 0, unchanged = 0, failed = 0, new_failures = 0, gone = 0;
};

/// What is in a store, at a glance. Reports are counted once each, superseded ones apart.
struct StoreStatus {
  std::int64_t files = 0, gone = 0, reports = 0, superseded = 0, stale = 0;
  Counts by_status, by_form, by_year, by_method;
  std::vector<FailedFile> failures;  ///< of the files that are there, by code and path
  std::vector<RunRow> runs;          ///< the last ones, latest first
};

/// A content that a file has had.
struct FileVersion {
  std::string location, path;
  int version = 0;
  std::string since, sha256, gone_since;  ///< gone_since: of the file, on its last version
  std::vector<Record> records;
};

/// A store to be looked at; nothing in it is changed, and a run may write to it meanwhile.
class StoreReader {
 public:
  /// Errors: output_failed (there is no such file, it is no store, or one of another version; says what to do).
  static Result<std::unique_ptr<StoreReader>> open(const std::string& path);
  virtual ~StoreReader() = default;

  /// Every current record, once for each file that it was read from and with that file's path as its source, in the order of the
  /// paths. Records of files that could never be opened come only where nothing is filtered. `take` returns false to stop.
  virtual Result<void> each_record(const StoreFilter& filter, const std::function<bool(Record&&)>& take) = 0;
  /// `basis`: records made on another one are stale. `last_runs`: how many to list.
  virtual Result<StoreStatus> status(const std::string& basis, int last_runs) = 0;
  /// The versions of the files whose path or location is `path`, or ends with `/path`; by location and version.
  virtual Result<std::vector<FileVersion>> history(const std::string& path) = 0;
};

/// As one JSON object, '\n' at its end.
std::string status_json(const StoreStatus& status);

}  // namespace nianbao
