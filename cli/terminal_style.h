#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// Colours as a terminal takes them (SGR codes), or none.
struct TerminalStyle {
  bool color = false;
  std::string paint(std::string_view code, const std::string& text) const {
    return color && !text.empty() ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
  }
};

inline constexpr std::string_view kBold = "1", kDim = "2", kRed = "1;31", kYellow = "1;33", kCyan = "36";

}  // namespace nianbao
