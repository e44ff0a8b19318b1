#include "extract/html_tables.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <string_view>

#include "extract/html_metadata.h"

namespace nianbao {
namespace {

constexpr int kFilledAlone = 6;            // filled cells that make a table one of its own inside another's cell
constexpr std::size_t kProseBytes = 900;   // 300 ideographs: longer than any remark in a table
constexpr int kProseLines = 3;
constexpr std::size_t kKeyBytes = 60;
constexpr int kMostMetadataCells = 80;

/// What stands in a cell outside the tables in it.
struct CellMeasure {
  std::size_t bytes = 0;  ///< without white space
  int lines = 0;          ///< blocks and line breaks
  bool numeric = true;
  std::string start;      ///< its first bytes
};

bool is_white(std::string_view text, std::size_t& at) {
  const char c = text[at];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') return true;
  if (text.substr(at, 2) == "\u00A0") return ++at, true;
  return false;
}

void measure_text(std::string_view text, CellMeasure& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_white(text, i)) continue;
    const char c = text[i];
    if (!(c >= '0' && c <= '9') && c != '.' && c != ',' && c != '-' && c != '%') out.numeric = false;
    if (out.start.size() < kKeyBytes) out.start.push_back(c);
    ++out.bytes;
  }
}

CellMeasure measure_cell(const HtmlTree& tree, std::uint32_t cell) {
  CellMeasure out;
  for (std::uint32_t i = cell + 1; i < tree[cell].end; ++i) {
    const HtmlNode& node = tree[i];
    if (!node.shown || node.tag == HtmlTag::table) {
      i = node.end - 1;
      continue;
    }
    if (node.tag == HtmlTag::text) measure_text(node.text, out);
    else if (node.tag == HtmlTag::br || is_block(node.tag)) ++out.lines;
    if (out.bytes > kProseBytes && out.lines >= kProseLines) break;
  }
  return out;
}

struct TableMeasure {
  int filled = 0, keys = 0, number_rows = 0;
  bool prose = false;
};

TableMeasure measure_table(const HtmlTree& tree, const HtmlTable& table) {
  TableMeasure out;
  int row = -1, numbers = 0;
  for (const HtmlCell& cell : table.cells) {
    if (cell.row != row) row = cell.row, numbers = 0;
    CellMeasure measure = measure_cell(tree, cell.node);
    if (measure.bytes == 0) continue;
    ++out.filled;
    if (measure.numeric && ++numbers == 2) ++out.number_rows;
    if (measure.bytes > kProseBytes && measure.lines >= kProseLines) out.prose = true;
    if (table.cells.size() <= kMostMetadataCells && !measure.numeric && is_metadata_cell(measure.start)) ++out.keys;
  }
  return out;
}

bool is_metadata(const TableMeasure& measure) {
  return measure.keys >= 2 && measure.keys * 5 >= measure.filled * 2 && measure.number_rows == 0;
}

}  // namespace

HtmlTables::HtmlTables(const HtmlTree& tree) {
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != HtmlTag::table || !tree[i].shown) continue;
    HtmlTableUse use;
    use.table.node = i;
    tables_.push_back(use);
  }
  for (std::size_t t = tables_.size(); t-- > 0;) {  // the inner ones first
    HtmlTableUse& use = tables_[t];
    use.table = form_table(tree, use.table.node);
    const TableMeasure measure = measure_table(tree, use.table);
    bool holds_table = false;
    for (std::size_t inner = t + 1; inner < tables_.size() && tree.contains(use.table.node, tables_[inner].table.node); ++inner)
      holds_table = holds_table || tables_[inner].stands_alone;
    use.has_number_rows = measure.number_rows > 0;
    const bool several = use.table.cols > 1 && use.table.rows > 0;
    if (!holds_table && several && is_metadata(measure)) use.role = HtmlTableRole::metadata;
    else if (several && measure.number_rows >= 2) use.role = HtmlTableRole::grid;
    else if (several && !holds_table && !measure.prose) use.role = HtmlTableRole::grid;
    use.stands_alone = holds_table || (use.role == HtmlTableRole::grid && use.table.rows > 1 && measure.filled >= kFilledAlone);
  }
}

const HtmlTableUse& HtmlTables::at(std::uint32_t node) const {
  auto found = std::lower_bound(tables_.begin(), tables_.end(), node,
                                [](const HtmlTableUse& use, std::uint32_t wanted) { return use.table.node < wanted; });
  assert(found != tables_.end() && found->table.node == node);
  return *found;
}

}  // namespace nianbao
