#include "records/line_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "records/rounded_number.h"
#include "records/valid_text.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostDigits = 20;     // of a 64-bit number, with its sign
constexpr std::size_t kLongestEscape = 6;   // \u001F

/// What stands behind the backslash for a byte that JSON escapes: 'u' is followed by its code; 0 for all others.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = 'u';
  out['\b'] = 'b', out['\f'] = 'f', out['\n'] = 'n', out['\r'] = 'r', out['\t'] = 't';
  out['"'] = '"', out['\\'] = '\\';
  return out;
}();

/// Whether one of the eight bytes is escaped, or seems to be (a byte behind one that is).
bool any_escaped(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = ~std::uint64_t{0} / 255, kHigh = kOnes << 7;
  auto any_zero = [](std::uint64_t v) { return (v - kOnes) & ~v & kHigh; };
  const std::uint64_t control = (bytes - kOnes * 0x20) & ~bytes & kHigh;
  return (control | any_zero(bytes ^ kOnes * '"') | any_zero(bytes ^ kOnes * '\\')) != 0;
}

/// Whether any byte of the text is, or seems to be, escaped.
bool any_escaped(std::string_view text) {
  std::uint64_t bytes = 0;
  if (text.size() < sizeof bytes) return std::any_of(text.begin(), text.end(), [](char c) { return kEscapes[static_cast<unsigned char>(c)] != 0; });
  for (std::size_t i = 0; i + sizeof bytes < text.size(); i += sizeof bytes) {
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    if (any_escaped(bytes)) return true;
  }
  std::memcpy(&bytes, text.data() + text.size() - sizeof bytes, sizeof bytes);
  return any_escaped(bytes);
}

char* append_escaped(char* out, std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  if (!any_escaped(text)) return std::copy(text.begin(), text.end(), out);
  for (char byte : text) {
    const auto c = static_cast<unsigned char>(byte);
    const char escape = kEscapes[c];
    if (escape != 0) *out++ = '\\';
    *out++ = escape != 0 ? escape : byte;
    if (escape == 'u') *out++ = '0', *out++ = '0', *out++ = kHex[c >> 4], *out++ = kHex[c & 15];
  }
  return out;
}

}  // namespace

void LineWriter::grow(std::size_t bytes) { buffer_.resize(std::max(size_ + bytes, 2 * buffer_.size() + 256)); }

void LineWriter::open(char bracket) {
  char* out = room_for(2);
  if (comma_) *out++ = ',', ++size_;
  *out = bracket, ++size_;
  comma_ = false;
}

void LineWriter::close(char bracket) {
  *room_for(1) = bracket, ++size_;
  comma_ = true;
}

void LineWriter::key(std::string_view name) {
  char* out = room_for(name.size() + 4);
  char* const begin = out;
  if (comma_) *out++ = ',';
  *out++ = '"';
  out = std::copy(name.begin(), name.end(), out);
  *out++ = '"', *out++ = ':';
  size_ += static_cast<std::size_t>(out - begin);
  comma_ = false;
}

void LineWriter::data_key(std::string_view name) {
  text(name);
  *room_for(1) = ':', ++size_;
  comma_ = false;
}

void LineWriter::token(std::string_view token) {
  char* out = room_for(token.size() + 1);
  char* const begin = out;
  if (comma_) *out++ = ',';
  out = std::copy(token.begin(), token.end(), out);
  size_ += static_cast<std::size_t>(out - begin);
  comma_ = true;
}

void LineWriter::whole(std::int64_t number) {
  char* out = room_for(kMostDigits + 1);
  char* const begin = out;
  if (comma_) *out++ = ',';
  out = std::to_chars(out, out + kMostDigits, number).ptr;
  size_ += static_cast<std::size_t>(out - begin);
  comma_ = true;
}

void LineWriter::rounded(double value, int decimals) {
  digits_.clear();
  append_rounded(value, decimals, digits_);
  token(digits_);
}

void LineWriter::text(std::string_view text) {
  text = valid_text(text, storage_);
  char* out = room_for(text.size() * kLongestEscape + 3);
  char* const begin = out;
  if (comma_) *out++ = ',';
  *out++ = '"';
  out = append_escaped(out, text);
  *out++ = '"';
  size_ += static_cast<std::size_t>(out - begin);
  comma_ = true;
}

void write_place(const Source& source, LineWriter& out) {
  if (source.page != 0) out.whole_field("page", source.page);
  if (source.bbox) {
    out.key("bbox");
    out.start_array();
    for (double edge : {source.bbox->x0, source.bbox->y0, source.bbox->x1, source.bbox->y1})
      out.rounded(edge, kPlaceDecimals);
    out.end_array();
  }
  out.field_unless_empty("path", source.path);
  if (source.line != 0) out.whole_field("line", source.line);
  if (source.span) {
    out.key("span");
    out.start_array();
    out.whole(source.span->first);
    out.whole(source.span->last);
    out.end_array();
  }
}

void write_texts(const std::vector<std::string>& texts, LineWriter& out) {
  out.start_array();
  for (const std::string& text : texts) out.text(text);
  out.end_array();
}

void write_cells(const std::vector<CellNote>& cells, LineWriter& out) {
  out.start_array();
  for (const CellNote& cell : cells) {
    out.start_object();
    out.field("raw", cell.raw);
    write_place(cell.source, out);
    out.end_object();
  }
  out.end_array();
}

void write_readings(const std::vector<std::vector<std::string>>& readings, LineWriter& out) {
  out.start_array();
  for (const std::vector<std::string>& row : readings) write_texts(row, out);
  out.end_array();
}

}  // namespace nianbao
