#include "extract/http_message.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace nianbao {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// Cuts a line off the front of `rest`, without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// None where the body is not made of chunks to its end.
std::optional<std::string> join_chunks(std::string_view body) {
  std::string out;
  while (true) {
    const std::string_view line = take_line(body);
    std::size_t length = 0;
    const auto [end, mistake] = std::from_chars(line.data(), line.data() + line.size(), length, 16);
    if (mistake != std::errc() || end == line.data() || length > body.size()) return std::nullopt;
    if (length == 0) return out;
    out.append(body.substr(0, length));
    body.remove_prefix(length);
    if (!take_line(body).empty()) return std::nullopt;
  }
}

}  // namespace

std::string header_value(std::string_view headers, std::string_view name) {
  const std::string wanted = lower(name);
  while (!headers.empty()) {
    const std::string_view line = take_line(headers);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && lower(trimmed(line.substr(0, colon))) == wanted)
      return std::string(trimmed(line.substr(colon + 1)));
  }
  return {};
}

Result<HttpResponse> parse_http_response(std::string_view message) {
  const Failure no_response(Error{ErrorCode::damaged_file, {}, "the web archive's record is no HTTP response"});
  std::string_view rest = message;
  const std::string_view first = take_line(rest);
  const std::size_t space = first.find(' ');
  if (!first.starts_with("HTTP/") || space == std::string_view::npos) return no_response;
  HttpResponse out;
  std::from_chars(first.data() + space + 1, first.data() + first.size(), out.status);
  const std::size_t headers_at = static_cast<std::size_t>(rest.data() - message.data());
  while (!rest.empty() && !take_line(rest).empty()) {
  }
  const std::size_t body_at = static_cast<std::size_t>(rest.data() - message.data());
  const std::string_view headers = message.substr(headers_at, body_at - headers_at);
  const std::string type = header_value(headers, "content-type");
  out.content_type = lower(trimmed(std::string_view(type).substr(0, type.find(';'))));
  out.content_encoding = lower(header_value(headers, "content-encoding"));
  if (lower(header_value(headers, "transfer-encoding")) == "chunked")
    if (auto joined = join_chunks(rest)) {
      out.body = std::move(*joined);
      return out;
    }
  out.body = rest;
  return out;
}

}  // namespace nianbao
