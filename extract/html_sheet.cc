#include "extract/html_sheet.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace nianbao {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f";
constexpr int kScreenWidth = 1280;           // of the desktop's window that the page is taken to be shown in, px
constexpr int kDeepestBlock = 8;             // @media in @media
constexpr std::size_t kMostRules = 20'000;   // that speak of display at all

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The text without comments, and without the `<!--` and `-->` that hide a sheet from old browsers.
std::string plain_css(std::string_view css) {
  std::string out;
  while (!css.empty()) {
    std::size_t at = std::min({css.find("/*"), css.find("<!--"), css.find("-->"), css.size()});
    out += css.substr(0, at);
    if (at == css.size()) break;
    const bool comment = css[at] == '/';
    if (comment) out += ' ';
    const std::size_t end = comment ? css.find("*/", at + 2) : at + (css[at] == '<' ? 4 : 3);
    css.remove_prefix(std::min(css.size(), comment && end != std::string_view::npos ? end + 2 : end));
  }
  return out;
}

/// Where the block that opens before `at` closes; the text's end where it does not.
std::size_t block_end(std::string_view css, std::size_t at) {
  for (int open = 1; at < css.size(); ++at) {
    const char c = css[at];
    if (c == '"' || c == '\'') at = std::min(css.find(c, at + 1), css.size() - 1);
    else if (c == '{') ++open;
    else if (c == '}' && --open == 0) return at;
  }
  return css.size();
}

/// Calls `take` with each part between commas.
template <class Take>
void each_part(std::string_view list, Take take) {
  while (true) {
    const std::size_t comma = list.find(',');
    take(trimmed(list.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

/// Whether one query holds on a desktop's screen; one that asks for what is not known here does not.
bool query_holds(const std::string& query) {
  bool holds = true;
  for (std::size_t at = 0; at < query.size();) {
    std::size_t end = query[at] == '(' ? query.find(')', at) : query.find_first_of(" \t\r\n\f(", at);
    end = std::min(end, query.size());
    const std::string_view word = trimmed(std::string_view(query).substr(at, end - at));
    at = end < query.size() && query[end] != '(' ? end + 1 : end;
    if (word.empty() || word == "and" || word == "only" || word == "all" || word == "screen") continue;
    int px = 0;
    const std::size_t number = word.find_first_of("0123456789");
    const bool has_px = number != std::string_view::npos && word.ends_with("px");
    if (has_px) std::from_chars(word.data() + number, word.data() + word.size(), px);
    if (has_px && word.starts_with("(min-width")) holds = holds && px <= kScreenWidth;
    else if (has_px && word.starts_with("(max-width")) holds = holds && px >= kScreenWidth;
    else holds = false;
  }
  return holds;
}

bool media_holds(std::string_view media) {
  if (trimmed(media).empty()) return true;
  bool any = false;
  each_part(media, [&](std::string_view query) { any = any || query_holds(lower(query)); });
  return any;
}

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    const bool begins = at == 0 || kSpace.find(list[at - 1]) != std::string_view::npos;
    const std::size_t end = at + word.size();
    if (begins && (end == list.size() || kSpace.find(list[end]) != std::string_view::npos)) return true;
  }
  return false;
}

}  // namespace

void HtmlSheet::add(std::string_view css, std::string_view media) {
  if (!media_holds(media)) return;
  texts_.push_back(plain_css(css));
  add_rules(texts_.back(), 0);
}

void HtmlSheet::add_rules(std::string_view css, int depth) {
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t stop = std::min(css.find_first_of("{;", at), css.size());
    const std::string_view head = trimmed(css.substr(at, stop - at));
    const bool is_statement = stop == css.size() || (css[stop] == ';' && head.starts_with('@'));
    if (is_statement) {
      at = stop + 1;
      continue;
    }
    const std::size_t open = std::min(css.find('{', stop), css.size());
    const std::size_t close = block_end(css, std::min(open + 1, css.size()));
    const std::string_view body = css.substr(std::min(open + 1, close), close - std::min(open + 1, close));
    if (!head.starts_with('@')) add_rule(head, body);
    else if (lower(head.substr(0, 6)) == "@media" && depth < kDeepestBlock && media_holds(head.substr(6))) add_rules(body, depth + 1);
    at = close + 1;
  }
}

void HtmlSheet::add_rule(std::string_view selectors, std::string_view declarations) {
  const HtmlStyle style = parse_style(declarations);
  if (style == HtmlStyle{}) return;
  each_part(selectors, [&](std::string_view selector) {
    Rule rule{parse_selector(selector), style, {}};
    if (rule.compounds.empty() || rules_.size() >= kMostRules) return;
    for (const Compound& compound : rule.compounds) {
      rule.specificity[0] += compound.id.empty() ? 0 : 1;
      rule.specificity[1] += static_cast<int>(compound.classes.size());
      rule.specificity[2] += compound.name.empty() ? 0 : 1;
    }
    const Compound& last = rule.compounds.back();
    const std::string key = !last.id.empty()        ? "#" + std::string(last.id)
                            : !last.classes.empty() ? "." + std::string(last.classes.front())
                                                    : last.name;
    rules_of_[key].push_back(static_cast<std::uint32_t>(rules_.size()));
    rules_.push_back(std::move(rule));
  });
}

