#include <algorithm>
#include <tuple>

#include "corpus/generator/random.h"
#include "corpus/generator/rules.h"
#include "corpus/generator/table_setter.h"

namespace nianbao::corpus {

namespace {

/// A cell's area on one page, and the rows it shows there.
struct CellBox {
  int part = 0;
  double y0 = 0, y1 = 0;
  bool repeated = false;
};

struct DrawnText {
  int part, row, col;
  bool is_value;
  TextRun run;
};

class TableDrawer {
 public:
  TableDrawer(Paper& paper, const Table& table, const TableMeasures& measures, const std::vector<TablePart>& parts)
      : paper_(paper), style_(paper.style()), table_(table), m_(measures), parts_(parts), cells_(parts.size()) {
    x_.push_back(0);
    for (const double width : m_.widths) x_.push_back(x_.back() + width);
  }

  void draw() {
    for (std::size_t i = 0; i < table_.cells.size(); ++i) draw_cell(table_.cells[i], m_.lines[i]);
    put_in_order();
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      Sheet& sheet = paper_.sheets[static_cast<std::size_t>(parts_[part].sheet)];
      if (style_.shaded_headings) shade(part, sheet);
      if (style_.order != DrawOrder::rules_last) add_rules(part, sheet);
      for (const DrawnText& text : texts_) {
        if (text.part == static_cast<int>(part)) sheet.items.push_back(text.run);
      }
      if (style_.order == DrawOrder::rules_last) add_rules(part, sheet);
    }
  }

 private:
  std::vector<CellBox> boxes_of(const TableCell& cell) const {
    std::vector<CellBox> out;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      for (const RowPart& row : parts_[part].rows) {
        if (row.row < cell.row || row.row >= cell.row + cell.row_span) continue;
        const bool goes_on = !out.empty() && out.back().part == static_cast<int>(part) &&
                             out.back().repeated == row.repeated;
        if (goes_on) out.back().y1 = row.y1;
        else out.push_back({static_cast<int>(part), row.y0, row.y1, row.repeated});
      }
    }
    return out;
  }

  void draw_cell(const TableCell& cell, const std::vector<std::string>& lines) {
    std::vector<CellBox> own;
    for (const CellBox& box : boxes_of(cell)) {
      cells_[static_cast<std::size_t>(box.part)].push_back({left(box.part, cell), box.y0, right(box.part, cell), box.y1});
      if (!cell.field.empty() && !box.repeated) sheet_of(box.part).cells.push_back({cell.field, cells_[static_cast<std::size_t>(box.part)].back()});
      if (cell.role == CellRole::heading) shades_.push_back({box.part, cells_[static_cast<std::size_t>(box.part)].back()});
      if (box.repeated) draw_lines(cell, box, lines, 0, lines.size(), false);
      else own.push_back(box);
    }
    if (own.empty()) return;
    if (cell.may_be_sideways && style_.turned_group) return draw_turned(cell, tallest(own));
    if (own.size() == 1) return draw_lines(cell, own.front(), lines, 0, lines.size(), stands_at_top(cell));
    if (cell.row_span > 1 && style_.center_over_break) return draw_over_break(cell, own, lines);
    draw_flowing(cell, own, lines);
  }

  static const CellBox& tallest(const std::vector<CellBox>& boxes) {
    return *std::max_element(boxes.begin(), boxes.end(),
                             [](const CellBox& a, const CellBox& b) { return a.y1 - a.y0 < b.y1 - b.y0; });
  }

  bool stands_at_top(const TableCell& cell) const { return style_.numbers_top && cell.role == CellRole::value; }

