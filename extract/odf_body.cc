#include "extract/odf_body.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "extract/raised_figures.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kMaxDepth = 64;
constexpr int kMaxWrappers = 256;
constexpr int kMaxRepeat = 4096;
constexpr int kMaxSheetRow = 1'048'576;
constexpr std::size_t kMaxCells = 500'000;  // of a document
constexpr std::size_t kLongestHeading = 40;

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string join(const std::string& path, std::string_view name, int number) {
  return (path.empty() ? "" : path + "/") + std::string(name) + "[" + std::to_string(number) + "]";
}

/// What stands in the flow and is none of it.
bool is_left_out(std::string_view name) {
  constexpr std::array<std::string_view, 13> kNames{"table-of-content", "alphabetical-index", "table-index", "illustration-index",
                                                    "object-index",     "user-index",         "bibliography", "tracked-changes",
                                                    "note",             "annotation",         "annotation-end", "forms",
                                                    "hidden-text"};
  return is_one_of(name, kNames);
}

bool is_hidden_section(const pugi::xml_node& node) {
  return is_named(node, "section") && attribute_of(node, "display") == "none";
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n") == std::string_view::npos; }

int repeats_of(const pugi::xml_node& node, std::string_view name) { return std::max(number_of(node, name).value_or(1), 1); }

void append(std::vector<Block>& from, std::vector<Block>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

std::vector<Block> OdfBody::read_text(const pugi::xml_node& body) {
  Place place;
  List none;
  std::vector<Block> out;
  read_blocks(body, place, none, 0, out);
  std::erase_if(out, [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph && is_blank(paragraph->text);
  });
  return out;
}

void OdfBody::read_blocks(const pugi::xml_node& parent, Place& place, List& list, int wrappers, std::vector<Block>& out) {
  if (wrappers > kMaxWrappers) return;
  for (pugi::xml_node child : parent.children()) {
    std::string_view name = local_name(child);
    if (name == "p" || name == "h") read_paragraph(child, place, list, out);
    else if (name == "table") read_table(child, place, out);
    else if (name == "list") read_list(child, place, list, wrappers, out);
    else if (name == "frame") read_frame(child, place.path, ++place.paragraphs, place.depth, out);
    else if (!is_left_out(name) && !is_hidden_section(child)) read_blocks(child, place, list, wrappers + 1, out);
  }
}

void OdfBody::read_list(const pugi::xml_node& node, Place& place, const List& outer, int wrappers, std::vector<Block>& out) {
  List list;
  list.style = std::string(attribute_of(node, "style-name"));
  if (list.style.empty()) list.style = outer.style;
  list.level = outer.level + 1;
  if (outer.level < 0)
    lists_.begin_list(list.style, attribute_of(node, "continue-numbering") == "true" || !attribute_of(node, "continue-list").empty());
  for (pugi::xml_node item : node.children()) {
    list.number_due = is_named(item, "list-item");
    list.start = number_of(item, "start-value");
    read_blocks(item, place, list, wrappers + 1, out);
  }
}

std::string OdfBody::number_before(const pugi::xml_node& node, List& list) {
  if (list.level >= 0) {
    if (!std::exchange(list.number_due, false)) return {};
    return lists_.next(list.style, list.level, list.start);
  }
  auto level = number_of(node, "outline-level");
  const bool counts = is_named(node, "h") && level && attribute_of(node, "is-list-header") != "true";
  return counts ? lists_.next_heading(*level - 1, number_of(node, "start-value")) : std::string();
}

void OdfBody::read_paragraph(const pugi::xml_node& node, Place& place, List& list, std::vector<Block>& out) {
  const std::string path = join(place.path, "p", ++place.paragraphs);
  const OdfStyle style = styles_.style("paragraph", attribute_of(node, "style-name"));
  Inline found;
  read_inline(node, false, 0, found);
  if (found.text.ends_with(" ")) found.text.pop_back();
  Paragraph like;
  like.centered = style.centered;
  auto level = number_of(node, "outline-level");
  if (is_named(node, "h") && level && code_point_count(found.text) <= kLongestHeading) like.heading.level = std::clamp(*level, 1, 3);
  std::string number = number_before(node, list);
  if (is_blank(found.text) && place.depth == 0) number.clear();
  const std::string text = style.hidden ? std::string() : number + found.text;
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
  int frames = 0;
  for (pugi::xml_node frame : found.frames) read_frame(frame, path, ++frames, place.depth, out);
}

void OdfBody::read_frame(const pugi::xml_node& frame, const std::string& path, int number, int depth, std::vector<Block>& out) {
  pugi::xml_node box = child_of(frame, "text-box");
  if (!box && !is_named(frame, "frame")) box = frame;  // a drawn shape holds its text itself
  if (!box) return note_picture(frame, path);
  Place inside{join(path, "textbox", number), 0, 0, depth + 1};
  List none;
  if (inside.depth <= kMaxDepth) read_blocks(box, inside, none, 0, out);
}

void OdfBody::read_inline(const pugi::xml_node& parent, bool raised, int depth, Inline& out) {
  if (depth > kMaxWrappers) return;
  for (pugi::xml_node child : parent.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      std::string text = raised ? raise_figures(child.value()) : std::string(child.value());
      for (char c : text) {  // white space falls together (OpenDocument 1.3, 6.1.2)
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space) out.text.push_back(c);
        else if (!out.ends_in_space) out.text.push_back(' ');
        out.ends_in_space = space;
      }
      continue;
    }
    std::string_view name = local_name(child);
    if (name == "tab") out.text += '\t';
    else if (name == "line-break") out.text += '\n';
    else if (name == "s") out.text.append(static_cast<std::size_t>(std::min(repeats_of(child, "c"), kMaxRepeat)), ' ');
    else if (name == "frame" || name == "custom-shape" || name == "rect") out.frames.push_back(child);
    else if (name == "ruby") read_inline(child_of(child, "ruby-base"), raised, depth + 1, out);
    else if (!is_left_out(name)) {
      const OdfStyle style = name == "span" ? styles_.style("text", attribute_of(child, "style-name")) : OdfStyle{};
      if (!style.hidden) read_inline(child, raised || style.raised, depth + 1, out);
      continue;
    }
    if (name == "tab" || name == "line-break" || name == "s") out.ends_in_space = name == "line-break";
  }
}

