#include "tests/extract/html_grids.h"

#include <array>
#include <random>

#include "extract/html_table.h"
#include "extract/html_tree.h"

namespace nianbao::test {

namespace {

std::string text_of(const HtmlTree& tree, std::uint32_t cell) {
  std::string out;
  for (std::uint32_t i = cell + 1; i < tree[cell].end; ++i) {
    if (tree[i].tag == HtmlTag::table || tree[i].name == "template") i = tree[i].end - 1;
    else if (tree[i].tag == HtmlTag::text)
      for (char c : tree[i].text)
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') out.push_back(c);
  }
  return out;
}

void append_table(const HtmlTree& tree, std::uint32_t node, int number, std::string& out) {
  const HtmlTable table = form_table(tree, node);
  auto n = [](int value) { return std::to_string(value); };
  out += "table " + n(number) + ": " + n(table.rows) + " rows, " + n(table.cols) + " columns\n";
  for (const HtmlCell& cell : table.cells)
    out += n(cell.row) + " " + n(cell.col) + " " + n(cell.row_span) + "x" + n(cell.col_span) + " tr " + n(cell.tr) + " td " + n(cell.td) + " " +
           text_of(tree, cell.node) + "\n";
}

}  // namespace

std::string describe_grids(std::string_view utf8_page) {
  auto tree = parse_html(utf8_page);
  if (!tree) return tree.error().message;
  std::string out;
  for (std::uint32_t i = 0; i < tree->size(); ++i)
    if ((*tree)[i].tag == HtmlTag::table && (*tree)[i].shown) append_table(*tree, i, (*tree)[i].ordinal, out);
  return out;
}

std::string make_odd_tables(std::uint64_t seed) {
  constexpr std::array<std::string_view, 44> kTags{
      "<table>", "<table>", "</table>", "</table>", "<tr>",  "<tr>",    "<tr>",   "</tr>",   "<td>",  "<td>",  "<td>",   "<td>", "<td>", "<td>", "</td>",
      "<td rowspan=2>", "<td rowspan=3 colspan=2>", "<td colspan=2>", "<td colspan=3>", "<td rowspan=0>", "<th>", "</th>", "<tbody>", "</tbody>",
      "<thead>", "<tfoot>", "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<span>", "</span>", "<a href=x>", "</a>", "<br>", "<li>", "</li>",
      "<caption>", "<form>", "</form>", "<font>", "</font>"};
  std::mt19937_64 random(seed);
  std::string out = seed % 4 == 0 ? "<meta charset=utf-8>\n" : "<!DOCTYPE html><meta charset=utf-8>\n";
  int word = 0;
  for (int table = 0; table < 12; ++table) {
    out += "<table>";
    for (int i = 0; i < 24; ++i) {
      out += kTags[random() % kTags.size()];
      if (random() % 3 != 0) out += "w" + std::to_string(++word);
    }
    out += random() % 4 != 0 ? "</table>\n" : "\n";
  }
  return out;
}

}  // namespace nianbao::test
