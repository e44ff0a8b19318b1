#pragma once

#include <optional>
#include <string_view>

namespace nianbao {

/// What a style says of how an element is displayed, as far as reading its text depends on it.
struct HtmlDisplay {
  enum class Mode { none, inlined, block, other };
  enum class Visibility { visible, hidden };
  std::optional<Mode> mode;
  std::optional<Visibility> visibility;
  std::optional<bool> struck;  ///< text-decoration: line-through

  bool operator==(const HtmlDisplay&) const = default;
};

/// The declarations of an attribute or a rule, those with `!important` apart, as they count in another order.
struct HtmlStyle {
  HtmlDisplay normal, important;

  bool operator==(const HtmlStyle&) const = default;
};

/// Declarations in any case and spacing; of two that contradict each other the later counts.
HtmlStyle parse_style(std::string_view declarations);

/// What `over` says goes over what `out` says.
void put_over(const HtmlDisplay& over, HtmlDisplay& out);

}  // namespace nianbao