void OdfBody::read_columns(const pugi::xml_node& parent, int wrappers, std::vector<double>& widths) const {
  if (wrappers > kMaxWrappers) return;
  for (pugi::xml_node child : parent.children()) {
    if (is_named(child, "table-columns") || is_named(child, "table-header-columns") || is_named(child, "table-column-group"))
      read_columns(child, wrappers + 1, widths);
    if (!is_named(child, "table-column")) continue;
    const double width = styles_.style("table-column", attribute_of(child, "style-name")).width_pt;
    const int repeats = std::min(repeats_of(child, "number-columns-repeated"), kMaxRepeat);
    widths.insert(widths.end(), static_cast<std::size_t>(repeats), width);
  }
}

void OdfBody::read_table(const pugi::xml_node& node, Place& place, std::vector<Block>& out) {
  DeclaredTable table;
  table.path = join(place.path, "table", ++place.tables);
  if (place.depth >= kMaxDepth) return;
  read_columns(node, 0, table.widths);
  // Relative widths alone leave the distances unknown.
  if (std::any_of(table.widths.begin(), table.widths.end(), [](double width) { return width <= 0; })) table.widths.clear();
  read_rows(node, place.depth, 0, table);
  std::vector<Block> blocks = place_table(std::move(table));
  append(blocks, out);
}

void OdfBody::read_rows(const pugi::xml_node& parent, int depth, int wrappers, DeclaredTable& table) {
  if (wrappers > kMaxWrappers) return;
  for (pugi::xml_node child : parent.children()) {
    if (is_named(child, "table-row")) {
      const int repeats = std::min(repeats_of(child, "number-rows-repeated"), kMaxRepeat);
      for (int i = 0; i < repeats && !is_too_large_; ++i) read_row(child, depth, table);
    } else if (is_named(child, "table-header-rows") || is_named(child, "table-rows") || is_named(child, "table-row-group")) {
      read_rows(child, depth, wrappers + 1, table);
    }
  }
}

