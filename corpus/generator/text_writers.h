#pragma once

#include <string>
#include <vector>

#include "corpus/generator/pieces.h"
#include "corpus/generator/plan.h"
#include "corpus/generator/run_together.h"

namespace nianbao::corpus {

/// 标题: …, 发布时间: …, as harvesters write them above a text; ends with a ruler of equals signs.
std::string header_lines(const Report& report, Random random);

/// Paragraphs as lines, tables with tabs, blanks or pipes between their cells.
std::string to_tabs(const std::vector<Piece>& pieces, Random random);
std::string to_aligned(const std::vector<Piece>& pieces);
std::string to_pipes(const std::vector<Piece>& pieces, Random random);

/// Everything in one line, nothing between the cells; `runs` tells how the numbers of each row stand there.
std::string to_run_together(const std::vector<Piece>& pieces, Random random, std::vector<NumberRun>& runs);

/// A web page with plain markup, and a flat OpenDocument text, for foreign producers to lay out.
std::string to_html(const std::vector<Piece>& pieces, const Style& style);
std::string to_flat_odt(const std::vector<Piece>& pieces, const Style& style);

}  // namespace nianbao::corpus
