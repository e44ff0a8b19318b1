#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/html_style.h"
#include "extract/html_tree.h"

namespace nianbao {

/// What a page's own style sheets (`<style>`) say of how its elements are displayed on a desktop's screen.
///
/// Selectors of elements, classes and ids, parted by blanks or `>`, are understood, the cascade by `!important`, specificity
/// and order too, and `@media` by its type and width. Rules with other selectors (`:hover`, `[type]`, `a + b`) do not count.
class HtmlSheet {
 public:
  /// Adds the text of a `<style>` with its `media` attribute, in the order of the document.
  void add(std::string_view css, std::string_view media);
  bool empty() const { return rules_.empty(); }

  /// What the rules say of an element whose ancestors stand in the tree. A page made to take long runs out of steps: from there
  /// on no rule counts.
  HtmlStyle style_of(const HtmlTree& tree, const HtmlNode& node);

 private:
  /// What must be true of one element; views point into the sheet's text.
  struct Compound {
    std::string name;  ///< lower-case, empty: any element
    std::string_view id;
    std::vector<std::string_view> classes;
    bool parent_next = false;  ///< the compound before it is its parent's, not just an ancestor's
  };
  struct Rule {
    std::vector<Compound> compounds;
    HtmlStyle style;
    std::array<int, 3> specificity{};
  };

  void add_rules(std::string_view css, int depth);
  void add_rule(std::string_view selectors, std::string_view declarations);
  static std::optional<Compound> parse_compound(std::string_view text);
  static std::vector<Compound> parse_selector(std::string_view text);
  std::vector<std::uint32_t> candidates(const HtmlTree& tree, const HtmlNode& node) const;
  bool fits(const HtmlTree& tree, const HtmlNode& node, const Compound& compound);
  bool fits(const HtmlTree& tree, const HtmlNode& node, const Rule& rule);

  std::deque<std::string> texts_;
  std::vector<Rule> rules_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> rules_of_;  ///< by `#id`, `.class`, or element of the last compound; "" is any
  std::int64_t steps_left_ = 20'000'000;
};

}  // namespace nianbao
