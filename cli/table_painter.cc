#include "cli/table_painter.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/display_text.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kLabelWidth = 44, kNarrowestLabel = 24, kNarrowestNumber = 7;
/// A header that is wider than its column is wrapped: at once where columns are many (申请人七类), late where they are few.
constexpr int kManyColumns = 6, kHeaderWidthOfFew = 26;

std::string_view mark_text(CellMark mark) {
  switch (mark) {
    case CellMark::error: return "!";
    case CellMark::doubtful: return "?";
    case CellMark::repaired: return "~";
    case CellMark::warning: return "*";
    case CellMark::none: return " ";
  }
  return " ";
}

std::string_view mark_color(CellMark mark) {
  switch (mark) {
    case CellMark::error: return kRed;
    case CellMark::doubtful: return kYellow;
    case CellMark::repaired:
    case CellMark::warning: return kCyan;
    case CellMark::none: return "0";
  }
  return "0";
}

/// Columns with one space before them and one for the mark after.
std::vector<int> number_widths(const ShownBlock& block) {
  std::vector<int> out;
  const bool many = block.columns.size() >= kManyColumns;
  for (std::size_t column = 0; column < block.columns.size(); ++column) {
    const int header = std::min(display_width(block.columns[column]), many ? 0 : kHeaderWidthOfFew);
    int width = std::max(kNarrowestNumber, header);
    for (const ShownRow& row : block.rows)
      if (column < row.cells.size()) width = std::max(width, display_width(row.cells[column].text));
    out.push_back(width + 2);
  }
  return out;
}

}  // namespace

std::string TablePainter::paint(const ShownTable& table) {
  std::string title = table.title;
  if (table.instance > 1) title += "（第" + std::to_string(table.instance) + "次出现）";
  out_ = "\n" + style_.paint(kBold, title) + "\n";
  if (table.absent) out_ += "  （报告中没有这张表）\n";
  for (const ShownBlock& block : table.blocks) paint_block(block);
  return std::move(out_);
}

std::string TablePainter::legend() const {
  static const std::pair<std::string_view, std::string_view> kWords[] = {
      {"!", "数字不符"}, {"?", "读数存疑"},   {"~", "按合计还原"}, {"*", "有提示"},
      {"空", "空白格"},    {"缺", "报告未列"}, {"未定", "有多种读法"}, {"难辨", "不是可识别的数字"}};
  std::string out;
  for (const auto& [sign, meaning] : kWords)
    if (used_.count(std::string(sign))) out += (out.empty() ? "" : "   ") + std::string(sign) + " " + std::string(meaning);
  return out.empty() ? out : "\n" + style_.paint(kDim, "图例  " + out) + "\n";
}

void TablePainter::paint_block(const ShownBlock& block) {
  const std::vector<int> widths = number_widths(block);
  int numbers = 0;
  for (int width : widths) numbers += width;
  const int label_width = std::clamp(columns_ - numbers, kNarrowestLabel, kLabelWidth);
  paint_header(block, widths, label_width);
  for (const ShownRow& row : block.rows) paint_row(row, widths, label_width);
}

void TablePainter::paint_header(const ShownBlock& block, const std::vector<int>& widths, int label_width) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    // A header may take the place of the mark, which stands under its end.
    columns.push_back(wrap_text(block.columns[i], widths[i] - 1));
    height = std::max(height, columns.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string text = padded_right(line == 0 ? block.heading : "", label_width);
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::size_t blank = height - columns[i].size();
      text += padded_left(line < blank ? "" : columns[i][line - blank], widths[i] - 1) + " ";
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out_ += style_.paint(kDim, text) + "\n";
  }
}

void TablePainter::paint_row(const ShownRow& row, const std::vector<int>& widths, int label_width) {
  const std::string indent(static_cast<std::size_t>(row.indent), ' ');
  const auto lines = wrap_text(row.label, label_width - row.indent - 2);
  for (std::size_t line = 0; line < lines.size(); ++line) {
    std::string text = indent + (line == 0 ? "" : "  ") + lines[line];
    // The numbers stand beside the label's last line.
    if (line + 1 == lines.size() && !row.cells.empty()) {
      text = padded_right(text, label_width);
      for (std::size_t i = 0; i < row.cells.size(); ++i) text += painted_cell(row.cells[i], widths[i]);
    }
    out_ += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }
}

std::string TablePainter::painted_cell(const ShownCell& cell, int width) {
  const std::string mark(mark_text(cell.mark));
  if (cell.mark != CellMark::none) used_.insert(mark);
  if (!cell.text.empty() && static_cast<unsigned char>(cell.text.front()) >= 0x80) used_.insert(cell.text);
  const std::string text = cell.text + mark;
  const std::string gap = padded_left("", width - display_width(text));
  if (cell.mark != CellMark::none) return gap + style_.paint(mark_color(cell.mark), text);
  const bool faint = cell.zero || (!cell.text.empty() && static_cast<unsigned char>(cell.text.front()) >= 0x80);
  return gap + (faint ? style_.paint(kDim, cell.text) + " " : text);
}

}  // namespace nianbao
