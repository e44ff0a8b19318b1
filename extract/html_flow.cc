#include "extract/html_flow.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "extract/html_line.h"
#include "extract/text_lines.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

/// Says of a cell that something stands in it which is not text: a number printed as a picture is not blank.
constexpr std::string_view kObject = "\uFFFC";

constexpr std::size_t kLongestBesideLink = 60;  // bytes

bool is_spacer(const HtmlTree& tree, const HtmlNode& image) {
  for (std::string_view side : {"width", "height"}) {
    std::string_view size = tree.attribute(image, side);
    int px = 0;
    auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), px);
    if (error == std::errc{} && px <= 3) return true;
  }
  std::string_view file = tree.attribute(image, "src");
  return file.empty() || file.find("spacer") != std::string_view::npos || file.find("blank") != std::string_view::npos;
}

/// Dates, bullets and brackets, which lists of links have around their links.
bool is_beside_link(std::string_view text) {
  if (text.size() > kLongestBesideLink) return false;
  constexpr std::u32string_view kMarks = U"年月日·•●■◆▪»›>|｜[]【】（）()-/:.： \u3000\u00A0\n\t\r";
  for (char32_t c : to_code_points(text))
    if (!(c >= U'0' && c <= U'9') && kMarks.find(c) == std::u32string_view::npos) return false;
  return true;
}

/// The text that a form's field shows.
std::string_view field_value(const HtmlTree& tree, const HtmlNode& input) {
  std::string_view type = tree.attribute(input, "type");
  bool shows = type.empty() || type == "text" || type == "number" || type == "TEXT" || type == "Text";
  return shows ? tree.attribute(input, "value") : std::string_view{};
}

/// A cell's text: its lines separated by '\n'. Tables in it that are grids of their own are left out; the cells of others
/// are parted by spaces.
class CellReader {
 public:
  CellReader(const HtmlTree& tree, const HtmlTables& tables) : tree_(tree), tables_(tables) {}

  std::string read(std::uint32_t cell) {
    visit_children(cell);
    end_line();
    if (text_.empty() && has_picture_) text_ = kObject;
    return std::move(text_);
  }

 private:
  void end_line() {
    std::string line = line_.take();
    if (line.empty()) return;
    if (!text_.empty()) text_.push_back('\n');
    text_ += line;
  }

  void visit_children(std::uint32_t node) {
    for (std::uint32_t i = node + 1; i < tree_[node].end; i = tree_[i].end) visit(i);
  }

  void visit(std::uint32_t i) {
    const HtmlNode& node = tree_[i];
    if (!node.shown) return;
    switch (node.tag) {
      case HtmlTag::text:
        if (!node.invisible) line_.add(node.text);
        return;
      case HtmlTag::br: return end_line();
      case HtmlTag::img: has_picture_ = has_picture_ || (!node.invisible && !is_spacer(tree_, node)); return;
      case HtmlTag::input: line_.add(field_value(tree_, node)); return;
      case HtmlTag::table:
        if (tables_.at(i).role == HtmlTableRole::grid && tables_.at(i).stands_alone) return;
        break;
      case HtmlTag::cell:
        visit_children(i);
        return line_.add_space();
      case HtmlTag::sup:
        line_.raise(true);
        visit_children(i);
        return line_.raise(false);
      default: break;
    }
    if (!is_block(node.tag)) return visit_children(i);
    end_line();
    visit_children(i);
    end_line();
  }

  const HtmlTree& tree_;
  const HtmlTables& tables_;
  HtmlLine line_;
  std::string text_;
  bool has_picture_ = false;
};

class FlowReader {
 public:
  FlowReader(const HtmlTree& tree, const HtmlTables& tables) : tree_(tree), tables_(tables) {}

  std::vector<HtmlItem> read() {
    visit_children(0);
    end_line();
    return std::move(items_);
  }

 private:
  void end_line() {
    std::string text = line_.take();
    ++line_no_;
    if (text.empty()) {
      --line_no_;
      begun_ = false;
      return;
    }
    HtmlItem item;
    item.node = first_;
    item.last = last_;
    item.linked = has_link_ && !has_words_;
    item.block = make_paragraph(std::move(text));
    items_.push_back(std::move(item));
    begun_ = false;
  }

  Paragraph make_paragraph(std::string text) const {
    Paragraph out;
    TextPiece piece;
    piece.length = count_code_points(text);
    piece.source.path = std::string(tree_[block_].name) + "[" + std::to_string(tree_[block_].ordinal) + "]";
    if (line_no_ > 1) piece.source.path += "/line[" + std::to_string(line_no_) + "]";
    out.text = std::move(text);
    out.pieces.push_back(std::move(piece));
    return out;
  }

  void add_text(std::uint32_t node, std::string_view text, bool preserved = false) {
    line_.add(text, preserved);
    if (line_.empty()) return;
    if (!begun_) {
      begun_ = true;
      first_ = last_ = node;
      has_link_ = has_words_ = false;
    }
    if (trim_space(text).empty()) return;
    last_ = node;
    if (links_ > 0) has_link_ = true;
    else if (!has_words_ && !is_beside_link(text)) has_words_ = true;
  }

