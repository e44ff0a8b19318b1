#include "extract/html_table.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace nianbao {
namespace {

constexpr int kMostColumns = 1000, kMostRows = 65534;  // HTML Standard, 4.9.11
constexpr int kWideTable = 10000;                      // from this column on no cell gets more than its own

struct Row {
  std::uint32_t node = 0;
  int tr = 0;
};
using Group = std::vector<Row>;

/// HTML's rules for parsing non-negative integers; `otherwise` where none stands there.
int parse_span(std::string_view text, int otherwise) {
  std::size_t begin = text.find_first_not_of(" \t\r\n\f");
  if (begin == std::string_view::npos) return otherwise;
  if (text[begin] == '+') ++begin;
  int value = 0;
  auto [end, error] = std::from_chars(text.data() + begin, text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return kMostRows;
  return error == std::errc{} && value >= 0 ? value : otherwise;
}

/// A row group's displayed rows; `tr` counts on over all of its rows.
Group read_group(const HtmlTree& tree, std::uint32_t group, int& tr) {
  Group out;
  for (std::uint32_t i = group + 1; i < tree[group].end; i = tree[i].end) {
    if (tree[i].tag != HtmlTag::tr) continue;
    ++tr;
    if (tree[i].shown) out.push_back({i, tr});
  }
  return out;
}

/// The row groups in the order in which they are displayed: of several heads and feet only the first are moved to the
/// ends. Rows are numbered as `table.rows` does it, heads first and feet last, all of them.
std::vector<Group> row_groups(const HtmlTree& tree, std::uint32_t table) {
  struct Place {
    std::uint32_t node;
    Group rows;
  };
  std::vector<Place> heads, bodies, feet;
  int tr = 0;
  for (auto [tag, to] : {std::pair{HtmlTag::thead, &heads}, {HtmlTag::tbody, &bodies}, {HtmlTag::tfoot, &feet}})
    for (std::uint32_t i = table + 1; i < tree[table].end; i = tree[i].end)
      if (tree[i].tag == tag) to->push_back({i, read_group(tree, i, tr)});
  std::vector<Group> out;
  if (!heads.empty()) out.push_back(std::move(heads.front().rows));
  for (auto* more : {&heads, &feet})
    for (std::size_t i = 1; i < more->size(); ++i) bodies.push_back(std::move((*more)[i]));
  std::sort(bodies.begin(), bodies.end(), [](const Place& a, const Place& b) { return a.node < b.node; });
  for (Place& body : bodies) out.push_back(std::move(body.rows));
  if (!feet.empty()) out.push_back(std::move(feet.front().rows));
  return out;
}

class TableFormer {
 public:
  TableFormer(const HtmlTree& tree, std::uint32_t table) : tree_(tree) { out_.node = table; }

  HtmlTable form() {
    for (const Group& group : row_groups(tree_, out_.node)) {
      group_end_ = out_.rows + static_cast<int>(group.size());
      for (const Row& row : group) {
        add_row(row);
        ++out_.rows;
      }
      std::fill(taken_until_.begin(), taken_until_.end(), 0);
    }
    out_.cols = static_cast<int>(taken_until_.size());
    for (std::uint32_t i = out_.node + 1; i < tree_[out_.node].end; i = tree_[i].end)
      if (tree_[i].tag == HtmlTag::caption && tree_[i].shown) out_.captions.push_back(i);
    return std::move(out_);
  }

 private:
  bool is_taken(int col) const {
    return col < static_cast<int>(taken_until_.size()) && taken_until_[static_cast<std::size_t>(col)] > out_.rows;
  }

  void add_row(const Row& row) {
    int col = 0, td = 0;
    for (std::uint32_t i = row.node + 1; i < tree_[row.node].end; i = tree_[i].end) {
      if (tree_[i].tag != HtmlTag::cell) continue;
      ++td;
      if (!tree_[i].shown) continue;
      while (is_taken(col)) ++col;
      col = add_cell(i, col, row.tr, td);
    }
  }

  /// Returns the column after the cell.
  int add_cell(std::uint32_t node, int col, int tr, int td) {
    const int widest = col < kWideTable ? kMostColumns : 1;
    const int wide = std::clamp(parse_span(tree_.attribute(tree_[node], "colspan"), 1), 1, widest);
    int high = parse_span(tree_.attribute(tree_[node], "rowspan"), 1);
    if (high == 0) high = kMostRows;
    high = std::min(high, group_end_ - out_.rows);
    HtmlCell cell{node, out_.rows, col, high, 0, tr, td};
    while (cell.col_span < wide && !is_taken(col + cell.col_span)) ++cell.col_span;
    const auto end = static_cast<std::size_t>(col + wide);
    if (taken_until_.size() < end) taken_until_.resize(end, 0);
    for (auto c = static_cast<std::size_t>(col); c < end; ++c) taken_until_[c] = std::max(taken_until_[c], out_.rows + high);
    out_.cells.push_back(cell);
    return col + wide;
  }

  const HtmlTree& tree_;
  HtmlTable out_;
  int group_end_ = 0;
  std::vector<int> taken_until_;  ///< for each column, the first row that no cell from above takes
};

/// For each row or column its number once those that no cell begins in are folded away; one more entry for the end.
std::vector<int> folded_numbers(int count, const std::vector<int>& begins) {
  std::vector<int> out(static_cast<std::size_t>(count) + 1, 0);
  for (int at : begins) out[static_cast<std::size_t>(at)] = 1;
  int next = 0;
  for (int& entry : out) {
    const bool begin = entry != 0;
    entry = next;  // what begins further on, where nothing begins here
    if (begin) ++next;
  }
  return out;
}

void fold_away(HtmlTable& table) {
  std::vector<int> rows, cols;
  for (const HtmlCell& cell : table.cells) {
    rows.push_back(cell.row);
    cols.push_back(cell.col);
  }
  const std::vector<int> row_of = folded_numbers(table.rows, rows), col_of = folded_numbers(table.cols, cols);
  auto fold = [](const std::vector<int>& to, int& first, int& span) {
    const int end = to[static_cast<std::size_t>(first + span)];
    first = to[static_cast<std::size_t>(first)];
    span = end - first;
  };
  for (HtmlCell& cell : table.cells) {
    fold(row_of, cell.row, cell.row_span);
    fold(col_of, cell.col, cell.col_span);
  }
  table.rows = row_of.back();
  table.cols = col_of.back();
}

}  // namespace

HtmlTable form_table(const HtmlTree& tree, std::uint32_t table) {
  HtmlTable out = TableFormer(tree, table).form();
  fold_away(out);
  return out;
}

}  // namespace nianbao
