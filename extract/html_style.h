#pragma once

#include <optional>
#include <string_view>

namespace nianbao {

/// What an element's `style` attribute says of how it is displayed, as far as reading its text depends on it.
struct HtmlDisplay {
  enum class Mode { unsaid, none, inlined, block };
  enum class Visibility { visible, hidden };
  Mode mode = Mode::unsaid;
  std::optional<Visibility> visibility;
  bool struck = false;  ///< text-decoration: line-through

  bool operator==(const HtmlDisplay&) const = default;
};

/// Declarations in any case and spacing; of two that contradict each other the later counts, `!important` or not.
HtmlDisplay parse_display(std::string_view style);

}  // namespace nianbao
