#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input_files.h"
#include "cli/manifest_facts.h"
#include "model/error.h"
#include "records/report_store.h"

namespace nianbao {

/// What a harvester knows of files (`--manifest`): a CSV file with a heading, a row a file, named by `path` (from the manifest's folder,
/// from the working folder, or as the record's `source` shows it) or by `sha256`, and any of url, retrieved, unit, unit_id, year,
/// published, report_id, order. Files of one `report_id` are one report, in the order of the numbers in `order`, else of the rows.
class Manifest {
 public:
  /// Errors: unreadable_file; damaged_file (says in which line: no such column, a year that is none, two rows for one file …).
  static Result<Manifest> read(const std::string& path);

  /// What it says of the files of a run. Of files that are one report, the first stays in the list and stands for all.
  std::vector<InputFile> gather(const std::vector<InputFile>& files, std::int64_t max_bytes);

  /// What it says of a file; `sha256` is needed only where a row may name the file by that alone (a file in an archive).
  FileDescription describe(const InputFile& file, const std::string& sha256 = {});
  bool names_digests() const { return !by_sha256_.empty(); }

  /// Columns that mean nothing here: misspelt ones too.
  const std::vector<std::string>& unused_columns() const { return unused_columns_; }
  /// Paths or digests of the rows whose file was not met.
  std::vector<std::string> unmet() const;
  /// Those of one report_id whose file was read by itself all the same, as it lies in an archive.
  std::vector<std::string> read_alone() const;

 private:
  struct Row {
    std::string name, report_id;
    double order = 0;
    ManifestFacts facts;
    bool met = false, gathered = false;
  };

  Result<void> take_rows(const std::string& text, const std::string& path);
  Result<void> take_row(const std::vector<std::string>& headings, const std::vector<std::string>& cells, const std::string& folder);
  std::optional<std::size_t> find(const InputFile& file, const std::string& sha256) const;
  void gather_group(const std::string& report_id, std::map<std::size_t, InputFile>& members);

  std::vector<Row> rows_;
  std::map<std::string, std::size_t, std::less<>> by_location_, by_source_, by_sha256_;
  std::map<std::string, std::string> digests_;  ///< of files on disk, by path, where rows name digests
  std::map<std::string, std::vector<DescribedPart>> groups_;  ///< by the path of the first file
  std::vector<std::string> unused_columns_;
};

/// The file for the store's books (see_file), with what the manifest says: parts, and a stamp of all of them.
SeenFile see_described(const InputFile& file, const FileDescription& description);

}  // namespace nianbao