  /// As a word processor flows a cell's lines from page to page: what fits stays.
  void draw_flowing(const TableCell& cell, const std::vector<CellBox>& boxes, const std::vector<std::string>& lines) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < boxes.size() && from < lines.size(); ++i) {
      const double room = boxes[i].y1 - boxes[i].y0 - 2 * m_.pad_y + 0.01;
      const auto fit = static_cast<std::size_t>(std::max(0.0, room / m_.pitch));
      const std::size_t to = i + 1 == boxes.size() ? lines.size() : std::min(lines.size(), from + fit);
      const bool whole = from == 0 && to == lines.size();
      draw_lines(cell, boxes[i], lines, from, to, !whole || cell.row_span == 1);
      from = to;
    }
  }

  /// The lines are centred over the whole height, so that the page break may fall between them.
  void draw_over_break(const TableCell& cell, const std::vector<CellBox>& boxes, const std::vector<std::string>& lines) {
    double height = 0;
    for (const CellBox& box : boxes) height += box.y1 - box.y0;
    double y = (height - static_cast<double>(lines.size()) * m_.pitch) / 2;
    std::size_t from = 0;
    for (std::size_t i = 0; i < boxes.size() && from < lines.size(); ++i) {
      const double room = boxes[i].y1 - boxes[i].y0;
      std::size_t to = from;
      const double top = std::max(y, 0.0);
      while (to < lines.size() && top + static_cast<double>(to - from + 1) * m_.pitch <= room + 0.01) ++to;
      if (i + 1 == boxes.size()) to = lines.size();
      for (std::size_t k = from; k < to; ++k) {
        add_line(cell, boxes[i], lines[k], boxes[i].y0 + top + static_cast<double>(k - from) * m_.pitch, k == 0);
      }
      y = to > from ? 0 : y - room;
      from = to;
    }
  }

  void draw_lines(const TableCell& cell, const CellBox& box, const std::vector<std::string>& lines, std::size_t from,
                  std::size_t to, bool top) {
    const double height = static_cast<double>(to - from) * m_.pitch;
    double y = top ? box.y0 + m_.pad_y : (box.y0 + box.y1 - height) / 2;
    for (std::size_t k = from; k < to; ++k, y += m_.pitch) add_line(cell, box, lines[k], y, k == 0);
  }

  void draw_turned(const TableCell& cell, const CellBox& box) {
    const CellLook look = look_of(cell, style_);
    const double wide = paper_.measure().width(look.family, look.bold, m_.size, cell.text);
    const double x = (left(box.part, cell) + right(box.part, cell)) / 2 - m_.size * 0.38;
    texts_.push_back({box.part, cell.row, cell.col, false,
                      TextRun{cell.text, look.family, look.bold, m_.size, x,
                              std::max(box.y0 + 1, (box.y0 + box.y1 - wide) / 2), 0, 90}});
  }

  void add_line(const TableCell& cell, const CellBox& box, const std::string& line, double y, bool first) {
    const CellLook look = look_of(cell, style_);
    const double wide = paper_.measure().width(look.family, look.bold, m_.size, line) +
                        look.letter_spacing * static_cast<double>(characters(line).size());
    const double x0 = left(box.part, cell), x1 = right(box.part, cell);
    const bool at_left = cell.role == CellRole::label || cell.role == CellRole::note;
    const bool at_right = cell.role == CellRole::value && style_.numbers_right;
    const double x = at_left ? x0 + m_.pad_x : at_right ? x1 - m_.pad_x - wide : (x0 + x1 - wide) / 2;
    const double baseline = y + m_.pitch / 2 + m_.size * 0.38;
    add_run(cell, box, TextRun{line, look.family, look.bold, m_.size, x, baseline, look.letter_spacing});
    if (first && !cell.number.empty() && !box.repeated) {
      const double number = paper_.measure().width(look.family, look.bold, m_.size, cell.number);
      sheet_of(box.part).places.push_back({cell.field, {x, baseline - m_.size * 0.75, x + number, baseline}});
    }
  }

  void add_run(const TableCell& cell, const CellBox& box, const TextRun& run) {
    const auto add = [&](const TextRun& part) {
      texts_.push_back({box.part, cell.row, cell.col, cell.role == CellRole::value, part});
    };
    if (!style_.glyph_by_glyph) {
      add(run);
    } else {
      TextRun part = run;
      for (const std::string& c : characters(run.text)) {
        part.text = c;
        add(part);
        part.x += paper_.measure().width(run.family, run.bold, run.size, c) + run.letter_spacing;
      }
    }
    if (!style_.overprinted) return;
    TextRun again = run;
    again.x += 0.3;
    add(again);
  }

  void put_in_order() {
    if (style_.order == DrawOrder::columns) {
      std::stable_sort(texts_.begin(), texts_.end(), [](const DrawnText& a, const DrawnText& b) {
        return std::make_tuple(a.col, a.row) < std::make_tuple(b.col, b.row);
      });
    }
    if (style_.order == DrawOrder::numbers_last) {
      std::stable_partition(texts_.begin(), texts_.end(), [](const DrawnText& text) { return !text.is_value; });
    }
    if (style_.order == DrawOrder::shuffled) {
      Random random(texts_.size());
      for (std::size_t i = texts_.size(); i > 1; --i) {
        std::swap(texts_[i - 1], texts_[static_cast<std::size_t>(random.between(0, static_cast<int>(i) - 1))]);
      }
    }
  }

  void shade(std::size_t part, Sheet& sheet) const {
    for (const auto& [of_part, box] : shades_) {
      if (of_part == static_cast<int>(part)) sheet.items.push_back(FilledRect{box, 0.85});
    }
  }

  void add_rules(std::size_t part, Sheet& sheet) const {
    const double top = parts_[part].rows.front().y0, bottom = parts_[part].rows.back().y1;
    const Cut cut{parts_[part].comes_from_before && style_.open_at_break ? top : -1,
                  parts_[part].goes_on && style_.open_at_break ? bottom : -1};
    rule_cells(cells_[part], style_, cut, sheet);
  }

  Sheet& sheet_of(int part) {
    return paper_.sheets[static_cast<std::size_t>(parts_[static_cast<std::size_t>(part)].sheet)];
  }
  double left(int part, const TableCell& cell) const {
    return parts_[static_cast<std::size_t>(part)].left + x_[static_cast<std::size_t>(cell.col)];
  }
  double right(int part, const TableCell& cell) const {
    return parts_[static_cast<std::size_t>(part)].left + x_[static_cast<std::size_t>(cell.col + cell.col_span)];
  }

  Paper& paper_;
  const Style& style_;
  const Table& table_;
  const TableMeasures& m_;
  const std::vector<TablePart>& parts_;
  std::vector<double> x_;
  std::vector<std::vector<Rect>> cells_;
  std::vector<std::pair<int, Rect>> shades_;
  std::vector<DrawnText> texts_;
};

}  // namespace

void draw_table(Paper& paper, const Table& table, const TableMeasures& measures, const std::vector<TablePart>& parts) {
  TableDrawer(paper, table, measures, parts).draw();
}

}  // namespace nianbao::corpus
