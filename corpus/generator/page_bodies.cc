#include "corpus/generator/page_bodies.h"

#include <algorithm>
#include <variant>

#include "corpus/generator/markup.h"
#include "corpus/generator/measure.h"
#include "corpus/generator/text_writers.h"

namespace nianbao::corpus {

namespace {

std::string attributes_of(const TableCell& cell) {
  return span_attribute("rowspan", cell.row_span) + span_attribute("colspan", cell.col_span);
}

/// Rows [from, to) of a table as a table of their own; no span may cross its ends.
template <class CellWriter>
std::string table_of_rows(const Table& table, int from, int to, const std::string& begin, CellWriter write_cell) {
  std::string out = begin + "\n";
  for (int row = from; row < to; ++row) {
    out += "<tr>";
    for (const TableCell* cell : cells_of_row(table, row)) out += write_cell(*cell);
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

std::string plain_cell(const TableCell& cell) {
  return "<td" + attributes_of(cell) + ">" + (cell.text.empty() ? "&nbsp;" : escaped_markup(cell.text)) + "</td>";
}

std::string plain_text(const TextPiece& piece) {
  const std::string text = escaped_markup(piece.text);
  switch (piece.role) {
    case TextRole::title: return "<p style=\"text-align: center;\"><strong>" + text + "</strong></p>\n";
    case TextRole::heading: return "<p><strong>" + text + "</strong></p>\n";
    case TextRole::signature: return "<p style=\"text-align: right;\">" + text + "</p>\n";
    case TextRole::body:
    case TextRole::caption: break;
  }
  return "<p style=\"text-indent: 2em;\">" + text + "</p>\n";
}

/// As Word and WPS hand it to the clipboard: the text in several runs, cut anywhere.
class PasteWriter {
 public:
  explicit PasteWriter(Random random) : random_(random), cut_(random_.chance(0.7) ? 0.25 : 0) {}

  std::string text(const TextPiece& piece) {
    const bool centered = piece.role == TextRole::title;
    const std::string align = centered ? "center" : piece.role == TextRole::signature ? "right" : "left";
    return paragraph(piece.text, align, piece.role == TextRole::body ? "text-indent:32.0pt;mso-char-indent-count:2.0;" : "");
  }

  std::string cell(const TableCell& cell) {
    std::string out = "<td width=\"" + std::to_string(40 + 12 * cell.col_span) + "\" valign=\"center\"" + attributes_of(cell) +
                      " style=\"padding:0pt 5.4pt;border:1.0pt solid windowtext;mso-border-alt:0.5pt solid windowtext;\">";
    const std::vector<std::string> letters = characters(cell.text);
    if (!is_value(cell) && letters.size() > 4 && random_.chance(0.15)) {
      const std::size_t half = letters.size() / 2;
      const std::string joint = random_.chance(0.5) ? "<br>" : "</p><p class=\"MsoNormal\">";
      return out + "<p class=\"MsoNormal\" align=\"center\">" + runs({letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(half)}) +
             joint + runs({letters.begin() + static_cast<std::ptrdiff_t>(half), letters.end()}) + "</p></td>";
    }
    return out + paragraph(cell.text, is_set_left(cell) ? "left" : "center", "line-height:12.0pt;") + "</td>";
  }

 private:
  static bool is_value(const TableCell& cell) { return cell.role == CellRole::value; }

  std::string paragraph(const std::string& text, const std::string& align, const std::string& style) {
    return "<p class=\"MsoNormal\" align=\"" + align + "\" style=\"margin:0pt;text-align:" + align + ";" + style + "\">" +
           runs(characters(text)) + (random_.chance(0.3) ? "<o:p></o:p>" : "") + "</p>\n";
  }

  std::string runs(const std::vector<std::string>& letters) {
    std::string out, run;
    auto end_run = [&] {
      if (run.empty()) return;
      out += "<span style=\"mso-spacerun:'yes';font-family:仿宋_GB2312;mso-hansi-font-family:Calibri;font-size:16.0pt;\"><font face=\"仿宋_GB2312\">" +
             escaped_markup(run) + "</font></span>";
      run.clear();
    };
    for (const std::string& letter : letters) {
      run += letter;
      if (random_.chance(cut_)) end_run();
    }
    end_run();
    if (letters.empty()) out = random_.chance(0.5) ? "<span>&nbsp;</span>" : "";
    return out;
  }

  Random random_;
  double cut_;
};

/// Rows behind which a table can be cut: no cell goes on there.
std::vector<int> cuts_of(const Table& table) {
  std::vector<int> out;
  for (int row = 1; row < table.rows; ++row) {
    const bool crossed = std::any_of(table.cells.begin(), table.cells.end(), [&](const TableCell& cell) {
      return cell.row < row && cell.row + cell.row_span > row;
    });
    if (!crossed) out.push_back(row);
  }
  return out;
}

/// Where the publisher's editor had a table end: between the blocks of 二、, behind the header of the others.
std::vector<int> chosen_cuts(const Table& table, Random& random) {
  std::vector<int> out;
  for (int row : cuts_of(table)) {
    const std::vector<const TableCell*> cells = cells_of_row(table, row);
    const bool block = table.kind == TableKind::disclosure && cells.size() == 1 && cells.front()->role == CellRole::heading;
    if (block || (table.kind == TableKind::requests && random.chance(0.3))) out.push_back(row);
  }
  return out;
}

std::string split_table(const Table& table, Random& random) {
  std::string out;
  int from = 0;
  std::vector<int> ends = chosen_cuts(table, random);
  ends.push_back(table.rows);
  for (int end : ends) {
    out += table_of_rows(table, from, end, "<table width=\"100%\" border=\"1\">", plain_cell);
    if (random.chance(0.3)) out += "<p>&nbsp;</p>\n";
    from = end;
  }
  return out;
}

std::string split_body(const std::vector<Piece>& pieces, Random random) {
  const bool boxed_headings = random.chance(0.5);
  std::string out;
  for (const Piece& piece : pieces) {
    const auto* text = std::get_if<TextPiece>(&piece);
    if (text == nullptr) out += split_table(std::get<Table>(piece), random);
    else if (boxed_headings && text->role == TextRole::heading)
      out += "<table width=\"100%\"><tbody><tr><td align=\"center\"><b>" + escaped_markup(text->text) + "</b></td></tr></tbody></table>\n";
    else out += plain_text(*text);
  }
  return out;
}

template <class TextWriter, class CellWriter>
std::string body_of(const std::vector<Piece>& pieces, const std::string& table_begin, TextWriter write_text, CellWriter write_cell) {
  std::string out;
  for (const Piece& piece : pieces) {
    if (const auto* text = std::get_if<TextPiece>(&piece)) out += write_text(*text);
    else out += table_of_rows(std::get<Table>(piece), 0, std::get<Table>(piece).rows, table_begin, write_cell);
  }
  return out;
}

/// A text file's lines with <br> behind each; spaces that line columns up as no-break ones.
std::string breaks_body(const std::vector<Piece>& pieces, Random random) {
  const bool pipes = random.chance(0.4);
  const std::string text = pipes ? to_pipes(pieces, random.fork("pipes")) : to_aligned(pieces);
  std::string out = "<div>";
  for (const std::string& letter : characters(escaped_markup(text))) {
    if (letter == "\n") out += "<br/>\n";
    else if (letter == " " && !pipes) out += "&nbsp;";
    else out += letter;
  }
  return out + "</div>\n";
}

}  // namespace

std::string page_body(const std::vector<Piece>& pieces, PageMarkup markup, Random random) {
  switch (markup) {
    case PageMarkup::plain: return body_of(pieces, "<table width=\"100%\" border=\"1\" cellspacing=\"0\">", plain_text, plain_cell);
    case PageMarkup::split: return split_body(pieces, random);
    case PageMarkup::breaks: return breaks_body(pieces, random);
    case PageMarkup::wps: break;
  }
  PasteWriter paste(random);
  return "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n<!--StartFragment-->" +
         body_of(pieces, "<table class=\"MsoNormalTable\" border=\"1\" cellspacing=\"0\" style=\"border-collapse:collapse;mso-table-layout-alt:fixed;\">",
                 [&](const TextPiece& text) { return paste.text(text); }, [&](const TableCell& cell) { return paste.cell(cell); }) +
         "<!--EndFragment-->\n";
}

}  // namespace nianbao::corpus
