#include "extract/xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/package_parts.h"
#include "extract/raised_figures.h"
#include "extract/sheet_blocks.h"
#include "extract/sheet_number.h"

namespace nianbao {
namespace {

constexpr int kMaxRow = 1'048'576, kMaxCol = 16'384;  // of Excel
constexpr std::size_t kMaxCells = 2'000'000;
constexpr std::int64_t kMaxMergeSteps = 50'000'000;  // thousands of merges over thousands of rows: no report
constexpr std::string_view kLost = "\xEF\xBF\xBD";  // U+FFFD: a string that is not there is no blank cell

bool is_true(std::string_view value) { return value == "1" || value == "true"; }

struct Place {
  int row = 0, col = 0;
};

/// `$C$5` or `C5`.
std::optional<Place> parse_reference(std::string_view text) {
  int col = 0, row = 0;
  std::size_t at = 0;
  auto skip = [&] { at += at < text.size() && text[at] == '$'; };
  skip();
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && col < kMaxCol; ++at) col = col * 26 + (text[at] - 'A' + 1);
  skip();
  auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (error != std::errc() || end != text.data() + text.size() || row < 1 || row > kMaxRow || col < 1 || col > kMaxCol) return std::nullopt;
  return Place{row - 1, col - 1};
}

/// The text of a string item: its runs, without the readings that East Asian text may carry (rPh).
std::string text_of_item(const pugi::xml_node& item) {
  std::string out;
  for (pugi::xml_node node : item.children()) {
    if (is_named(node, "t")) out += node.child_value();
    if (!is_named(node, "r")) continue;
    const bool raised = attribute_of(child_of(child_of(node, "rPr"), "vertAlign"), "val") == "superscript";
    std::string text = child_of(node, "t").child_value();
    out += raised ? raise_figures(text) : text;
  }
  std::erase(out, '\r');
  return out;
}

/// What the workbook's styles say of a cell's style number.
struct CellStyle {
  std::string format;
  bool border = false;
};

bool has_border(const pugi::xml_node& border) {
  for (pugi::xml_node side : border.children()) {
    std::string_view style = attribute_of(side, "style");
    if (!style.empty() && style != "none") return true;
  }
  return false;
}

std::vector<CellStyle> read_styles(const pugi::xml_node& root) {
  std::map<int, std::string> formats;
  for (pugi::xml_node node : child_of(root, "numFmts").children())
    if (auto id = number_of(node, "numFmtId")) formats[*id] = std::string(attribute_of(node, "formatCode"));
  std::vector<char> borders;
  for (pugi::xml_node node : child_of(root, "borders").children()) borders.push_back(has_border(node));
  std::vector<CellStyle> out;
  for (pugi::xml_node node : child_of(root, "cellXfs").children()) {
    const int id = number_of(node, "numFmtId").value_or(0), border = number_of(node, "borderId").value_or(0);
    auto own = formats.find(id);
    CellStyle style{own != formats.end() ? own->second : std::string(built_in_number_format(id)), false};
    if (style.format == "General") style.format.clear();
    style.border = border >= 0 && border < static_cast<int>(borders.size()) && borders[static_cast<std::size_t>(border)];
    out.push_back(std::move(style));
  }
  return out;
}

struct Workbook {
  std::vector<std::string> strings;
  std::vector<CellStyle> styles;
  bool from_1904 = false;
};

/// One worksheet's XML to its cells.
class SheetXml {
 public:
  SheetXml(const Workbook& book, const pugi::xml_node& root) : book_(book), root_(root) {}

  Sheet read(std::string path) {
    sheet_.path = std::move(path);
    pugi::xml_node view = child_of(child_of(root_, "sheetViews"), "sheetView");
    shows_zeros_ = attribute_of(view, "showZeros") != "0" && attribute_of(view, "showZeros") != "false";
    for (pugi::xml_node column : child_of(root_, "cols").children())
      if (is_true(attribute_of(column, "hidden")))
        hidden_.push_back({number_of(column, "min").value_or(1) - 1, number_of(column, "max").value_or(1) - 1});
    for (pugi::xml_node row : child_of(root_, "sheetData").children())
      if (is_named(row, "row")) read_row(row);
    for (pugi::xml_node merge : child_of(root_, "mergeCells").children()) apply_merge(attribute_of(merge, "ref"));
    return std::move(sheet_);
  }

 private:
  void read_row(const pugi::xml_node& node) {
    row_ = std::clamp(number_of(node, "r").value_or(row_ + 2) - 1, 0, kMaxRow - 1);
    int col = -1;
    const bool hidden = is_true(attribute_of(node, "hidden"));
    for (pugi::xml_node cell : node.children()) {
      if (!is_named(cell, "c")) continue;
      auto place = parse_reference(attribute_of(cell, "r"));
      col = place ? place->col : col + 1;
      const int row = place ? place->row : row_;
      if (hidden || is_hidden(col) || col >= kMaxCol || sheet_.cells.size() >= kMaxCells) continue;
      const CellStyle& style = style_of(cell);
      std::string text = text_of(cell, style);
      if (!text.empty() || style.border) sheet_.cells[{row, col}].text = std::move(text);
    }
  }

