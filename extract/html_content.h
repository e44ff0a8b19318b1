#pragma once

#include <cstddef>
#include <vector>

#include "extract/html_flow.h"
#include "extract/html_tree.h"

namespace nianbao {

/// What of a page is its own text, and not the site's furniture.
struct HtmlContent {
  std::vector<bool> kept;    ///< for each item
  std::size_t head_end = 0;  ///< items before this one stand before the first heading or table of the text

  bool operator==(const HtmlContent&) const = default;
};

/// Finds the main content: the smallest part of the page that holds all numbered headings and all tables of numbers, widened
/// as long as that adds prose, or nothing that is linked; without such, a container with a name that sites give to it, else
/// the whole page. Menus, breadcrumbs, share buttons, footers and the like are left out by element, by class and, before and
/// after the text, by their words. Nothing between the first and the last heading or table is ever left out, and no table of numbers
/// anywhere.
HtmlContent find_content(const HtmlTree& tree, const std::vector<HtmlItem>& items);

}  // namespace nianbao
