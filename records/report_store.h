#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "model/record.h"
#include "model/result.h"

namespace nianbao {

/// A file as a run met it.
struct SeenFile {
  std::string location;         ///< absolute path, UTF-8; of an archive's member: the archive's, `!/`, the member's name
  std::string path;             ///< as records show it (`document.source`)
  std::string stamp;            ///< size and times of the file on disk; empty where they are not to be trusted next time
  std::int64_t modified_ns = 0; ///< time of change, nanoseconds since 1970; 0: not known
  std::string manifest = {};    ///< digest of what a manifest says of it; empty: nothing
  int part = 0;                 ///< of a further file of a report in several: its number among them
  std::vector<SeenFile> parts = {};  ///< of the first file of a report in several: the further ones that are there

  bool operator==(const SeenFile&) const = default;
};

/// What the store holds of a content.
struct KnownContent {
  std::string basis;
  RecordStatus status = RecordStatus::failed;  ///< of its first record
  std::string error_code;                      ///< of `failed`
  int attempts = 0;                            ///< readings on that basis that ended by time, memory or a crash
  std::string manifest = {};                   ///< digest of what a manifest said when it was read
  std::int64_t run_id = 0;                     ///< that read it
};

/// What the store holds of a file.
struct KnownFile {
  std::string path, stamp, sha256;       ///< sha256: empty where it could never be opened
  RecordStatus fate = RecordStatus::failed;
  std::string error_code;                ///< of its last reading, where that failed
  std::string manifest = {};             ///< digest of what a manifest said of it then
  std::optional<KnownContent> content;   ///< of its sha256
};

struct StoreOptions {
  bool keep_doubtful = false;  ///< doubtful values in `values_wide` too
  std::string now_iso;         ///< ISO 8601, for the books (first_seen, last_seen, runs); empty: null
  int batch_files = 1000;      ///< files a transaction, at most
  int wait_seconds = 0;        ///< for another run that writes to the store
};

/// How a run ended, for its row in `runs`.
enum class RunOutcome { done, interrupted, stopped };
std::string_view to_string(RunOutcome outcome);

/// The SQLite store (docs/record.md), open for one run. Made where it is not there; an older one is brought up to date.
///
/// Everything about one file is in one transaction; a transaction holds many files (a commit waits for the disk). What is
/// not committed is as if it had never been done. Journal: a write-ahead log while the run goes on, so that people can read
/// the store meanwhile, with `synchronous=FULL`, so that a commit has reached the disk when it returns; at the end the log
/// goes into the file, which is then one file of the plain kind.
class ReportStore {
 public:
  /// Errors: bad_form (short names that clash), output_failed (no store, a newer one, another run holds it, disk full …).
  static Result<std::unique_ptr<ReportStore>> open(const std::string& path, const std::vector<Form>& forms,
                                                   const StoreOptions& options);
  virtual ~ReportStore() = default;

  /// None for a file that was never met. A store of version 1 knew files by `path`: there the file is found by that.
  virtual std::optional<KnownFile> find_file(const SeenFile& file) = 0;
  virtual std::optional<KnownContent> find_content(std::string_view sha256) = 0;
  /// Whether the record of a content has what a manifest says of the file, or of another file with the same bytes.
  virtual bool fits(const SeenFile& file, const std::string& sha256, const KnownContent& content) = 0;

  /// The file was read: these are its records (at least one; all of one content). They take the place of what the store holds
  /// of that content. Where the file had another content before, the records of that are marked superseded, unless
  /// another file that is there still has it; superseded records leave the wide tables.
  virtual Result<void> add(const SeenFile& file, const std::vector<Record>& records) = 0;
  /// The file was met, its content is known and is not read again. `sha256` empty: nothing is said about its content.
  virtual Result<void> keep(const SeenFile& file, const std::string& sha256) = 0;
  /// The file was met as find_file() has just told it: same stamp, same content, read well.
  virtual Result<void> keep_unchanged(const SeenFile& file, const KnownFile& known) = 0;
  /// Marks as gone every file under these folders (absolute paths) that this run has not met, but for those under `except`
  /// (folders that could not be looked into). Their records stay. Returns how many were there before.
  virtual Result<std::int64_t> mark_gone(const std::vector<std::string>& folders, const std::vector<std::string>& except) = 0;
  /// A file that was named itself and is no longer there; false where the store does not know it.
  virtual Result<bool> mark_gone(const SeenFile& file) = 0;

  /// Makes durable what was done so far.
  virtual Result<void> commit() = 0;
  /// Commits, and writes how the run ended and when.
  virtual Result<void> finish(RunOutcome outcome, const std::string& now_iso) = 0;
};

/// Whether a reading that failed so may succeed the next time, with the same bytes and basis: timeout, out_of_memory,
/// crashed.
bool is_worth_another_try(std::string_view error_code);

/// Whether the failure is one that the store has not seen: another content, or another reason.
bool is_new_failure(const std::optional<KnownFile>& before, const Record& record);

}  // namespace nianbao