  const CellStyle& style_of(const pugi::xml_node& cell) const {
    static const CellStyle none;
    const int at = number_of(cell, "s").value_or(0);
    return at >= 0 && at < static_cast<int>(book_.styles.size()) ? book_.styles[static_cast<std::size_t>(at)] : none;
  }

  std::string text_of(const pugi::xml_node& cell, const CellStyle& style) const {
    std::string_view type = attribute_of(cell, "t");
    if (type == "inlineStr") return text_of_item(child_of(cell, "is"));
    const std::string value = child_of(cell, "v").child_value();
    if (type == "s") {
      std::size_t at = 0;
      auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), at);
      return error == std::errc() && at < book_.strings.size() ? book_.strings[at] : std::string(kLost);
    }
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (type == "str" || type == "e" || type == "d" || value.empty()) return value;
    std::string shown = show_sheet_number(value, style.format, book_.from_1904);
    const bool is_zero = value.find_first_not_of("0.-") == std::string::npos;
    return is_zero && !shows_zeros_ ? std::string() : shown;
  }

  bool is_hidden(int col) const {
    return std::any_of(hidden_.begin(), hidden_.end(), [&](const auto& range) { return col >= range.first && col <= range.second; });
  }

  /// The first cell of a merge takes its whole place; what the others hold is not shown.
  void apply_merge(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return;
    auto first = parse_reference(range.substr(0, colon)), last = parse_reference(range.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->col < first->col) return;
    auto at = sheet_.cells.lower_bound({first->row, 0});
    std::optional<SheetCell> merged;
    while (at != sheet_.cells.end() && at->first.first <= last->row && ++merge_steps_ < kMaxMergeSteps) {
      const int col = at->first.second;
      if (col < first->col || col > last->col) {
        ++at;
        continue;
      }
      if (at->first == std::pair(first->row, first->col)) merged = at->second;
      at = sheet_.cells.erase(at);
    }
    if (!merged) merged.emplace();
    merged->row_span = last->row - first->row + 1;
    merged->col_span = last->col - first->col + 1;
    sheet_.cells[{first->row, first->col}] = std::move(*merged);
  }

  const Workbook& book_;
  pugi::xml_node root_;
  Sheet sheet_;
  std::vector<std::pair<int, int>> hidden_;  ///< columns
  int row_ = -1;
  std::int64_t merge_steps_ = 0;
  bool shows_zeros_ = true;
};

Workbook read_workbook(ZipPackage& package, const Relationships& own, const pugi::xml_node& root, std::vector<Finding>& findings) {
  Workbook out;
  out.from_1904 = is_true(attribute_of(child_of(root, "workbookPr"), "date1904"));
  if (auto strings = read_side_part(package, own.find("sharedStrings", "xl/sharedStrings.xml"), findings))
    for (pugi::xml_node item : strings->document_element().children())
      if (is_named(item, "si")) out.strings.push_back(text_of_item(item));
  if (auto styles = read_side_part(package, own.find("styles", "xl/styles.xml"), findings))
    out.styles = read_styles(styles->document_element());
  return out;
}

}  // namespace

Result<Document> read_xlsx(std::string_view bytes, const ReadOptions&) {
  auto package = ZipPackage::open(bytes);
  if (!package) return Failure(package.error());
  const Relationships top(*package, "");
  const std::string main = top.find("officeDocument", "xl/workbook.xml");
  auto text = package->read(main);
  if (!text) return Failure(text.error());
  auto tree = parse_xml(*text, main);
  if (!tree) return Failure(tree.error());
  Document out;
  const Relationships own(*package, main);
  const Workbook book = read_workbook(*package, own, (*tree)->document_element(), out.findings);
  int number = 0;
  for (pugi::xml_node node : child_of((*tree)->document_element(), "sheets").children()) {
    ++number;
    if (std::string_view state = attribute_of(node, "state"); state == "hidden" || state == "veryHidden") continue;
    auto sheet = read_side_part(*package, own.by_id(attribute_of(node, "id")), out.findings);
    if (!sheet) continue;
    std::vector<Block> blocks =
        blocks_of_sheet(SheetXml(book, sheet->document_element()).read("sheet[" + std::to_string(number) + "]"));
    out.flow.insert(out.flow.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
  }
  if (out.flow.empty())
    return Failure(Error{ErrorCode::empty_file, {}, "the workbook shows no text"});
  out.meta = read_core_properties(*package, top);
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  out.info.method = Method::xlsx;
  return out;
}

}  // namespace nianbao
