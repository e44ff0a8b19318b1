#include "cli/known_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "cli/described_inputs.h"
#include "cli/digest.h"
#include "cli/file_state.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 2;

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool is_not_there(const std::string& path) {
  struct stat facts;
  return ::stat(path.c_str(), &facts) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool are_settled(const InputFile& file, const FileDescription& described, int seconds) {
  return is_settled(file.path, seconds) && std::all_of(described.parts.begin(), described.parts.end(), [&](const DescribedPart& part) {
    return part.error || is_settled(part.file.path, seconds);
  });
}

/// The files of an archive lie "under" this.
std::string members_of(const std::string& location) { return location + "!"; }

}  // namespace

std::optional<Refresh> parse_refresh(const std::string& name) {
  if (name == "stale") return Refresh::stale;
  if (name == "failed") return Refresh::failed;
  if (name == "all") return Refresh::all;
  return std::nullopt;
}

bool needs_reading(const KnownContent& content, const ReadingPolicy& policy) {
  if (policy.refresh == Refresh::all) return true;
  const bool stale = content.basis != policy.basis;
  if (content.status != RecordStatus::failed) return stale && policy.refresh == Refresh::stale;
  return stale || policy.refresh == Refresh::failed ||
         (is_worth_another_try(content.error_code) && content.attempts < kAttempts);
}

void KnownFiles::note(const Result<void>& done) {
  if (!done && !error_) error_ = done.error();
}

void KnownFiles::keep(const SeenFile& seen, const std::string& sha256, const std::optional<KnownContent>& content) {
  note(store_.keep(seen, sha256));
  count_kept(content);
}

void KnownFiles::count_kept(const std::optional<KnownContent>& content) {
  ++count_.unchanged;
  if (!content) return;
  if (content->status == RecordStatus::failed) ++count_.failed;
  else if (content->basis != policy_.basis) ++count_.stale;
}

void KnownFiles::keep_unchanged(const SeenFile& seen, const KnownFile& known) {
  if (known.fate == RecordStatus::failed) return keep(seen, known.sha256, known.content);
  note(store_.keep_unchanged(seen, known));
  count_kept(known.content);
}

bool KnownFiles::is_unchanged(const SeenFile& seen, const KnownFile& known) {
  return !seen.stamp.empty() && seen.stamp == known.stamp && seen.manifest == known.manifest && known.content && !needs_reading(*known.content, policy_);
}

std::vector<InputFile> KnownFiles::without_known(std::vector<InputFile> files) {
  std::size_t left = 0;
  for (InputFile& file : files) {
    if (error_ || interrupt_) break;
    const FileDescription described = manifest_ ? manifest_->describe(file) : FileDescription{};
    const SeenFile seen = see_described(file, described);
    const std::optional<KnownFile> known = store_.find_file(seen);
    if (!are_settled(file, described, policy_.settle_seconds)) {
      ++count_.unsettled;
      not_looked_into_.push_back(members_of(seen.location));
      if (known) note(store_.keep(seen, {}));
    } else if (known && is_unchanged(seen, *known)) {
      keep_unchanged(seen, *known);
    } else {
      if (is_folder(file.path)) not_looked_into_.push_back(seen.location);
      std::swap(files[left++], file);
    }
  }
  files.erase(files.begin() + static_cast<std::ptrdiff_t>(left), files.end());
  return files;
}

InputStream::State KnownFiles::look() {
  while (!next_ && !error_ && !interrupt_) {
    const State state = items_->look();
    if (state != State::ready) return state;
    InputItem item = items_->take();
    item.seen = see_described(item.file, item.description);
    if (!is_known(item)) next_ = std::move(item);
  }
  return next_ && !error_ ? State::ready : State::ended;
}

InputItem KnownFiles::take() { return *std::exchange(next_, std::nullopt); }

/// Whether the item needs no reading.
bool KnownFiles::is_known(InputItem& item) {
  if (item.error) {
    not_looked_into_.push_back(members_of(item.seen.location));
    return false;
  }
  if (is_gone(item)) return true;
  const Result<ContentId> content = content_of(item);
  if (!content) return false;  // the reader tells why
  const std::optional<KnownContent> known = store_.find_content(content->sha256);
  if (!known || needs_reading(*known, policy_) || !store_.fits(item.seen, content->sha256, *known)) return false;
  keep(item.seen, content->sha256, known);
  return true;
}

Result<ContentId> KnownFiles::content_of(const InputItem& item) const {
  if (!item.part_sizes.empty()) return identify_files(files_of(item));
  if (item.bytes) return ContentId{sha256_hex(*item.bytes), static_cast<std::int64_t>(item.bytes->size())};
  return identify_file(item.file.path, policy_.max_bytes);
}

/// A file that was named itself, was there before and is not now: no failure.
bool KnownFiles::is_gone(const InputItem& item) {
  if (item.bytes || !is_not_there(item.file.path)) return false;
  const Result<bool> marked = store_.mark_gone(item.seen);
  if (!marked) return note(Failure(marked.error())), true;
  if (*marked) ++count_.gone;
  return *marked;
}

Result<void> KnownFiles::mark_gone(const std::vector<std::string>& inputs) {
  std::vector<std::string> folders;
  for (const std::string& input : inputs) {
    const std::string location = location_of(input);
    if (is_folder(input)) folders.push_back(location);
    else if (!is_not_there(input)) folders.push_back(members_of(location));
  }
  const Result<std::int64_t> gone = store_.mark_gone(folders, not_looked_into_);
  if (!gone) return Failure(gone.error());
  count_.gone += static_cast<std::size_t>(*gone);
  return {};
}

}  // namespace nianbao
