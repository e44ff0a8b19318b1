#pragma once

#include <string>

#include "corpus/generator/random.h"

namespace nianbao::corpus {

enum class Rules { lines, thin_rects, cell_rects, double_lines, clipped_lines, dashed_lines, horizontal_only, none };
enum class TablePage { portrait, landscape_pages, rotated_pages, sideways };
enum class Furniture { none, number, dashed_number, of_pages, running_head };
enum class PdfMaker { cairo, unigb_cmap, gbk_cmap };
enum class DrawOrder { rules_first, rules_last, columns, numbers_last, shuffled };

/// How a report looks on paper.
struct Style {
  PdfMaker maker = PdfMaker::cairo;
  std::string body_font = "Noto Serif CJK SC", heading_font = "Noto Sans CJK SC", table_font = "Noto Serif CJK SC",
              number_font;  ///< empty: as the table
  double body_size = 16, title_size = 22, table_size = 9, leading = 1.6;
  double page_width = 595.28, page_height = 841.89;
  double left = 72, right = 72, top = 72, bottom = 72;
  double even_shift = 0;  ///< pages with even numbers lie that much further right
  double first_drop = 0;  ///< white space above the title: moves every page break
  TablePage tables = TablePage::portrait;
  bool all_pages_alike = false;  ///< the turning applies to pages without tables too
  Rules rules = Rules::lines;
  double rule_width = 0.5;
  bool rule_per_cell = false;   ///< each cell's sides are drawn by themselves, else lines run through
  double rule_slack = 0;        ///< lines end up to that far before or behind their crossing, and lie that far off
  bool open_sides = false;      ///< no ruling at the table's left and right
  bool open_at_break = false;   ///< no ruling along the cut where a table goes on over pages
  bool shaded_headings = false;
  double cell_padding = 2.5;
  bool tight_columns = false;   ///< the number columns are as wide as their numbers and 3 pt
  double column_gap = 3;
  bool rows_may_break = false;  ///< a row may be cut inside its label
  bool keep_table_rows = false; ///< a table that fits on a page is not broken
  bool repeat_header = false;
  bool center_over_break = false;  ///< a group's label is centred over all its rows, so that a page break can cut it
  bool turned_group = false;       ///< 三、本年度办理结果 runs downward, letters lying
  double label_spacing = 0;        ///< points between the letters of labels
  bool spaced_by_blanks = false;   ///< labels of four characters or fewer have blanks between them
  bool unmerged_groups = false;    ///< a group's label stands in one of its rows, the cells of the others are empty
  bool overprinted = false;        ///< all text is drawn twice, a little apart: a poor man's bold
  bool glyph_by_glyph = false;     ///< each character is drawn by itself
  std::string watermark;           ///< grey text across each page
  bool numbers_right = false;
  bool numbers_top = false;        ///< numbers at the top of their cell, else in the middle
  DrawOrder order = DrawOrder::rules_first;
  Furniture furniture = Furniture::none;
  int rotate_degrees = 90;         ///< where pages are rotated or tables lie sideways: 90 or 270
  double crop = 0;
  double user_unit = 1;
};

/// Fonts, sizes, margins and habits at random; the shape (rules, orientation, breaks) stays that of a plain report.
Style random_style(Random random);

}  // namespace nianbao::corpus