void OdfBody::read_row(const pugi::xml_node& node, int depth, DeclaredTable& table) {
  const std::string path = join(table.path, "tr", static_cast<int>(table.rows.size()) + 1);
  std::vector<DeclaredCell> row;
  int col = 0, cells = 0;
  for (pugi::xml_node child : node.children()) {
    const bool covered = is_named(child, "covered-table-cell");
    if (!covered && !is_named(child, "table-cell")) continue;
    const int repeats = std::min(repeats_of(child, "number-columns-repeated"), kMaxRepeat - std::min(col, kMaxRepeat - 1));
    for (int i = 0; i < repeats; ++i, ++col) {
      // What a covered cell holds is not shown; but one that no cell covers is a cell.
      if (covered) continue;
      if (++cells_ > kMaxCells) is_too_large_ = true;
      if (is_too_large_) return;
      DeclaredCell cell;
      cell.first = col;
      cell.end = col + std::min(repeats_of(child, "number-columns-spanned"), kMaxRepeat);
      cell.row_span = std::min(repeats_of(child, "number-rows-spanned"), kMaxRepeat);
      cell.path = join(path, "td", ++cells);
      Place place{cell.path, 0, 0, depth + 1};
      List none;
      read_blocks(child, place, none, 0, cell.blocks);
      if (!row.empty()) row.back().end = std::min(row.back().end, std::max(cell.first, row.back().first + 1));
      row.push_back(std::move(cell));
    }
  }
  table.rows.push_back(std::move(row));
}

std::vector<Block> OdfBody::read_sheets(const pugi::xml_node& body) {
  std::vector<Block> out;
  int number = 0;
  for (pugi::xml_node node : body.children()) {
    if (!is_named(node, "table")) continue;
    std::vector<Block> blocks = blocks_of_sheet(read_sheet(node, join({}, "sheet", ++number)));
    append(blocks, out);
  }
  return out;
}

Sheet OdfBody::read_sheet(const pugi::xml_node& node, std::string path) {
  Sheet out;
  out.path = std::move(path);
  int row = 0;
  read_sheet_rows(node, 0, row, out);
  return out;
}

void OdfBody::read_sheet_rows(const pugi::xml_node& parent, int wrappers, int& row, Sheet& sheet) {
  if (wrappers > kMaxWrappers) return;
  for (pugi::xml_node child : parent.children()) {
    if (is_named(child, "table-header-rows") || is_named(child, "table-rows") || is_named(child, "table-row-group"))
      read_sheet_rows(child, wrappers + 1, row, sheet);
    if (!is_named(child, "table-row")) continue;
    const int repeats = std::min(repeats_of(child, "number-rows-repeated"), kMaxSheetRow);
    const bool shown = attribute_of(child, "visibility").empty() || attribute_of(child, "visibility") == "visible";
    // Thousands of equal rows are the sheet's empty rest.
    for (int i = 0; shown && i < std::min(repeats, kMaxRepeat) && row + i < kMaxSheetRow; ++i) {
      const std::size_t before = sheet.cells.size();
      if (before > kMaxCells) is_too_large_ = true;
      if (is_too_large_) return;
      read_sheet_row(child, row + i, sheet);
      if (sheet.cells.size() == before) break;
    }
    row = std::min(row + repeats, kMaxSheetRow);
  }
}

bool OdfBody::has_border(const pugi::xml_node& cell) {
  std::string name(attribute_of(cell, "style-name"));
  auto [at, is_new] = borders_.try_emplace(name, false);
  if (is_new) at->second = styles_.style("table-cell", name).border;
  return at->second;
}

void OdfBody::read_sheet_row(const pugi::xml_node& node, int row, Sheet& sheet) {
  int col = 0;
  for (pugi::xml_node child : node.children()) {
    const bool covered = is_named(child, "covered-table-cell");
    if (!covered && !is_named(child, "table-cell")) continue;
    const int repeats = std::min(repeats_of(child, "number-columns-repeated"), 16384);
    std::vector<Block> blocks;
    Place place;
    List none;
    if (!covered) read_blocks(child, place, none, 0, blocks);
    SheetCell cell;
    cell.text = text_of_blocks(blocks);
    cell.col_span = std::min(repeats_of(child, "number-columns-spanned"), 16384);
    cell.row_span = std::min(repeats_of(child, "number-rows-spanned"), kMaxSheetRow);
    const bool counts = !covered && (!cell.text.empty() || cell.col_span > 1 || cell.row_span > 1 || has_border(child));
    for (int i = 0; counts && i < std::min(repeats, kMaxRepeat); ++i) sheet.cells[{row, col + i}] = cell;
    col = std::min(col + repeats, 16384);
  }
}

void OdfBody::note_picture(const pugi::xml_node& frame, const std::string& path) {
  if (!find_below(frame, "image") && !find_below(frame, "object") && !find_below(frame, "object-ole")) return;
  has_pictures_ = true;
  Finding finding = make_finding("picture_not_read");
  finding.source.path = path;
  finding.message = "a picture stands in the document; what it shows was not read";
  finding.message_zh = "文档中有图片，图片中的内容未读取";
  findings_.push_back(std::move(finding));
}

}  // namespace nianbao
