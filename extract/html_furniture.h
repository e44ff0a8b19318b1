#pragma once

#include <cstdint>
#include <string_view>

#include "extract/html_tree.h"

namespace nianbao {

/// Whether the element's name, class or id is one that sites give to menus, breadcrumbs, share buttons, footers, …
bool is_furniture_element(const HtmlTree& tree, std::uint32_t node);

/// Whether its name, class or id is one that sites give to what holds an article's text (`article`, `zoom`, `TRS_Editor`, …).
bool is_content_container(const HtmlTree& tree, std::uint32_t node);

/// A short line as sites print them round a text: 上一篇：…, 【打印】【关闭】, 当前位置：…, 版权所有 …, today's date.
bool is_furniture_line(std::string_view text);

/// A line that names a file to download.
bool names_attachment(std::string_view text);

}  // namespace nianbao