  void add_preserved(std::uint32_t node) {
    for (const TextLine& line : split_lines(tree_[node].text)) {
      if (line.number > 1) end_line();
      add_text(node, line.text, true);
    }
    if (tree_[node].text.ends_with('\n')) end_line();
  }

  void visit_children(std::uint32_t node) {
    for (std::uint32_t i = node + 1; i < tree_[node].end; i = tree_[i].end) visit(i);
  }

  void visit(std::uint32_t i) {
    const HtmlNode& node = tree_[i];
    if (!node.shown || node.tag == HtmlTag::head) return;
    switch (node.tag) {
      case HtmlTag::text:
        if (node.invisible) return;
        return preserved_ > 0 ? add_preserved(i) : add_text(i, node.text);
      case HtmlTag::br: return end_line();
      case HtmlTag::img:
      case HtmlTag::input:
      case HtmlTag::textarea: return;
      case HtmlTag::sup:
        line_.raise(true);
        visit_children(i);
        return line_.raise(false);
      case HtmlTag::a: {
        const int link = tree_.has_attribute(node, "href") ? 1 : 0;  // without it a mark that Word leaves
        links_ += link;
        visit_children(i);
        links_ -= link;
        return;
      }
      default: break;
    }
    if (!is_block(node.tag)) return visit_children(i);
    visit_block(i);
  }

  void visit_block(std::uint32_t i) {
    end_line();
    const std::uint32_t outer = block_;
    const int outer_lines = line_no_;
    if (tree_[i].ordinal > 0) {
      block_ = i;
      line_no_ = 0;
    }
    preserved_ += tree_[i].tag == HtmlTag::pre ? 1 : 0;
    if (tree_[i].tag == HtmlTag::table) visit_table(i);
    else visit_children(i);
    end_line();
    preserved_ -= tree_[i].tag == HtmlTag::pre ? 1 : 0;
    block_ = outer;
    line_no_ = outer_lines;
  }

  void visit_table(std::uint32_t i) {
    const HtmlTableUse& use = tables_.at(i);
    for (std::uint32_t caption : use.table.captions) visit_block(caption);
    if (use.role == HtmlTableRole::frame) {
      for (const HtmlCell& cell : use.table.cells) visit_block(cell.node);
      return;
    }
    add_grid(use);
    for (const HtmlTableUse& inner : tables_.all())
      if (inner.table.node > i && tree_.contains(i, inner.table.node)) add_inner(i, inner.table.node);
  }

  /// A grid inside a grid's cell comes after it; one inside such a one comes with that.
  void add_inner(std::uint32_t outer, std::uint32_t inner) {
    const HtmlTableUse& use = tables_.at(inner);
    if (!use.stands_alone || use.role != HtmlTableRole::grid) return;
    for (std::uint32_t up = tree_[inner].parent; up != outer; up = tree_[up].parent)
      if (tree_[up].tag == HtmlTag::table && tables_.at(up).role == HtmlTableRole::grid && tables_.at(up).stands_alone) return;
    visit_block(inner);
  }

  void add_grid(const HtmlTableUse& use) {
    Grid grid;
    grid.kind = GridKind::markup;
    grid.rows = use.table.rows;
    grid.cols = use.table.cols;
    grid.source.path = "table[" + std::to_string(tree_[use.table.node].ordinal) + "]";
    grid.cells.reserve(use.table.cells.size());
    for (const HtmlCell& from : use.table.cells) {
      Cell cell;
      cell.row = from.row;
      cell.col = from.col;
      cell.row_span = from.row_span;
      cell.col_span = from.col_span;
      if (!tree_[from.node].invisible || tree_[from.node].end > from.node + 1) cell.text = CellReader(tree_, tables_).read(from.node);
      cell.source.path = grid.source.path + "/tr[" + std::to_string(from.tr) + "]/td[" + std::to_string(from.td) + "]";
      grid.cells.push_back(std::move(cell));
    }
    HtmlItem item;
    item.node = item.last = use.table.node;
    item.metadata = use.role == HtmlTableRole::metadata;
    item.has_numbers = use.has_number_rows;
    item.block = std::move(grid);
    items_.push_back(std::move(item));
  }

  const HtmlTree& tree_;
  const HtmlTables& tables_;
  std::vector<HtmlItem> items_;
  HtmlLine line_;
  std::uint32_t block_ = 0, first_ = 0, last_ = 0;
  int line_no_ = 0, links_ = 0, preserved_ = 0;
  bool begun_ = false;
  bool has_link_ = false, has_words_ = false;  ///< of the line: words that are no link's
};

}  // namespace

std::vector<HtmlItem> read_flow(const HtmlTree& tree, const HtmlTables& tables) { return FlowReader(tree, tables).read(); }

}  // namespace nianbao
