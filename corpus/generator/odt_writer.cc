#include <set>
#include <utility>
#include <variant>

#include "corpus/generator/markup.h"
#include "corpus/generator/office_writers.h"
#include "corpus/generator/text_writers.h"
#include "corpus/generator/zip_writer.h"

namespace nianbao::corpus {

namespace {

std::string points(double value) { return std::to_string(value) + "pt"; }

std::string paragraph_style(const std::string& name, const std::string& font, double size, const std::string& align) {
  return "<style:style style:name=\"" + name + "\" style:family=\"paragraph\"><style:paragraph-properties "
         "fo:text-align=\"" + align + "\"/><style:text-properties style:font-name-asian=\"" + font +
         "\" style:font-name=\"" + font + "\" fo:font-size=\"" + points(size) + "\" style:font-size-asian=\"" +
         points(size) + "\"/></style:style>\n";
}

std::string styles(const std::vector<Piece>& pieces, const Style& style, bool flat) {
  const std::string border = style.rules == Rules::none ? "none" : points(style.rule_width) + " solid #000000";
  std::string out = "<office:automatic-styles>\n" +
                    paragraph_style("Title", style.heading_font, style.title_size, "center") +
                    paragraph_style("Head", style.heading_font, style.body_size, "start") +
                    paragraph_style("Body", style.body_font, style.body_size, "start") +
                    paragraph_style("End", style.body_font, style.body_size, "end") +
                    paragraph_style("Cell", style.table_font, style.table_size, "center") +
                    paragraph_style("Label", style.table_font, style.table_size, "start") +
                    "<style:style style:name=\"C\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"" +
                    points(style.cell_padding / 2) + "\" fo:border=\"" + border +
                    "\" style:vertical-align=\"middle\"/></style:style>\n";
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto* table = std::get_if<Table>(&pieces[i]);
    if (table == nullptr) continue;
    for (std::size_t col = 0; col < table->shares.size(); ++col) {
      out += "<style:style style:name=\"T" + std::to_string(i) + "." + std::to_string(col) +
             "\" style:family=\"table-column\"><style:table-column-properties style:rel-column-width=\"" +
             std::to_string(static_cast<int>(table->shares[col] * 10000)) + "*\"/></style:style>\n";
    }
  }
  if (!flat) return out + "</office:automatic-styles>\n";  // pages are the matter of the styles part
  return out + "<style:page-layout style:name=\"P\"><style:page-layout-properties fo:page-width=\"" +
         points(style.page_width) + "\" fo:page-height=\"" + points(style.page_height) + "\" fo:margin-left=\"" +
         points(style.left) + "\" fo:margin-right=\"" + points(style.right) + "\" fo:margin-top=\"" + points(style.top) +
         "\" fo:margin-bottom=\"" + points(style.bottom) +
         "\"/></style:page-layout></office:automatic-styles>\n<office:master-styles><style:master-page "
         "style:name=\"Standard\" style:page-layout-name=\"P\"/></office:master-styles>\n";
}

/// Places of the grid that a span covers, in which OpenDocument wants a cell that says so.
std::set<std::pair<int, int>> covered_places(const Table& table) {
  std::set<std::pair<int, int>> out;
  for (const TableCell& cell : table.cells) {
    for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
      for (int col = cell.col; col < cell.col + cell.col_span; ++col) {
        if (row != cell.row || col != cell.col) out.insert({row, col});
      }
    }
  }
  return out;
}

std::string odt_cell(const TableCell& cell) {
  std::string out = "<table:table-cell table:style-name=\"C\"";
  if (cell.col_span > 1) out += " table:number-columns-spanned=\"" + std::to_string(cell.col_span) + "\"";
  if (cell.row_span > 1) out += " table:number-rows-spanned=\"" + std::to_string(cell.row_span) + "\"";
  const bool left = cell.role == CellRole::label || cell.role == CellRole::note;
  return out + "><text:p text:style-name=\"" + (left ? "Label" : "Cell") + "\">" + escaped_markup(cell.text) +
         "</text:p></table:table-cell>";
}

std::string odt_row(const Table& table, int row, const std::set<std::pair<int, int>>& covered) {
  std::string out = "<table:table-row>";
  for (int col = 0; col < table.cols; ++col) {
    if (covered.count({row, col}) > 0) out += "<table:covered-table-cell/>";
    for (const TableCell& cell : table.cells) {
      if (cell.row == row && cell.col == col) out += odt_cell(cell);
    }
  }
  return out + "</table:table-row>\n";
}

std::string odt_table(const Table& table, std::size_t index, bool repeat_header) {
  const std::string name = "T" + std::to_string(index);
  std::string out = "<table:table table:name=\"" + name + "\">\n";
  for (int col = 0; col < table.cols; ++col) {
    out += "<table:table-column table:style-name=\"" + name + "." + std::to_string(col) + "\"/>\n";
  }
  const auto covered = covered_places(table);
  const int header_rows = repeat_header ? table.header_rows : 0;
  if (header_rows > 0) out += "<table:table-header-rows>\n";
  for (int row = 0; row < table.rows; ++row) {
    out += odt_row(table, row, covered);
    if (row + 1 == header_rows) out += "</table:table-header-rows>\n";
  }
  return out + "</table:table>\n";
}

std::string odt_text(const TextPiece& piece) {
  const char* style = "Body";
  if (piece.role == TextRole::title) style = "Title";
  if (piece.role == TextRole::heading) style = "Head";
  if (piece.role == TextRole::signature) style = "End";
  return std::string("<text:p text:style-name=\"") + style + "\">" + escaped_markup(piece.text) + "</text:p>\n";
}

/// The document's XML: flat (a file of its own) or the content part of a package, which differ in their outermost element.
std::string document_xml(const std::vector<Piece>& pieces, const Style& style, bool flat) {
  std::string body;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (const auto* text = std::get_if<TextPiece>(&pieces[i])) body += odt_text(*text);
    else body += odt_table(std::get<Table>(pieces[i]), i, style.repeat_header);
  }
  const std::string ns = "urn:oasis:names:tc:opendocument:xmlns:", name = flat ? "office:document" : "office:document-content";
  const std::string kind = flat ? " office:mimetype=\"application/vnd.oasis.opendocument.text\"" : "";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + name + " xmlns:office=\"" + ns + "office:1.0\" xmlns:style=\"" +
         ns + "style:1.0\" xmlns:text=\"" + ns + "text:1.0\" xmlns:table=\"" + ns + "table:1.0\" xmlns:fo=\"" + ns +
         "xsl-fo-compatible:1.0\" office:version=\"1.3\"" + kind + ">\n" + styles(pieces, style, flat) + "<office:body><office:text>\n" + body +
         "</office:text></office:body></" + name + ">\n";
}

}  // namespace

std::string to_flat_odt(const std::vector<Piece>& pieces, const Style& style) { return document_xml(pieces, style, true); }

std::string to_odt(const std::vector<Piece>& pieces, const Style& style) {
  const std::string type = "application/vnd.oasis.opendocument.text";
  const std::string ns = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
  return to_zip({{"mimetype", type},
                 {"content.xml", document_xml(pieces, style, false)},
                 {"META-INF/manifest.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"" + ns +
                                               "\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"" + type +
                                               "\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>\n"}});
}

}  // namespace nianbao::corpus
