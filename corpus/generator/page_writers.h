#pragma once

#include <string>
#include <vector>

#include "corpus/generator/pieces.h"
#include "corpus/generator/random.h"
#include "corpus/generator/report.h"

namespace nianbao::corpus {

/// How a report's text and tables were brought into a site's editor.
enum class PageMarkup {
  plain,   ///< paragraphs and tables
  wps,     ///< pasted from WPS or Word: classes, styles, conditional comments, numbers cut by <span>
  split,   ///< each table cut into several, headings in tables of their own
  breaks,  ///< one block; lines, those of tables too, parted by <br>
};

/// The report as a page of a site: its text within menus, breadcrumbs, a metadata table or line, buttons, links to other
/// reports and a footer, in UTF-8, GBK or UTF-16; all of it by `random`.
std::string to_site_page(const Report& report, const std::vector<Piece>& pieces, PageMarkup markup, Random random);

}  // namespace nianbao::corpus
