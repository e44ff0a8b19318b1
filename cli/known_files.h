#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "cli/digest.h"
#include "cli/input_stream.h"
#include "cli/manifest.h"
#include "model/error.h"
#include "records/report_store.h"

namespace nianbao {

/// Which of the files that the store knows are read again, beyond those that must be.
enum class Refresh { none, stale, failed, all };
std::optional<Refresh> parse_refresh(const std::string& name);

struct ReadingPolicy {
  std::string basis;  ///< of this run
  Refresh refresh = Refresh::none;
  int settle_seconds = 0;      ///< files that were changed since then are left for the next run
  std::int64_t max_bytes = 0;  ///< files beyond are not looked into; 0: no limit
};

/// Whether a content that the store knows is to be read again. A record that was made on another basis stays (it is stale)
/// until somebody asks; a failure is tried again on another basis, and once more on the same where the reading ended by time,
/// memory or a crash.
bool needs_reading(const KnownContent& content, const ReadingPolicy& policy);

/// What a run met and did not read.
struct UnreadCount {
  std::size_t unchanged = 0;  ///< known; stale ones and failures among them
  std::size_t stale = 0;      ///< made on another basis
  std::size_t failed = 0;     ///< had failed before and were not tried again
  std::size_t unsettled = 0;  ///< still being written
  std::size_t gone = 0;       ///< known, and no longer there
};

/// Passes on the items of a stream that must be read, and does the store's books for the others: a file whose size and times are
/// as they were costs a stat, another one whose content is known costs its hash.
class KnownFiles : public InputStream {
 public:
  /// When `interrupt` becomes true, the stream has ended. `manifest`, where there is one, has gathered the files before.
  KnownFiles(ReportStore& store, ReadingPolicy policy, const std::atomic<bool>& interrupt, Manifest* manifest = nullptr)
      : store_(store), policy_(std::move(policy)), interrupt_(interrupt), manifest_(manifest) {}

  /// The files that have to be looked into; done with the others.
  std::vector<InputFile> without_known(std::vector<InputFile> files);
  /// Then: the items of those.
  void watch(InputStream& items) { items_ = &items; }

  State look() override;
  InputItem take() override;
  int descriptor() const override { return items_->descriptor(); }

  /// After a run that met everything: marks what it has not met under the inputs.
  Result<void> mark_gone(const std::vector<std::string>& inputs);

  const UnreadCount& count() const { return count_; }
  /// The store's first error, after which the stream has ended.
  const std::optional<Error>& error() const { return error_; }

 private:
  bool is_known(InputItem& item);
  Result<ContentId> content_of(const InputItem& item) const;
  bool is_unchanged(const SeenFile& seen, const KnownFile& known);
  bool is_gone(const InputItem& item);
  void keep(const SeenFile& seen, const std::string& sha256, const std::optional<KnownContent>& content);
  void keep_unchanged(const SeenFile& seen, const KnownFile& known);
  void count_kept(const std::optional<KnownContent>& content);
  void note(const Result<void>& done);

  ReportStore& store_;
  ReadingPolicy policy_;
  const std::atomic<bool>& interrupt_;
  Manifest* manifest_;
  InputStream* items_ = nullptr;
  std::optional<InputItem> next_;
  std::vector<std::string> not_looked_into_;  ///< locations of folders and archives whose files may still be there
  UnreadCount count_;
  std::optional<Error> error_;
};

}  // namespace nianbao
