#pragma once

#include <string>

namespace nianbao {

/// The JSON lines of a content's records as a store gives them back, read through the store's own reader.
std::string stored_lines(const std::string& store, const std::string& sha256);

/// A line as a store can hold it: U+0000 in a text is U+FFFD there.
std::string without_nul(std::string line);

}  // namespace nianbao
