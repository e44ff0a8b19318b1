#include "extract/docx_numbering.h"

#include <algorithm>
#include <utility>

#include "extract/list_number.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

/// A tab behind the number is a gap; behind 、 or ） there is room enough, and none is printed in text.
std::string gap_behind(std::string_view number, std::string_view suffix) {
  if (number.empty() || suffix == "nothing") return {};
  std::u32string points = to_code_points(number);
  bool wide = !points.empty() && display_width(points.back()) == 2;
  return wide ? "" : " ";
}

}  // namespace

DocxNumbering::DocxNumbering(const pugi::xml_node& root) {
  for (pugi::xml_node node : root.children()) {
    if (is_named(node, "abstractNum")) read_abstract(node);
    if (is_named(node, "num")) read_list(node);
  }
}

DocxNumbering::Level DocxNumbering::read_level(const pugi::xml_node& node) {
  Level out;
  out.defined = true;
  out.start = number_of(child_of(node, "start"), "val").value_or(0);
  pugi::xml_node format = child_of(node, "numFmt");
  if (!format)  // newer formats stand beside an older stand-in
    if (pugi::xml_node alternate = child_of(node, "AlternateContent")) format = find_below(alternate, "numFmt");
  if (format) out.format = std::string(attribute_of(format, "val"));
  out.text = std::string(attribute_of(child_of(node, "lvlText"), "val"));
  out.suffix = std::string(attribute_of(child_of(node, "suff"), "val"));
  out.style = std::string(attribute_of(child_of(node, "pStyle"), "val"));
  out.restart_after = number_of(child_of(node, "lvlRestart"), "val");
  out.legal = is_on(node, "isLgl");
  if (is_on(child_of(node, "rPr"), "vanish")) out.text.clear();
  return out;
}

void DocxNumbering::read_abstract(const pugi::xml_node& node) {
  auto id = number_of(node, "abstractNumId");
  if (!id) return;
  Abstract& out = abstracts_[*id];
  for (pugi::xml_node child : node.children()) {
    if (is_named(child, "numStyleLink")) out.style_link = std::string(attribute_of(child, "val"));
    if (is_named(child, "styleLink")) defining_[std::string(attribute_of(child, "val"))] = *id;
    auto level = number_of(child, "ilvl");
    if (is_named(child, "lvl") && level && *level >= 0 && *level < kLevels)
      out.levels[static_cast<std::size_t>(*level)] = read_level(child);
  }
}

void DocxNumbering::read_list(const pugi::xml_node& node) {
  auto id = number_of(node, "numId");
  if (!id) return;
  List& out = lists_[*id];
  out.abstract = number_of(child_of(node, "abstractNumId"), "val").value_or(-1);
  for (pugi::xml_node child : node.children()) {
    auto level = number_of(child, "ilvl");
    if (!is_named(child, "lvlOverride") || !level) continue;
    Override& own = out.overrides[*level];
    own.start = number_of(child_of(child, "startOverride"), "val");
    if (pugi::xml_node changed = child_of(child, "lvl")) own.level = read_level(changed);
  }
}

int DocxNumbering::abstract_of(const List& list) const {
  auto at = abstracts_.find(list.abstract);
  if (at == abstracts_.end()) return -1;
  if (at->second.style_link.empty()) return list.abstract;
  auto defined = defining_.find(at->second.style_link);
  return defined == defining_.end() ? list.abstract : defined->second;
}

const DocxNumbering::Level& DocxNumbering::level_of(const List& list, const Abstract& abstract, int level) const {
  auto at = list.overrides.find(level);
  if (at != list.overrides.end() && at->second.level) return *at->second.level;
  return abstract.levels[static_cast<std::size_t>(level)];
}

void DocxNumbering::count(int num_id, const List& list, const Abstract& abstract, Counter& counter, int level) {
  auto at = [&](int i) -> std::optional<int>& { return counter.at[static_cast<std::size_t>(i)]; };
  auto own = list.overrides.find(level);
  bool begins = own != list.overrides.end() && own->second.start && begun_.insert({num_id, level}).second;
  if (begins) at(level) = *own->second.start;
  else if (at(level)) *at(level) += *at(level) < 1'000'000 ? 1 : 0;
  else at(level) = level_of(list, abstract, level).start;
  // Levels above that were never used show their start, as if they had been.
  for (int i = 0; i < level; ++i)
    if (!at(i)) at(i) = level_of(list, abstract, i).start;
  for (int i = level + 1; i < kLevels; ++i) {
    auto restart = level_of(list, abstract, i).restart_after;
    if (!restart || (*restart != 0 && level + 1 <= *restart)) at(i).reset();
  }
}

std::string DocxNumbering::next(int num_id, std::optional<int> asked, std::string_view style_id) {
  auto found = lists_.find(num_id);
  if (num_id <= 0 || found == lists_.end()) return {};
  const List& list = found->second;
  const int id = abstract_of(list);
  if (id < 0) return {};
  const Abstract& abstract = abstracts_.at(id);
  int level = 0;
  if (asked) level = std::clamp(*asked, 0, kLevels - 1);
  else
    for (int i = 0; i < kLevels; ++i)
      if (!style_id.empty() && level_of(list, abstract, i).style == style_id) level = i;
  const Level& shown = level_of(list, abstract, level);
  if (!shown.defined) return {};
  Counter& counter = counters_[id];
  count(num_id, list, abstract, counter, level);
  if (shown.format == "bullet") return {};
  std::string out;
  for (std::size_t i = 0; i < shown.text.size(); ++i) {
    char c = shown.text[i];
    char digit = i + 1 < shown.text.size() ? shown.text[i + 1] : '\0';
    if (c != '%' || digit < '1' || digit > '9') {
      out.push_back(c);
      continue;
    }
    const int part = digit - '1';
    ++i;
    const std::string& format = level_of(list, abstract, part).format;
    const int value = counter.at[static_cast<std::size_t>(part)].value_or(level_of(list, abstract, part).start);
    out += format_list_number(value, shown.legal && format != "decimal" ? "decimal" : format);
  }
  return out + gap_behind(out, shown.suffix);
}

}  // namespace nianbao
