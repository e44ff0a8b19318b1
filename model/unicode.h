#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nianbao {

/// UTF-8 to code points. A byte that is not UTF-8 becomes U+FFFD, one for each such byte.
std::u32string to_code_points(std::string_view utf8);

/// Code points to UTF-8; surrogates and numbers past U+10FFFF become U+FFFD.
std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& out, char32_t code_point);

/// How many code points the text has (each stray byte counts one).
std::size_t code_point_count(std::string_view utf8);

/// The part of the text from code point `first` on, `count` of them (npos: to the end).
std::string_view code_points_of(std::string_view utf8, std::size_t first, std::size_t count = std::string_view::npos);

/// Whether the character is one of those that show nothing and part nothing: zero width spaces and marks, joiners, soft hyphens.
inline bool has_no_width(char32_t c) { return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD; }

/// Columns that a character takes in a terminal: 2 for East Asian Wide and Fullwidth, 0 for combining marks and zero
/// width characters, else 1 (Unicode TR 11; ambiguous ones count as wide here, as Chinese fonts draw “ ” … as wide).
int display_width(char32_t code_point);
int display_width(std::string_view utf8);

}  // namespace nianbao
