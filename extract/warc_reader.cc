#include "extract/warc_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "extract/archive_stream.h"
#include "extract/http_message.h"

namespace nianbao {
namespace {

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

/// Bytes of a source, some of them looked at already.
class Window {
 public:
  explicit Window(const ByteSource& source) : source_(source) {}

  /// Makes `count` bytes available where there are so many.
  Result<bool> fill(std::size_t count) {
    while (bytes_.size() - at_ < count) {
      if (at_ > 0) bytes_.erase(0, std::exchange(at_, 0));
      auto more = source_(bytes_);
      if (!more) return more;
      if (!*more) return false;
    }
    return true;
  }

  /// The header up to and with its empty line; none at the end. Blank lines before it belong to the record before.
  Result<std::optional<std::string>> take_header() {
    while (true) {
      if (auto some = fill(1); !some) return Failure(some.error());
      else if (!*some) return std::optional<std::string>();
      if (bytes_[at_] != '\r' && bytes_[at_] != '\n') break;
      ++at_;
    }
    std::size_t looked = 0;
    while (true) {
      for (const std::string_view end : {"\r\n\r\n", "\n\n"})
        if (const std::size_t found = bytes_.find(end, at_ + looked); found != std::string::npos) {
          std::string header = bytes_.substr(at_, found + end.size() - at_);
          at_ = found + end.size();
          return std::optional<std::string>(std::move(header));
        }
      looked = std::max<std::size_t>(bytes_.size() - at_, 3) - 3;
      if (looked > kMaxHeaderBytes) break;
      if (auto more = fill(bytes_.size() - at_ + 1); !more) return Failure(more.error());
      else if (!*more) break;
    }
    return fail(ErrorCode::damaged_file, "the web archive is damaged: a record's header has no end");
  }

  Result<std::string> take(std::size_t count) {
    if (auto whole = fill(count); !whole) return Failure(whole.error());
    else if (!*whole) return cut_short();
    std::string out = bytes_.substr(at_, count);
    at_ += count;
    return out;
  }

  Result<void> skip(std::uint64_t count) {
    while (count > 0) {
      if (auto some = fill(1); !some) return Failure(some.error());
      else if (!*some) return cut_short();
      const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes_.size() - at_));
      at_ += step;
      count -= step;
    }
    return {};
  }

 private:
  static Failure cut_short() { return fail(ErrorCode::damaged_file, "the web archive is cut short; what stands before was read"); }

  const ByteSource& source_;
  std::string bytes_;
  std::size_t at_ = 0;
};

bool holds_no_report(std::string_view content_type) {
  constexpr std::array<std::string_view, 5> kMainTypes{"image/", "video/", "audio/", "font/", "application/font"};
  constexpr std::array<std::string_view, 9> kTypes{"text/css", "text/javascript", "application/javascript",
      "application/x-javascript", "application/ecmascript", "application/json", "application/manifest+json",
      "application/vnd.ms-fontobject", "application/x-shockwave-flash"};
  return std::any_of(kMainTypes.begin(), kMainTypes.end(), [&](auto main) { return content_type.starts_with(main); }) ||
         std::find(kTypes.begin(), kTypes.end(), content_type) != kTypes.end();
}

Result<std::string> undo_content_encoding(HttpResponse response, const ArchiveLimits& limits) {
  const std::string& name = response.content_encoding;
  if (name.empty() || name == "identity") return std::move(response.body);
  if (name != "gzip" && name != "x-gzip")
    return fail(ErrorCode::unsupported_kind, "the page was sent in the encoding " + name + ", which is not read; archive it as gzip or plain");
  if (sniff_kind(response.body) != Kind::gzip) return std::move(response.body);  // undone by the archiver, the header left
  auto stream = ArchiveStream::open(response.body, ArchiveStream::What::packed_file);
  if (!stream) return Failure(stream.error());
  if (auto entry = stream->next(); !entry) return Failure(entry.error());
  std::string out;
  while (true) {
    auto more = stream->read(out);
    if (!more) return Failure(more.error());
    if (!*more) return out;
    const auto size = static_cast<std::int64_t>(out.size());
    if (size > limits.max_member_bytes ||
        (size > limits.free_bytes && size / limits.max_ratio > static_cast<std::int64_t>(response.body.size())))
      return fail(ErrorCode::limit_exceeded, "far more comes out of this page than a page holds; it is made to fill the memory");
  }
}

/// A record's header lines that matter here.
struct WarcHeader {
  std::string type, address, date, content_type;
  std::uint64_t length = 0;
};

Result<WarcHeader> read_header(const std::string& text) {
  WarcHeader out;
  const std::string length = header_value(text, "content-length");
  const auto [end, mistake] = std::from_chars(length.data(), length.data() + length.size(), out.length);
  if (!text.starts_with("WARC/") || mistake != std::errc() || end != length.data() + length.size())
    return fail(ErrorCode::damaged_file, "the web archive is damaged: what stands where a record should start is none");
  out.type = header_value(text, "warc-type");
  out.date = header_value(text, "warc-date");
  out.content_type = header_value(text, "content-type");
  out.address = header_value(text, "warc-target-uri");
  if (out.address.starts_with('<') && out.address.ends_with('>')) out.address = out.address.substr(1, out.address.size() - 2);
  return out;
}

bool is_wanted(const WarcHeader& header) {
  const bool web = header.address.starts_with("http://") || header.address.starts_with("https://");
  return web && ((header.type == "response" && header.content_type.starts_with("application/http")) ||
                 (header.type == "resource" && !holds_no_report(header.content_type)));
}

/// The document of a record; none where it holds no report.
Result<std::optional<std::string>> document_of(const WarcHeader& header, std::string block, const ArchiveLimits& limits) {
  if (header.type == "resource") return std::optional<std::string>(std::move(block));
  auto response = parse_http_response(block);
  if (!response) return Failure(response.error());
  if (response->status < 200 || response->status > 299 || response->body.empty() || holds_no_report(response->content_type))
    return std::optional<std::string>();
  auto body = undo_content_encoding(std::move(*response), limits);
  if (!body) return Failure(body.error());
  return std::optional<std::string>(std::move(*body));
}

}  // namespace

Result<void> each_warc_member(const ByteSource& source, const ArchiveLimits& limits,
                              const std::function<bool(const ArchiveMember&)>& each) {
  Window window(source);
  std::int64_t records = 0;
  while (true) {
    auto text = window.take_header();
    if (!text) return Failure(text.error());
    if (!*text) return {};
    if (++records > limits.max_members)
      return fail(ErrorCode::limit_exceeded, "the web archive has more than " + std::to_string(limits.max_members) + " records");
    const auto header = read_header(**text);
    if (!header) return Failure(header.error());
    const bool too_long = header->length > static_cast<std::uint64_t>(limits.max_member_bytes);
    if (!is_wanted(*header) || too_long) {
      if (auto skipped = window.skip(header->length); !skipped) return skipped;
      if (!is_wanted(*header)) continue;
    }
    ArchiveMember member{header->address, {}, header->address, header->date, std::nullopt};
    std::optional<std::string> document;
    if (too_long) {
      member.error = Error{ErrorCode::limit_exceeded, {}, "the record is longer than the allowed " + std::to_string(limits.max_member_bytes) + " bytes"};
    } else {
      auto block = window.take(static_cast<std::size_t>(header->length));
      if (!block) return Failure(block.error());
      auto read = document_of(*header, std::move(*block), limits);
      if (!read) member.error = read.error();
      else if (!*read) continue;
      else document = std::move(*read);
    }
    if (document) member.bytes = *document;
    if (!each(member)) return {};
  }
}

}  // namespace nianbao
