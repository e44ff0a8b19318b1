#include "extract/docx_body.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kMaxDepth = 64;      // of tables and text boxes in each other
constexpr int kMaxWrappers = 256;  // of content controls and their like round one block
constexpr int kMaxSpan = 4096;
constexpr double kEmuPerCm = 360000;
constexpr std::size_t kLongestHeading = 40;

std::string join(const std::string& path, std::string_view name, int number) {
  return (path.empty() ? "" : path + "/") + std::string(name) + "[" + std::to_string(number) + "]";
}

/// A mark of a tracked change in properties: `<w:rPr><w:del/></w:rPr>` of a paragraph, `<w:trPr><w:del/>` of a row.
bool is_deleted(const pugi::xml_node& properties) {
  return child_of(properties, "del") || child_of(properties, "moveFrom") || child_of(properties, "cellDel");
}

/// Smaller than this in either direction, a picture is an icon, a seal or a line, and no table.
bool is_icon(const pugi::xml_node& picture) {
  constexpr double kWide = 4, kHigh = 1.5;  // cm
  pugi::xml_node extent = find_below(picture, "extent");
  if (!extent) return false;
  const double width = std::atof(extent.attribute("cx").value()), height = std::atof(extent.attribute("cy").value());
  return width > 0 && height > 0 && (width < kWide * kEmuPerCm || height < kHigh * kEmuPerCm);
}

/// The relationship's id of a picture's file: of a drawing, or of the older kind.
std::string_view file_of(const pugi::xml_node& picture) {
  const std::string_view drawn = attribute_of(find_below(picture, "blip"), "embed");
  return !drawn.empty() ? drawn : attribute_of(find_below(picture, "imagedata"), "id");
}

/// The line of a table of contents: it ends with a page number behind a tab.
bool is_contents_line(std::string_view text) {
  const std::size_t tab = text.rfind('\t');
  if (tab == std::string_view::npos || tab + 1 >= text.size()) return false;
  return text.find_first_not_of("0123456789- ", tab + 1) == std::string_view::npos;
}

void add_lines(const std::string& text, const Paragraph& like, const std::string& path, std::vector<Block>& out) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Paragraph line = like;
    line.text = text.substr(at, end - at);
    TextPiece piece;
    piece.length = static_cast<int>(code_point_count(line.text));
    piece.source.path = path;
    line.pieces.push_back(std::move(piece));
    out.push_back(std::move(line));
    at = end + 1;
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

std::vector<double> column_widths(const pugi::xml_node& table) {
  std::vector<double> out;
  for (pugi::xml_node column : child_of(table, "tblGrid").children())
    if (is_named(column, "gridCol")) out.push_back(number_of(column, "w").value_or(0) / 20.0);
  return out;
}

DeclaredCell::Merge merge_of(const pugi::xml_node& properties) {
  pugi::xml_node node = child_of(properties, "vMerge");
  if (!node) node = child_of(properties, "vmerge");  // Word 2003
  if (!node) return DeclaredCell::Merge::none;
  return attribute_of(node, "val") == "restart" ? DeclaredCell::Merge::begins : DeclaredCell::Merge::goes_on;
}

}  // namespace

std::vector<Block> DocxBody::read(const pugi::xml_node& body) {
  Place place;
  std::vector<Block> out;
  flow_ = &out;
  read_blocks(body, place, 0, out);
  if (!is_blank(carried_)) add_lines(carried_, {}, join({}, "p", place.paragraphs), out);
  const auto is_empty = [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph && is_blank(paragraph->text);
  };
  for (EmbeddedPicture& picture : pictures_)
    picture.at -= static_cast<std::size_t>(std::count_if(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(picture.at), is_empty));
  std::erase_if(out, is_empty);
  flow_ = nullptr;
  return out;
}

void DocxBody::read_blocks(const pugi::xml_node& parent, Place& place, int wrappers, std::vector<Block>& out) {
  if (wrappers > kMaxWrappers) return note_depth(place.path);
  for (pugi::xml_node child : parent.children()) {
    if (is_named(child, "p")) read_paragraph(child, place, out);
    else if (is_named(child, "tbl")) read_table(child, place, out);
    else if (is_named(child, "altChunk")) {
      std::vector<Block> chunk = chunks_(attribute_of(child, "id"));
      out.insert(out.end(), std::make_move_iterator(chunk.begin()), std::make_move_iterator(chunk.end()));
    } else if (is_wrapper(child)) read_blocks(wrapped_content(child), place, wrappers + 1, out);
  }
}

std::string DocxBody::number_before(const pugi::xml_node& properties, std::string_view style_id) {
  const DocxStyle& style = styles_.style(style_id);
  auto num_id = style.num_id, level = style.level;
  bool by_style = true;
  if (pugi::xml_node own = child_of(properties, "numPr")) {
    if (auto id = number_of(child_of(own, "numId"), "val")) {
      num_id = id;
      by_style = false;
    }
    if (auto own_level = number_of(child_of(own, "ilvl"), "val")) level = own_level;
    else if (!by_style) level = style.num_id == num_id ? level : std::optional<int>(0);
  }
  return num_id ? numbering_.next(*num_id, level, by_style ? style_id : std::string_view()) : std::string();
}

