#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

/// A text converted to UTF-8; `errors` counts the places where the bytes are none of the encoding's (each gave U+FFFD).
struct Conversion {
  std::string utf8;
  std::size_t errors = 0;

  bool operator==(const Conversion&) const = default;
};

/// Converts from the encoding of that name; none where the name is not known.
std::optional<Conversion> to_utf8_from(std::string_view bytes, const std::string& encoding);

/// The bytes that the text has in that encoding; none where a character has none there.
std::optional<std::string> from_utf8_to(std::string_view utf8, const std::string& encoding);

/// Names of the encodings that the detectors take the bytes for, likeliest first.
std::vector<std::string> detect_encodings(std::string_view bytes);

/// The IANA name to give for a label in any spelling: GB18030 for all of its subsets; empty where it is not known.
std::string standard_name(std::string_view label);

}  // namespace nianbao
