#include "extract/mhtml_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "extract/html_reader.h"
#include "extract/http_message.h"

namespace nianbao {
namespace {

constexpr int kMostParts = 10'000;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

/// A part's headers, lines that go on joined, and its body.
struct Part {
  std::string headers;
  std::string_view body;
};

Part split_part(std::string_view part) {
  Part out;
  std::size_t at = 0;
  while (at < part.size()) {
    const std::size_t end = std::min(part.find('\n', at), part.size() - 1);
    std::string_view line = part.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) break;
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    if (goes_on && !out.headers.empty()) out.headers.back() = ' ';
    out.headers += line;
    out.headers.push_back('\n');
  }
  out.body = part.substr(std::min(at, part.size()));
  return out;
}

/// `boundary` in `multipart/related; type="text/html"; boundary="----x"`.
std::string parameter_of(const std::string& value, std::string_view name) {
  const std::string folded = lower(value);
  std::size_t at = folded.find(std::string(name) + "=");
  if (at == std::string::npos) return {};
  at += name.size() + 1;
  const bool quoted = at < value.size() && value[at] == '"';
  if (quoted) ++at;
  return value.substr(at, std::min(value.find_first_of(quoted ? "\"" : "; \t", at), value.size()) - at);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = static_cast<char>(c | 0x20);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// RFC 2045, 6.7.
std::string from_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1, low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
      continue;
    }
    const std::size_t end = text.find('\n', i);  // a soft line break
    if (end == std::string_view::npos || text.find_first_not_of(" \t\r", i + 1) != end) out.push_back('=');
    else i = end;
  }
  return out;
}

/// RFC 2045, 6.8.
std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    if ((count += 6) < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>((bits >> count) & 0xFF));
  }
  return out;
}

std::optional<SavedPage> page_in(const Part& part) {
  const std::string type = header_value(part.headers, "content-type");
  const std::string kind = lower(type.substr(0, type.find(';')));
  if (kind != "text/html" && kind != "application/xhtml+xml") return std::nullopt;
  SavedPage out;
  const std::string encoding = lower(header_value(part.headers, "content-transfer-encoding"));
  if (encoding == "quoted-printable") out.html = from_quoted_printable(part.body);
  else if (encoding == "base64") out.html = from_base64(part.body);
  else out.html = part.body;
  out.charset = parameter_of(type, "charset");
  const std::string url = header_value(part.headers, "content-location");
  if (url.starts_with("http://") || url.starts_with("https://")) out.url = url;
  return out;
}

}  // namespace

Result<SavedPage> find_saved_page(std::string_view bytes) {
  const Part whole = split_part(bytes);
  const std::string boundary = "--" + parameter_of(header_value(whole.headers, "content-type"), "boundary");
  std::string_view rest = whole.body;
  for (int parts = 0; boundary.size() > 2 && parts < kMostParts; ++parts) {
    const std::size_t begin = rest.find(boundary);
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(std::min(rest.find('\n', begin), rest.size() - 1) + 1);
    if (auto page = page_in(split_part(rest.substr(0, rest.find("\n" + boundary))))) return std::move(*page);
  }
  return Failure(Error{ErrorCode::damaged_file, {}, "this is a saved web page (MHTML), and no page is in it; save it anew as HTML or PDF"});
}

Result<Document> read_mhtml(std::string_view bytes, const ReadOptions& options) {
  auto page = find_saved_page(bytes);
  if (!page) return Failure(page.error());
  auto document = read_html(page->html, options, page->charset);
  if (!document) return document;
  document->info.bytes = static_cast<std::int64_t>(bytes.size());
  document->info.media_type = "multipart/related";
  document->info.url = std::move(page->url);
  return document;
}

}  // namespace nianbao
