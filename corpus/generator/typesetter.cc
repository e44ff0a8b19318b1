#include "corpus/generator/typesetter.h"

#include <variant>

#include "corpus/generator/paper.h"
#include "corpus/generator/table_setter.h"

namespace nianbao::corpus {

namespace {

struct Look {
  std::string family;
  double size;
  bool bold;
  double indent;
  enum class Side { left, middle, right } side;
};

Look look_of(TextRole role, const Style& style) {
  switch (role) {
    case TextRole::title: return {style.heading_font, style.title_size, true, 0, Look::Side::middle};
    case TextRole::heading: return {style.heading_font, style.body_size, false, 2 * style.body_size, Look::Side::left};
    case TextRole::caption: return {style.heading_font, style.table_size, false, 0, Look::Side::middle};
    case TextRole::signature: return {style.body_font, style.body_size, false, 0, Look::Side::right};
    case TextRole::body: break;
  }
  return {style.body_font, style.body_size, false, 2 * style.body_size, Look::Side::left};
}

void set_text(Paper& paper, const TextPiece& piece) {
  const Look look = look_of(piece.role, paper.style());
  const double pitch = look.size * paper.style().leading;
  const double width = paper.right() - paper.left();
  const auto lines =
      wrapped(paper.measure(), look.family, look.bold, look.size, 0, piece.text, width, look.indent);
  double indent = look.indent;
  for (const std::string& line : lines) {
    if (paper.y + pitch > paper.bottom()) paper.new_page(paper.style().all_pages_alike && paper.is_turned());
    const double wide = paper.measure().width(look.family, look.bold, look.size, line);
    double x = paper.left() + indent;
    if (look.side == Look::Side::middle) x = (paper.left() + paper.right() - wide) / 2;
    if (look.side == Look::Side::right) x = paper.right() - wide - look.size;
    paper.sheet().items.push_back(
        TextRun{line, look.family, look.bold, look.size, x, paper.y + (pitch + look.size * 0.76) / 2});
    paper.y += pitch;
    indent = 0;
  }
}

std::string page_label(Furniture furniture, std::size_t page, std::size_t pages) {
  const std::string number = std::to_string(page);
  switch (furniture) {
    case Furniture::none: return "";
    case Furniture::number:
    case Furniture::running_head: return number;
    case Furniture::dashed_number: return "- " + number + " -";
    case Furniture::of_pages: return "第" + number + "页 共" + std::to_string(pages) + "页";
  }
  return "";
}

void add_watermarks(Paper& paper) {
  const Style& style = paper.style();
  if (style.watermark.empty()) return;
  for (Sheet& sheet : paper.sheets) {
    TextRun run{style.watermark, style.heading_font, false, 60, sheet.width * 0.2, sheet.height * 0.75};
    run.turned_degrees = 315;
    run.gray = 0.9;
    sheet.items.insert(sheet.items.begin(), run);
  }
}

void add_furniture(Paper& paper, const std::string& title) {
  const Style& style = paper.style();
  const double size = 9;
  for (std::size_t i = 0; i < paper.sheets.size(); ++i) {
    Sheet& sheet = paper.sheets[i];
    const std::string label = page_label(style.furniture, i + 1, paper.sheets.size());
    if (label.empty()) continue;
    const double wide = paper.measure().width(style.body_font, false, size, label);
    sheet.items.push_back(TextRun{label, style.body_font, false, size, (sheet.width - wide) / 2,
                                  sheet.height - style.bottom / 2});
    if (style.furniture != Furniture::running_head) continue;
    sheet.items.push_back(TextRun{title, style.body_font, false, size, style.left, style.top / 2});
    sheet.items.push_back(StrokedLine{style.left, style.top / 2 + 4, sheet.width - style.right, style.top / 2 + 4, 0.5});
  }
}

bool wants_turned_page(const Style& style, const Piece& piece) {
  const Table* table = std::get_if<Table>(&piece);
  return style.tables != TablePage::portrait &&
         (style.all_pages_alike || (table != nullptr && table->kind == TableKind::requests));
}

}  // namespace

std::vector<Sheet> typeset(const std::vector<Piece>& pieces, const Style& style, TextMeasure& measure) {
  Paper paper(style, measure);
  std::string title;
  for (const Piece& piece : pieces) {
    const bool turned = wants_turned_page(style, piece);
    if (paper.sheets.empty()) {
      paper.new_page(turned);
      paper.y += style.first_drop;
    } else if (turned != paper.is_turned()) {
      paper.new_page(turned);
    }
    if (const auto* text = std::get_if<TextPiece>(&piece)) {
      if (text->role == TextRole::title) title += text->text;
      set_text(paper, *text);
    } else {
      set_table(paper, std::get<Table>(piece));
    }
  }
  add_watermarks(paper);
  add_furniture(paper, title);
  return std::move(paper.sheets);
}

}  // namespace nianbao::corpus
