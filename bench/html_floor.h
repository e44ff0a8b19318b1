#pragma once

#include <cstddef>
#include <string_view>

namespace nianbao {

/// What a page's parse alone takes: libxml2 makes its tree of the bytes, whose encoding it finds itself, and frees it.
/// Returns how many nodes stand directly below the tree's root.
std::size_t run_html_floor(std::string_view page);

}  // namespace nianbao
