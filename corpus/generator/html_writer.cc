#include <variant>

#include "corpus/generator/markup.h"
#include "corpus/generator/text_writers.h"

namespace nianbao::corpus {

namespace {

std::string style_sheet(const Style& style) {
  const bool ruled = style.rules != Rules::none;
  return "body { font-family: '" + style.body_font + "'; font-size: " + std::to_string(style.body_size) +
         "pt; }\nh1 { text-align: center; font-weight: normal; font-size: " + std::to_string(style.title_size) +
         "pt; }\nh2 { font-weight: normal; font-size: " + std::to_string(style.body_size) + "pt; }\ntable { width: 100%; font-size: " +
         std::to_string(style.table_size) + "pt; " + (ruled ? "border-collapse: collapse; " : "") +
         "}\ntd { text-align: center; " + (ruled ? "border: 1px solid black; " : "") +
         "}\n.label { text-align: left; }\n.signature { text-align: right; }\n";
}

std::string html_table(const Table& table) {
  std::string out = "<table>\n";
  for (int row = 0; row < table.rows; ++row) {
    out += "<tr>";
    for (const TableCell* cell : cells_of_row(table, row))
      out += "<td" + span_attribute("rowspan", cell->row_span) + span_attribute("colspan", cell->col_span) +
             (is_set_left(*cell) ? " class=\"label\">" : ">") + escaped_markup(cell->text) + "</td>";
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

std::string html_text(const TextPiece& piece) {
  const std::string text = escaped_markup(piece.text);
  switch (piece.role) {
    case TextRole::title: return "<h1>" + text + "</h1>\n";
    case TextRole::heading: return "<h2>" + text + "</h2>\n";
    case TextRole::signature: return "<p class=\"signature\">" + text + "</p>\n";
    case TextRole::body:
    case TextRole::caption: break;
  }
  return "<p>" + text + "</p>\n";
}

}  // namespace

std::string to_html(const std::vector<Piece>& pieces, const Style& style) {
  std::string body;
  for (const Piece& piece : pieces) {
    if (const auto* text = std::get_if<TextPiece>(&piece)) body += html_text(*text);
    else body += html_table(std::get<Table>(piece));
  }
  return "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title></title>\n<style>\n" +
         style_sheet(style) + "</style></head>\n<body>\n" + body + "</body></html>\n";
}

}  // namespace nianbao::corpus
