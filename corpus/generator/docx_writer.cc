#include <variant>

#include "corpus/generator/markup.h"
#include "corpus/generator/measure.h"
#include "corpus/generator/office_writers.h"
#include "corpus/generator/zip_writer.h"

namespace nianbao::corpus {

namespace {

const std::string kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const std::string kSchemas = "http://schemas.openxmlformats.org/";
constexpr int kTableTwips = 9000;

class DocxWriter {
 public:
  DocxWriter(Random random) : random_(random), numbered_(random_.chance(0.5)), cut_(random_.chance(0.5) ? 0.2 : 0.02), tracked_(random_.chance(0.4) ? 0.05 : 0) {}

  std::string body(const std::vector<Piece>& pieces) {
    std::string out;
    for (const Piece& piece : pieces) {
      if (const auto* text = std::get_if<TextPiece>(&piece)) out += paragraph_of(*text);
      else out += table_of(std::get<Table>(piece)) + "<w:p/>\n";
    }
    return out;
  }

 private:
  std::string run(const std::string& text) const {
    return text.empty() ? "" : "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">" + escaped_markup(text) + "</w:t></w:r>";
  }

  /// Text in runs; some of it as inserted, with what was deleted before it.
  std::string runs(const std::string& text) {
    std::string out, part;
    for (const std::string& letter : characters(text)) {
      part += letter;
      if (random_.chance(cut_)) out += run(std::exchange(part, ""));
    }
    out += run(part);
    if (!text.empty() && random_.chance(tracked_)) {
      const std::string mark = " w:id=\"" + std::to_string(++marks_) + "\" w:author=\"某\" w:date=\"2024-01-08T09:00:00Z\">";
      out = "<w:del" + mark + "<w:r><w:delText>9</w:delText></w:r></w:del><w:ins" + mark + out + "</w:ins>";
    }
    return out;
  }

  std::string paragraph(const std::string& properties, const std::string& text) {
    return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + runs(text) + "</w:p>\n";
  }

  std::string paragraph_of(const TextPiece& piece) {
    switch (piece.role) {
      case TextRole::title: return paragraph("<w:jc w:val=\"center\"/>", piece.text);
      case TextRole::signature: return paragraph("<w:jc w:val=\"right\"/>", piece.text);
      case TextRole::heading: return heading(piece.text);
      case TextRole::body:
      case TextRole::caption: break;
    }
    return paragraph("<w:ind w:firstLineChars=\"200\"/>", piece.text);
  }

  /// `一、总体情况` by the numbering part where all headings are so.
  std::string heading(const std::string& text) {
    const std::size_t mark = text.find("、");
    if (!numbered_ || mark == std::string::npos || mark > 6) return paragraph("<w:outlineLvl w:val=\"0\"/>", text);
    return paragraph("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", text.substr(mark + 3));
  }

  std::string cell(const std::string& merge, const TableCell& cell, bool begins) {
    std::string out = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(300 * cell.col_span) + "\" w:type=\"dxa\"/>";
    if (cell.col_span > 1) out += "<w:gridSpan w:val=\"" + std::to_string(cell.col_span) + "\"/>";
    out += merge + "</w:tcPr>";
    return out + (begins ? paragraph(is_set_left(cell) ? "" : "<w:jc w:val=\"center\"/>", cell.text) : "<w:p/>") + "</w:tc>";
  }

  std::string table_of(const Table& table) {
    std::string out = "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>";
    for (double share : table.shares) out += "<w:gridCol w:w=\"" + std::to_string(static_cast<int>(share * kTableTwips)) + "\"/>";
    out += "</w:tblGrid>\n";
    for (int row = 0; row < table.rows; ++row) {
      out += "<w:tr>";
      for (int col = 0; col < table.cols;) {
        const TableCell* at = cell_at(table, row, col);
        if (at == nullptr) {
          out += "<w:tc><w:p/></w:tc>";
          ++col;
          continue;
        }
        const bool begins = at->row == row;
        out += cell(at->row_span == 1 ? "" : begins ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>", *at, begins);
        col = at->col + at->col_span;
      }
      out += "</w:tr>\n";
    }
    return out + "</w:tbl>\n";
  }

  static const TableCell* cell_at(const Table& table, int row, int col) {
    for (const TableCell& cell : table.cells)
      if (cell.row <= row && row < cell.row + cell.row_span && cell.col <= col && col < cell.col + cell.col_span) return &cell;
    return nullptr;
  }

  Random random_;
  bool numbered_;
  double cut_, tracked_;
  int marks_ = 0;
};

std::string relationship(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kSchemas + "officeDocument/2006/relationships/" + type + "\" Target=\"" + target + "\"/>";
}

std::string relationships(const std::string& all) {
  return kXml + "<Relationships xmlns=\"" + kSchemas + "package/2006/relationships\">" + all + "</Relationships>";
}

std::string content_types() {
  const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  return kXml + "<Types xmlns=\"" + kSchemas +
         "package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"" +
         word + "document.main+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"" + word + "numbering+xml\"/></Types>";
}

}  // namespace

std::string to_docx(const std::vector<Piece>& pieces, const Style& style, Random random) {
  const std::string ns = " xmlns:w=\"" + kSchemas + "wordprocessingml/2006/main\"";
  const std::string page = "<w:sectPr><w:pgSz w:w=\"" + std::to_string(static_cast<int>(style.page_width * 20)) + "\" w:h=\"" +
                           std::to_string(static_cast<int>(style.page_height * 20)) + "\"/></w:sectPr>";
  return to_zip({{"[Content_Types].xml", content_types()},
                 {"_rels/.rels", relationships(relationship("rId1", "officeDocument", "word/document.xml"))},
                 {"word/_rels/document.xml.rels", relationships(relationship("rId1", "numbering", "numbering.xml"))},
                 {"word/document.xml", kXml + "<w:document" + ns + "><w:body>\n" + DocxWriter(random).body(pieces) + page + "</w:body></w:document>"},
                 {"word/numbering.xml", kXml + "<w:numbering" + ns +
                                            "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
                                            "w:val=\"chineseCounting\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>"
                                            "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"}});
}

}  // namespace nianbao::corpus
