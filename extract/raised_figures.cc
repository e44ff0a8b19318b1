#include "extract/raised_figures.h"

#include "model/unicode.h"

namespace nianbao {

std::string raise_figures(std::string_view text) {
  constexpr std::u32string_view kRaised = U"⁰¹²³⁴⁵⁶⁷⁸⁹";
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') append_utf8(out, kRaised[static_cast<std::size_t>(c - '0')]);
    else out.push_back(c);
  return out;
}

}  // namespace nianbao
