#include "extract/mhtml_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/html_reader.h"
#include "extract/http_message.h"
#include "extract/transfer_encoding.h"

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

/// Calls `take` with each part until that says true.
template <class Take>
void each_part(std::string_view bytes, Take take) {
  const Part whole = split_part(bytes);
  const std::string boundary = "--" + parameter_of(header_value(whole.headers, "content-type"), "boundary");
  std::string_view rest = whole.body;
  for (int parts = 0; boundary.size() > 2 && parts < kMostParts; ++parts) {
    const std::size_t begin = rest.find(boundary);
    if (begin == std::string_view::npos) return;
    rest.remove_prefix(std::min(rest.find('\n', begin), rest.size() - 1) + 1);
    if (take(split_part(rest.substr(0, rest.find("\n" + boundary))))) return;
  }
}

std::string decoded(const Part& part) {
  const std::string encoding = lower(header_value(part.headers, "content-transfer-encoding"));
  if (encoding == "quoted-printable") return from_quoted_printable(part.body);
  if (encoding == "base64") return from_base64(part.body);
  return std::string(part.body);
}

std::optional<SavedPage> page_in(const Part& part) {
  const std::string type = header_value(part.headers, "content-type");
  const std::string kind = lower(type.substr(0, type.find(';')));
  if (kind != "text/html" && kind != "application/xhtml+xml") return std::nullopt;
  SavedPage out;
  out.html = decoded(part);
  out.charset = parameter_of(type, "charset");
  const std::string url = header_value(part.headers, "content-location");
  if (url.starts_with("http://") || url.starts_with("https://")) out.url = url;
  return out;
}

/// Whether the page's address of something (`cid:…`, a URL, a relative path) is the part's.
bool is_at(const Part& part, std::string_view address) {
  if (address.starts_with("cid:")) return header_value(part.headers, "content-id") == "<" + std::string(address.substr(4)) + ">";
  if (address.starts_with("./")) address.remove_prefix(2);
  const std::string location = header_value(part.headers, "content-location");
  return !location.empty() && (location == address || location.ends_with("/" + std::string(address)));
}

std::string find_part(std::string_view bytes, std::string_view address) {
  std::string out;
  if (!address.empty())
    each_part(bytes, [&](const Part& part) {
      const bool found = is_at(part, address);
      if (found) out = decoded(part);
      return found;
    });
  return out;
}

}  // namespace

Result<SavedPage> find_saved_page(std::string_view bytes) {
  std::optional<SavedPage> page;
  each_part(bytes, [&](const Part& part) { return (page = page_in(part)).has_value(); });
  if (page) return std::move(*page);
  return Failure(Error{ErrorCode::damaged_file, {}, "this is a saved web page (MHTML), and no page is in it; save it anew as HTML or PDF"});
}

Result<Document> read_mhtml(std::string_view bytes, const ReadOptions& options) {
  auto page = find_saved_page(bytes);
  if (!page) return Failure(page.error());
  ReadOptions with_parts = options;
  with_parts.beside = [bytes](const std::string& address) { return find_part(bytes, address); };
  auto document = read_html(page->html, with_parts, page->charset);
  if (!document) return document;
  document->info.bytes = static_cast<std::int64_t>(bytes.size());
  document->info.media_type = "multipart/related";
  document->info.url = std::move(page->url);
  return document;
}

}  // namespace nianbao