std::optional<HtmlSheet::Compound> HtmlSheet::parse_compound(std::string_view text) {
  constexpr std::string_view kNotUnderstood = ":[]()+~*\\\"'@&|";
  Compound out;
  if (text.starts_with('*')) text.remove_prefix(1);
  if (text.find_first_of(kNotUnderstood) != std::string_view::npos) return std::nullopt;
  const std::size_t name = std::min(text.find_first_of(".#"), text.size());
  out.name = lower(text.substr(0, name));
  for (std::size_t at = name; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(".#", at + 1), text.size());
    const std::string_view word = text.substr(at + 1, end - at - 1);
    const bool second_id = text[at] == '#' && !out.id.empty();
    if (word.empty() || second_id) return std::nullopt;
    if (text[at] == '#') out.id = word;
    else out.classes.push_back(word);
    at = end;
  }
  return out;
}

std::vector<HtmlSheet::Compound> HtmlSheet::parse_selector(std::string_view text) {
  std::vector<Compound> out;
  bool parent_next = false;
  for (std::size_t at = text.find_first_not_of(kSpace); at < text.size(); at = text.find_first_not_of(kSpace, at)) {
    if (text[at] == '>') {
      parent_next = true;
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t\r\n\f>", at), text.size());
    auto compound = parse_compound(text.substr(at, end - at));
    if (!compound) return {};
    compound->parent_next = std::exchange(parent_next, false);
    out.push_back(std::move(*compound));
    at = end;
  }
  return out;
}

std::vector<std::uint32_t> HtmlSheet::candidates(const HtmlTree& tree, const HtmlNode& node) const {
  std::vector<std::uint32_t> out;
  auto gather = [&](const std::string& key) {
    auto found = rules_of_.find(key);
    if (found != rules_of_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  };
  gather("");
  gather(std::string(node.name));
  if (std::string_view id = tree.attribute(node, "id"); !id.empty()) gather("#" + std::string(id));
  std::string_view classes = tree.attribute(node, "class");
  for (std::size_t at = classes.find_first_not_of(kSpace); at < classes.size(); at = classes.find_first_not_of(kSpace, at)) {
    const std::size_t end = std::min(classes.find_first_of(kSpace, at), classes.size());
    gather("." + std::string(classes.substr(at, end - at)));
    at = end;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool HtmlSheet::fits(const HtmlTree& tree, const HtmlNode& node, const Compound& compound) {
  --steps_left_;
  if (!compound.name.empty() && compound.name != node.name) return false;
  if (!compound.id.empty() && tree.attribute(node, "id") != compound.id) return false;
  if (compound.classes.empty()) return true;
  const std::string_view classes = tree.attribute(node, "class");
  return std::all_of(compound.classes.begin(), compound.classes.end(), [&](std::string_view word) { return has_word(classes, word); });
}

/// From the last compound outwards; where a parent does not fit, the search goes on behind the ancestor that was chosen last.
bool HtmlSheet::fits(const HtmlTree& tree, const HtmlNode& node, const Rule& rule) {
  if (!fits(tree, node, rule.compounds.back())) return false;
  std::size_t left = rule.compounds.size() - 1, left_at_choice = 0;
  const HtmlNode* at = &node;
  const HtmlNode* choice = nullptr;
  auto is_root = [&](const HtmlNode* n) { return n == &tree[0] || tree.size() == 0; };
  while (left > 0) {
    if (steps_left_ <= 0) return false;
    const bool next_only = rule.compounds[left].parent_next;
    if (is_root(at)) return false;
    if (!next_only) left_at_choice = left;
    at = &tree[at->parent];
    if (!next_only) choice = at;
    if (fits(tree, *at, rule.compounds[left - 1])) {
      --left;
      continue;
    }
    if (!next_only) continue;
    if (choice == nullptr) return false;
    at = choice;
    left = left_at_choice;
  }
  return true;
}

HtmlStyle HtmlSheet::style_of(const HtmlTree& tree, const HtmlNode& node) {
  std::vector<std::uint32_t> found = candidates(tree, node);
  steps_left_ -= static_cast<std::int64_t>(found.size());
  std::erase_if(found, [&](std::uint32_t rule) { return steps_left_ <= 0 || !fits(tree, node, rules_[rule]); });
  if (steps_left_ <= 0) return {};
  std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) { return rules_[a].specificity < rules_[b].specificity; });
  HtmlStyle out;
  for (std::uint32_t rule : found) {
    put_over(rules_[rule].style.normal, out.normal);
    put_over(rules_[rule].style.important, out.important);
  }
  return out;
}

}  // namespace nianbao
