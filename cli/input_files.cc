#include "cli/input_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "cli/regular_file.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

std::string normal_path(const std::string& path) {
  std::error_code ignored;
  fs::path out = fs::absolute(path, ignored).lexically_normal();
  if (!out.has_filename() && out.has_parent_path()) out = out.parent_path();
  return out.string();
}

/// Walks one input folder; `files` gets paths relative to it.
class FolderWalk {
 public:
  explicit FolderWalk(const std::string& output)
      : output_(output.empty() ? "" : normal_path(output)), output_name_(fs::path(output_).filename().string()) {}

  void list(const fs::path& folder, const std::string& relative) {
    struct stat facts;
    if (::stat(folder.c_str(), &facts) == 0 && !listed_.insert({facts.st_dev, facts.st_ino}).second) return;
    std::vector<fs::directory_entry> entries;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
      entries.push_back(*at);
    if (failed) files.push_back(relative);
    // The order of the file system would decide under which of its names a linked folder is listed.
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) visit(entry, relative);
  }

  std::vector<std::string> files;

 private:
  void visit(const fs::directory_entry& entry, const std::string& relative) {
    const std::string name = entry.path().filename().string();
    if (name.empty() || name.front() == '.') return;
    if (name == output_name_ && normal_path(entry.path().string()) == output_) return;
    const std::string path = relative.empty() ? name : relative + "/" + name;
    std::error_code failed;
    const fs::file_status status = entry.status(failed);
    if (fs::is_directory(status)) return list(entry.path(), path);
    // A link that leads nowhere is listed: a report that cannot be read is worth a word.
    if (fs::is_regular_file(status) || entry.is_symlink(failed)) files.push_back(path);
  }

  std::string output_, output_name_;
  std::set<std::pair<dev_t, ino_t>> listed_;
};

}  // namespace

std::vector<InputFile> list_input_files(const std::vector<std::string>& inputs, const std::string& output) {
  std::vector<InputFile> out;
  std::set<std::string> seen;
  const bool may_meet_again = inputs.size() > 1;
  auto add = [&](const std::string& path, const std::string& source) {
    if (!may_meet_again || seen.insert(normal_path(path)).second) out.push_back({path, source});
  };
  for (const std::string& input : inputs) {
    std::error_code failed;
    if (!fs::is_directory(input, failed)) {
      add(input, input);
      continue;
    }
    FolderWalk walk(output);
    walk.list(input, "");
    std::sort(walk.files.begin(), walk.files.end());
    for (const std::string& file : walk.files)
      add((fs::path(input) / file).string(), file.empty() ? input : file);
  }
  return out;
}

Result<std::string> read_file_bytes(const std::string& path, std::int64_t max_bytes) {
  const Result<RegularFile> file = RegularFile::open(path, max_bytes);
  if (!file) return Failure(file.error());
  return read_descriptor(file->descriptor(), path);
}

Result<std::string> read_file_start(const std::string& path, std::size_t count) {
  const Result<RegularFile> file = RegularFile::open(path, 0);
  if (!file) return Failure(file.error());
  std::string bytes(count, '\0');
  ssize_t got = 0;
  while ((got = ::pread(file->descriptor(), bytes.data(), count, 0)) < 0 && errno == EINTR) {
  }
  if (got < 0) return Failure({ErrorCode::unreadable_file, path, std::string("the file cannot be read: ") + std::strerror(errno)});
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

}  // namespace nianbao
