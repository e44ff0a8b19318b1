#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace nianbao {

/// The elements that reading a page must tell apart; `other` is any other element.
enum class HtmlTag : std::uint8_t {
  text,  ///< no element: a stretch of text
  other, unseen, html, head, title, meta, body,
  article, section, main, nav, aside, header, footer, address, heading,
  p, div, center, blockquote, pre, list, item, block,
  br, hr, a, sup, struck, img, input, textarea,
  table, caption, thead, tbody, tfoot, tr, cell,
};

struct HtmlAttribute {
  std::string_view name;  ///< lower-case
  std::string_view value;
};

/// A node of a page's tree. Nodes stand in the order of the document: the descendants of the node at index i are those
/// from i + 1 to `end`, so that a subtree is passed over by going on at its `end`.
struct HtmlNode {
  HtmlTag tag = HtmlTag::other;
  bool shown = true;         ///< false: neither it nor what is in it is displayed
  bool invisible = false;    ///< takes its place on the page, but cannot be seen (visibility: hidden)
  std::uint32_t parent = 0;  ///< of the root: itself
  std::uint32_t end = 0;
  int ordinal = 0;           ///< how many-th element of its name in the page, from 1
  std::string_view name;     ///< lower-case name of an element
  std::string_view text;     ///< of a text: UTF-8, entities resolved
  std::uint32_t first_attribute = 0, attribute_count = 0;
};

/// The tree that HTML5's rules make of a page, well-formed or not. The one place that knows the parser.
class HtmlTree {
 public:
  HtmlTree();
  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](std::size_t i) const { return nodes_[i]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  /// The attribute's value, empty where it has none; `has_attribute` tells the two apart.
  std::string_view attribute(const HtmlNode& node, std::string_view name) const;
  bool has_attribute(const HtmlNode& node, std::string_view name) const;
  bool contains(std::uint32_t outer, std::uint32_t inner) const { return inner >= outer && inner < nodes_[outer].end; }

 private:
  friend class HtmlTreeBuilder;
  struct Memory;
  std::unique_ptr<Memory> memory_;  ///< what the views point into
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
};

/// Parses a page's text. `utf8` must outlive the tree. Elements that are never displayed (script, style, …, and those
/// whose style or attribute says so) have `shown` false. Nesting deeper than 500 is made flat, as browsers do.
/// Errors: limit_exceeded (a page whose tree grows out of all proportion, or many thousand open elements).
Result<HtmlTree> parse_html(std::string_view utf8);

bool is_block(HtmlTag tag);

}  // namespace nianbao
