#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// Whether the text is well-formed UTF-8 (no overlong forms, no surrogates).
bool is_valid_utf8(std::string_view text);

/// The text itself if it is well-formed UTF-8; else a copy in `storage` with U+FFFD for each stray byte.
/// The view is good as long as both live.
std::string_view valid_text(std::string_view text, std::string& storage);

}  // namespace nianbao
