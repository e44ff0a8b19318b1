#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include "model/unicode.h"
#include "tables/layout.h"

// Pages of spans and rulings as lines of text, so that every change of a byte is a page again:
//   page WIDTH HEIGHT | span X Y SIZE TEXT | turned X Y SIZE TEXT | h AT FROM TO | v AT FROM TO | line TEXT
// `span` begins at X with its middle at Y; `line` is a line of a text file, which has no pages.

namespace {

using namespace nianbao;

constexpr std::size_t kMostItems = 4000;
constexpr double kFarthestPt = 1e6;

double number_of(std::istringstream& in) {
  double value = 0;
  in >> value;
  if (in.fail()) in.clear();
  return std::clamp(std::isfinite(value) ? value : 0, -kFarthestPt, kFarthestPt);
}

std::string rest_of(std::istringstream& in) {
  std::string text;
  std::getline(in >> std::ws, text);
  return to_utf8(to_code_points(text));  // mutations cut characters
}

double advance_of(char32_t c, double em) { return c < 0x2E80 ? em / 2 : em; }

Span span_of(std::istringstream& in, int turn) {
  Span span;
  double x = number_of(in), y = number_of(in), em = std::abs(number_of(in));
  span.text = to_code_points(rest_of(in));
  if (span.text.empty()) span.text = U"0";
  span.font_size_pt = em;
  span.turn = turn;
  double at = turn == 0 ? x : y;
  span.edges.push_back(static_cast<float>(at));
  for (char32_t c : span.text) span.edges.push_back(static_cast<float>(at += advance_of(c, em)));
  span.box = turn == 0 ? Box{x, y - em / 2, at, y + em / 2} : Box{x - em / 2, y, x + em / 2, at};
  return span;
}

Ruling ruling_of(std::istringstream& in, bool horizontal) {
  double at = number_of(in), a = number_of(in), b = number_of(in);
  return {horizontal, at, std::min(a, b), std::max(a, b), 0.5};
}

Paragraph line_of(std::istringstream& in, int number) {
  Paragraph out;
  out.text = rest_of(in);
  int length = static_cast<int>(code_point_count(out.text));
  Source source;
  source.line = number;
  source.span = ColumnSpan{1, length};
  out.pieces.push_back({0, length, source, {}});
  return out;
}

Document document_of(std::string_view bytes) {
  Document document;
  std::istringstream lines{std::string(bytes)};
  std::string line, kind;
  for (std::size_t n = 1; n < kMostItems && std::getline(lines, line); ++n) {
    std::istringstream in(line);
    kind.clear();
    in >> kind;
    if (kind == "line") {
      document.flow.push_back(line_of(in, static_cast<int>(n)));
      continue;
    }
    if (kind == "page" || document.pages.empty()) {
      document.pages.emplace_back();
      document.pages.back().page_no = static_cast<int>(document.pages.size());
      document.pages.back().width_pt = kind == "page" ? std::abs(number_of(in)) : 595;
      document.pages.back().height_pt = kind == "page" ? std::abs(number_of(in)) : 842;
    }
    Page& page = document.pages.back();
    if (kind == "span") page.spans.push_back(span_of(in, 0));
    if (kind == "turned") page.spans.push_back(span_of(in, 90));
    if (kind == "h" || kind == "v") page.rulings.push_back(ruling_of(in, kind == "h"));
  }
  if (!document.flow.empty()) document.pages.clear();
  return document;
}

/// What Grid promises: cells in the grid, in row-major order.
void check(const Grid& grid) {
  int row = 0, col = -1;
  for (const Cell& cell : grid.cells) {
    bool after = cell.row > row || (cell.row == row && cell.col > col);
    bool inside = cell.row_span >= 1 && cell.col_span >= 1 && cell.row + cell.row_span <= grid.rows && cell.col + cell.col_span <= grid.cols;
    if (!after || !inside) std::abort();
    row = cell.row;
    col = cell.col;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Document document = document_of(std::string_view(reinterpret_cast<const char*>(data), size));
  for (const Block& block : build_layout(document, {}).blocks)
    if (const auto* grid = std::get_if<Grid>(&block)) check(*grid);
  return 0;
}
