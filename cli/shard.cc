#include "cli/shard.h"

#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <utility>

#include "cli/digest.h"
#include "cli/regular_file.h"

namespace nianbao {
namespace {

constexpr std::size_t kEndBytes = 16 * 1024;
constexpr std::size_t kDigitsUsed = 15;  ///< of the digest: they fit a 64-bit number
constexpr int kMostShares = 100'000;

std::string read_at(int descriptor, std::size_t count, std::int64_t offset) {
  std::string out(count, '\0');
  ssize_t got = 0;
  while ((got = ::pread(descriptor, out.data(), count, offset)) < 0 && errno == EINTR) {
  }
  out.resize(static_cast<std::size_t>(got > 0 ? got : 0));
  return out;
}

/// What the share of an item rests on.
std::string mark_of(const InputItem& item) {
  const auto mark = [](std::size_t size, const std::string& first, const std::string& last) {
    return std::to_string(size) + ":" + first + last;
  };
  if (item.bytes) {
    const std::size_t size = item.bytes->size(), end = std::min(size, kEndBytes);
    return mark(size, item.bytes->substr(0, end), item.bytes->substr(size - end));
  }
  const Result<RegularFile> file = RegularFile::open(item.file.path, 0);
  if (item.error || !file) return item.file.source;
  const auto size = static_cast<std::size_t>(file->size()), end = std::min(size, kEndBytes);
  return mark(size, read_at(file->descriptor(), end, 0), read_at(file->descriptor(), end, static_cast<std::int64_t>(size - end)));
}

bool is_of(const Shard& shard, const InputItem& item) {
  const std::string digest = sha256_hex(mark_of(item)).substr(0, kDigitsUsed);
  std::uint64_t number = 0;
  std::from_chars(digest.data(), digest.data() + digest.size(), number, 16);
  return number % static_cast<std::uint64_t>(shard.count) == static_cast<std::uint64_t>(shard.number - 1);
}

}  // namespace

std::optional<Shard> parse_shard(const std::string& text) {
  Shard out;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, out.number);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != '/') return std::nullopt;
  const auto count = std::from_chars(number.ptr + 1, end, out.count);
  if (count.ec != std::errc() || count.ptr != end) return std::nullopt;
  if (out.number < 1 || out.number > out.count || out.count > kMostShares) return std::nullopt;
  return out;
}

InputStream::State ShardInputs::look() {
  while (!next_) {
    const State state = items_.look();
    if (state != State::ready) return state;
    InputItem item = items_.take();
    if (is_of(shard_, item)) next_ = std::move(item);
    else ++passed_over_;
  }
  return State::ready;
}

InputItem ShardInputs::take() { return *std::exchange(next_, std::nullopt); }

}  // namespace nianbao
