#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

/// Text for a terminal: control characters left out, and “ ” ‘ ’ made plain, as terminals disagree on their width.
std::string plain_for_terminal(std::string_view text);

/// Breaks text into lines of at most `width` columns (at least 2): between any two ideographs, not within a run of
/// letters and digits that fits a line, no closing punctuation at the start of a line where that can be helped. At least one line.
std::vector<std::string> wrap_text(std::string_view text, int width);

/// The text filled up with spaces to `width` columns; longer text is left as it is.
std::string padded_right(std::string_view text, int width);
std::string padded_left(std::string_view text, int width);

}  // namespace nianbao