void DocxBody::read_paragraph(const pugi::xml_node& node, Place& place, std::vector<Block>& out) {
  const std::string path = join(place.path, "p", ++place.paragraphs);
  pugi::xml_node properties = child_of(node, "pPr");
  const std::string_view style_id = attribute_of(child_of(properties, "pStyle"), "val");
  const DocxStyle& style = styles_.style(style_id);
  const bool in_contents = text_.in_contents();
  DocxInline found = text_.read(node);
  note_pictures(found, path, out);
  const bool is_contents = (in_contents || text_.in_contents() || styles_.is_contents(style_id)) && is_contents_line(found.text);
  std::string text = std::exchange(carried_, {}) + found.text;
  if (is_deleted(child_of(properties, "rPr"))) {
    carried_ = std::move(text);
  } else if (!is_contents && !style.hidden) {
    // An empty numbered paragraph prints its number in a cell; in running text it is what is left of an edit.
    std::string number = number_before(properties, style_id);
    Paragraph like;
    pugi::xml_node alignment = child_of(properties, "jc");
    like.centered = alignment ? attribute_of(alignment, "val") == "center" : style.alignment == "center";
    if (style.outline_level && *style.outline_level < 9 && code_point_count(text) <= kLongestHeading)
      like.heading.level = std::min(*style.outline_level + 1, 3);
    if (is_blank(text) && place.depth == 0) number.clear();
    add_lines(number + text, like, path, out);
  }
  int boxes = 0;
  for (pugi::xml_node box : found.text_boxes) {
    Place inside{join(path, "textbox", ++boxes), 0, 0, place.depth + 1};
    if (inside.depth > kMaxDepth) note_depth(inside.path);
    else read_blocks(box, inside, 0, out);
  }
}

void DocxBody::read_table(const pugi::xml_node& node, Place& place, std::vector<Block>& out) {
  DeclaredTable table;
  table.path = join(place.path, "table", ++place.tables);
  if (place.depth >= kMaxDepth) return note_depth(table.path);
  table.widths = column_widths(node);
  int rows = 0;
  read_rows(node, place.depth, 0, rows, table);
  std::vector<Block> blocks = place_table(std::move(table));
  out.insert(out.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
}

void DocxBody::read_rows(const pugi::xml_node& parent, int depth, int wrappers, int& rows, DeclaredTable& table) {
  if (wrappers > kMaxWrappers) return note_depth(table.path);
  for (pugi::xml_node child : parent.children()) {
    if (is_wrapper(child)) read_rows(wrapped_content(child), depth, wrappers + 1, rows, table);
    if (!is_named(child, "tr")) continue;
    const std::string path = join(table.path, "tr", ++rows);
    pugi::xml_node properties = child_of(child, "trPr");
    if (is_deleted(properties)) continue;
    std::vector<DeclaredCell> row;
    const int before = std::clamp(number_of(child_of(properties, "gridBefore"), "val").value_or(0), 0, kMaxSpan);
    if (before > 0) row.push_back({0, before, DeclaredCell::Merge::none, 1, {}, {}});
    int cells = 0;
    read_cells(child, path, depth, 0, cells, row);
    if (before > 0) row.erase(row.begin());
    table.rows.push_back(std::move(row));
  }
}

void DocxBody::read_cells(const pugi::xml_node& parent, const std::string& path, int depth, int wrappers, int& cells,
                          std::vector<DeclaredCell>& row) {
  if (wrappers > kMaxWrappers) return note_depth(path);
  for (pugi::xml_node child : parent.children()) {
    if (is_wrapper(child)) read_cells(wrapped_content(child), path, depth, wrappers + 1, cells, row);
    else if (is_named(child, "tc")) read_cell(child, join(path, "td", ++cells), depth, row);
  }
}

void DocxBody::read_cell(const pugi::xml_node& node, std::string path, int depth, std::vector<DeclaredCell>& row) {
  pugi::xml_node properties = child_of(node, "tcPr");
  if (is_deleted(properties)) return;
  DeclaredCell cell;
  cell.first = row.empty() ? 0 : row.back().end;
  cell.end = cell.first + std::clamp(number_of(child_of(properties, "gridSpan"), "val").value_or(1), 1, kMaxSpan);
  cell.merge = merge_of(properties);
  Place place{path, 0, 0, depth + 1};
  read_blocks(node, place, 0, cell.blocks);
  if (!carried_.empty()) add_lines(std::exchange(carried_, {}), {}, path, cell.blocks);
  cell.path = std::move(path);
  pugi::xml_node sideways = child_of(properties, "hMerge");  // of old converters, in place of gridSpan
  if (sideways && attribute_of(sideways, "val") != "restart" && !row.empty()) row.back().end = cell.end;
  else row.push_back(std::move(cell));
}

void DocxBody::note_pictures(const DocxInline& found, const std::string& path, const std::vector<Block>& out) {
  for (pugi::xml_node picture : found.pictures) {
    has_pictures_ = true;
    if (is_icon(picture)) continue;
    if (&out == flow_) {
      if (pictures_.size() < kMostPictures) pictures_.push_back({out.size(), path, picture_bytes_(file_of(picture))});
      continue;
    }
    Finding finding = make_finding("picture_not_read");
    finding.source.path = path;
    finding.message = "a picture stands in a table's cell; what it shows was not read";
    finding.message_zh = "表格单元格中有图片，图片中的内容未读取";
    findings_.push_back(std::move(finding));
  }
}

void DocxBody::note_depth(const std::string& path) {
  if (std::exchange(told_depth_, true)) return;
  Finding finding = make_finding("file_damaged");
  finding.source.path = path.substr(0, path.find('/'));
  finding.message = "tables or boxes are nested deeper than any document's; what lies deeper was left out";
  finding.message_zh = "表格或文本框嵌套层数过多，更深处的内容未读取";
  findings_.push_back(std::move(finding));
}

}  // namespace nianbao
