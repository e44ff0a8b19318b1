#include "cli/listed_inputs.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace nianbao {
namespace {

namespace fs = std::filesystem;

/// Whether the file is worth a look by the process that opens archives. A ZIP file's kind stands in its members' names.
bool may_be_archive(const std::string& path) {
  auto start = read_file_start(path, 512);
  if (start && start->starts_with("PK")) start = read_file_start(path, 64 * 1024);
  return start && is_archive(sniff_signature(*start));
}

constexpr std::string_view kBetween = "!/";

}  // namespace

std::optional<MemberPath> find_member_path(const std::string& path) {
  std::error_code ignored;
  if (fs::exists(path, ignored)) return std::nullopt;
  for (std::size_t at = path.find(kBetween); at != std::string::npos; at = path.find(kBetween, at + 1))
    if (fs::is_regular_file(path.substr(0, at), ignored) && at + kBetween.size() < path.size())
      return MemberPath{path.substr(0, at), path.substr(at + kBetween.size())};
  return std::nullopt;
}

InputStream::State ListedInputs::look() {
  while (!next_) {
    if (process_) {
      const State state = process_->look();
      if (state == State::waiting) return state;
      if (state == State::ready) next_ = process_->take();
      else process_.reset();
    } else if (at_ == files_.size()) {
      return State::ended;
    } else {
      open_next();
    }
  }
  return State::ready;
}

void ListedInputs::open_next() {
  InputItem item{files_[at_++], std::nullopt, {}, {}, std::nullopt};
  const auto member = find_member_path(item.file.path);
  if (!member && !may_be_archive(item.file.path)) {
    next_ = std::move(item);
    return;
  }
  InputFile archive = item.file;
  if (member) {
    archive.path = member->archive;
    archive.source.resize(archive.source.size() - std::min(archive.source.size(), member->member.size() + kBetween.size()));
  }
  process_ = ArchiveProcess::start(processes_, archive, member ? member->member : "", limits_, seconds_);
  if (process_) return;
  item.error = Error{ErrorCode::unreadable_file, {}, std::string("no process can be started to open the archive: ") + std::strerror(errno)};
  next_ = std::move(item);
}

InputItem ListedInputs::take() {
  ++taken_;
  return *std::exchange(next_, std::nullopt);
}

}  // namespace nianbao
