#include "cli/file_state.h"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "extract/utf8_check.h"

namespace nianbao {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kTooYoung = 2 * kSecond;
constexpr std::string_view kInArchive = "!/";

/// Every byte that is not part of valid UTF-8 as `%XX`, so that two names in another encoding stay two.
std::string escaped_path(const std::string& path) {
  if (find_invalid(path) == std::string::npos) return path;
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t length = character_length(path, at);
    out += length > 0 ? path.substr(at, length) : std::string{'%', kHex[(path[at] >> 4) & 15], kHex[path[at] & 15]};
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * kSecond + time.tv_nsec; }

std::int64_t now_ns() {
  timespec now;
  ::clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

/// Whether the path has no `.`, `..` or empty step and no member of an archive: then it is normal as it is. Most are.
bool is_plain(const std::string& path) {
  return !path.empty() && path.front() != '.' && path.back() != '/' && path.find("//") == std::string::npos &&
         path.find("/.") == std::string::npos && path.find(kInArchive) == std::string::npos;
}

/// The file itself; for one in an archive, the archive.
bool stat_file(const std::string& path, struct stat& facts) {
  if (::stat(path.c_str(), &facts) == 0) return true;
  for (std::size_t at = path.find(kInArchive); at != std::string::npos; at = path.find(kInArchive, at + 1))
    if (::stat(path.substr(0, at).c_str(), &facts) == 0 && S_ISREG(facts.st_mode)) return true;
  return false;
}

}  // namespace

std::string location_of(const std::string& path) {
  std::error_code ignored;
  if (is_plain(path)) return escaped_path(path.front() == '/' ? path : (std::filesystem::current_path(ignored) / path).string());
  const std::size_t member = path.find(kInArchive);
  std::filesystem::path out = std::filesystem::absolute(path.substr(0, member), ignored).lexically_normal();
  if (!out.has_filename() && out.has_parent_path()) out = out.parent_path();
  return escaped_path(out.string() + (member == std::string::npos ? std::string() : path.substr(member)));
}

SeenFile see_file(const InputFile& file) {
  SeenFile out{location_of(file.path), file.source, {}, 0};
  struct stat facts;
  if (!stat_file(file.path, facts) || !S_ISREG(facts.st_mode)) return out;
  out.modified_ns = nanoseconds(facts.st_mtim);
  const std::int64_t changed = nanoseconds(facts.st_ctim), young = now_ns() - kTooYoung;
  if (out.modified_ns > young || changed > young) return out;
  out.stamp = std::to_string(facts.st_size) + "-" + std::to_string(out.modified_ns) + "-" + std::to_string(changed);
  return out;
}

bool is_settled(const std::string& path, int seconds) {
  struct stat facts;
  if (seconds <= 0 || !stat_file(path, facts)) return true;
  return now_ns() - nanoseconds(facts.st_mtim) >= seconds * kSecond;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&now, &parts);
  char text[sizeof "2025-01-01T00:00:00Z"];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace nianbao
