#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/finding.h"
#include "model/grid.h"
#include "model/paragraph.h"
#include "model/source.h"

namespace nianbao {

/// How text was got out of a document, or out of one of its pages or cells. The names reach files.
enum class Method { text_layer, ocr, html, docx, text, doc, wps, rtf, odt, xls, xlsx, mixed };
std::string_view to_string(Method method);
std::optional<Method> parse_method(std::string_view name);

/// Glyphs drawn one after another along one line in one font and size, no gap wider than a space among them.
///
/// `text` has one code point a glyph (a ligature's code points share its width evenly). `edges` has one more entry than
/// `text`: the borders between the code points along the direction of reading, in page points; `edges[i]` to
/// `edges[i+1]` is code point i. For `turn` 0 they are x, ascending. `turn` is how the text runs, clockwise:
/// 0 to the right, 90 downward, 180 to the left, 270 upward (edges are then y, or descending). A glyph of vertical
/// writing (upright glyphs stacked downward) is a span of its own with `turn` 0. White space is kept as U+0020.
struct Span {
  std::u32string text;
  std::vector<float> edges;
  Box box;                 ///< of the whole run: ascent to descent of the font, first to last advance
  double font_size_pt = 0; ///< as drawn, after all scaling
  int turn = 0;
  bool bold = false;

  bool operator==(const Span&) const = default;
};

/// A straight, axis-parallel line that is drawn on the page: a stroked line, a side of a stroked rectangle, a
/// thin filled rectangle, or the same cut by a clip. `at` is its y (horizontal) or x (vertical) centre, `from` < `to`
/// its ends, `thickness_pt` at least 0.
struct Ruling {
  bool horizontal = true;
  double at = 0, from = 0, to = 0;
  double thickness_pt = 0;

  bool operator==(const Ruling&) const = default;
};

/// Something on a page that is neither text nor ruling, by its box: tells where a table may be a picture.
struct Picture {
  Box box;
  int width_px = 0, height_px = 0;

  bool operator==(const Picture&) const = default;
};

/// A page in points, its own origin. `spans` in the order in which they were drawn, not yet of reading.
///
/// A page that was recognised from a scan that lies aslant has its places as if it lay straight: turned about the page's
/// middle by `skew_degrees` (positive: clockwise), so that lines and tables are level. Of one that lies on its side or upside down places are in
/// the page turned upright; `turn` is how its text runs. tables/ turns them back.
struct Page {
  int page_no = 0;  ///< from 1
  double width_pt = 0, height_pt = 0;
  Method method = Method::text_layer;
  int turn = 0;  ///< of a recognised page, clockwise: 0, 90, 180, 270
  double skew_degrees = 0;
  std::int64_t hidden_glyphs = 0; ///< of the spans': drawn invisibly or under a picture (a scanner's own OCR)
  std::vector<Span> spans;
  std::vector<Ruling> rulings;
  std::vector<Picture> pictures;
  std::vector<Grid> grids;  ///< where the reader itself found the cells (scans)

  bool operator==(const Page&) const = default;
};

/// A piece of the document in its order of reading.
using Block = std::variant<Paragraph, Grid>;

/// What the file says about itself outside its text: a header line above the text (`发布时间: …`), a <meta> tag, a
/// metadata table, PDF's Info. `key` as it stands there; `origin` as in evidence (`header`, `meta`).
struct MetaEntry {
  std::string key, value;
  std::string origin;
  Source source;

  bool operator==(const MetaEntry&) const = default;
};

struct EncodingInfo {
  std::string name;    ///< IANA name, e.g. UTF-8, GB18030
  std::string origin;  ///< bom, meta, declaration, detected, default
  bool certain = false;

  bool operator==(const EncodingInfo&) const = default;
};

/// One of several files that a report was assembled from.
struct DocumentFile {
  std::string sha256, source;

  bool operator==(const DocumentFile&) const = default;
};

/// The document as a file, as it stands in the record.
struct DocumentInfo {
  std::string sha256;      ///< lower-case hex
  std::string source;      ///< the path as given, relative to the input folder given
  std::string media_type;
  std::int64_t bytes = 0;
  std::optional<int> pages;  ///< none for kinds without pages
  std::optional<Method> method;
  std::vector<Method> page_methods;  ///< one a page, empty where they are all `method`
  std::optional<EncodingInfo> encoding;
  std::string url, retrieved;        ///< from a WARC or a manifest, else empty
  std::vector<DocumentFile> files;   ///< empty for a report in one file

  bool operator==(const DocumentInfo&) const = default;
};

/// What extract/ makes of the bytes. Paged kinds fill `pages`; kinds whose order of reading is known (text,
/// markup) fill `flow`. `findings` are the reader's own (`file_damaged`, `encoding_doubt`, …).
struct Document {
  DocumentInfo info;
  std::vector<Page> pages;
  std::vector<Block> flow;
  std::vector<MetaEntry> meta;
  std::vector<Finding> findings;

  bool operator==(const Document&) const = default;
};

/// What tables/ makes of a document: paragraphs (headings marked) and grids, each table one grid however many pages it
/// takes, in the order of reading. Page numbers and running heads are left out.
struct Layout {
  std::vector<Block> blocks;

  bool operator==(const Layout&) const = default;
};

}  // namespace nianbao
