#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/result.h"

namespace nianbao {

/// A line of a text without its line end, as it stands.
struct TextLine {
  std::string_view text;
  int number = 0;  ///< from 1, as editors count: LF, CRLF and a lone CR end a line
};

/// The text of a file as UTF-8 without byte order mark. `bytes` points into the input.
struct Utf8Text {
  std::string_view bytes;
  bool had_bom = false;
  bool cut_short = false;  ///< the file ended within a character, which is left out
};

/// Checks that the bytes are UTF-8 text. Errors: wrong_encoding (UTF-16, UTF-32, anything that is not UTF-8; names the
/// byte offset), unknown_kind (NUL bytes or so many control bytes that it is no text).
Result<Utf8Text> check_utf8(std::string_view bytes);

/// The lines of a text, in order; the last one may lack its line end.
std::vector<TextLine> split_lines(std::string_view text);

/// True for the control characters that stray into texts (form feed, vertical tab, Word's cell marks): each is read
/// as a space, so that columns stay what they are.
constexpr bool is_stray_control(char c) {
  auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

/// How many code points valid UTF-8 has.
int count_code_points(std::string_view valid_utf8);

/// The text without white space (ASCII, U+00A0, U+3000, U+FEFF, U+200B) at its ends.
std::string_view trim_space(std::string_view utf8);

}  // namespace nianbao
