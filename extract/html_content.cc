#include "extract/html_content.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "extract/html_furniture.h"
#include "extract/text_lines.h"

namespace nianbao {
namespace {

constexpr int kLongestHeading = 60;   // code points
constexpr int kLeastProse = 40;
constexpr std::size_t kHeadWithoutAnchors = 40;  // items

const Paragraph* paragraph_of(const HtmlItem& item) { return std::get_if<Paragraph>(&item.block); }

int length_of(const Paragraph& paragraph) { return paragraph.pieces.empty() ? 0 : paragraph.pieces.front().length; }

/// `一、总体情况`: a numbered heading of the first level.
bool is_numbered(const HtmlItem& item) {
  const Paragraph* paragraph = paragraph_of(item);
  if (paragraph == nullptr || item.linked || length_of(*paragraph) > kLongestHeading) return false;
  constexpr std::array<std::string_view, 10> kNumerals{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  std::string_view text = trim_space(paragraph->text);
  bool numeral = std::any_of(kNumerals.begin(), kNumerals.end(), [&](auto sign) { return text.starts_with(sign); });
  if (!numeral) return false;
  std::string_view behind = trim_space(text.substr(3));
  return behind.starts_with("、") || behind.starts_with(".") || behind.starts_with("．");
}

bool is_anchor(const HtmlItem& item) {
  if (const auto* grid = std::get_if<Grid>(&item.block)) return !item.metadata && (item.has_numbers || (grid->rows > 2 && grid->cols > 2));
  return is_numbered(item);
}

bool is_prose(const HtmlItem& item) {
  const Paragraph* paragraph = paragraph_of(item);
  return paragraph != nullptr && !item.linked && length_of(*paragraph) >= kLeastProse &&
         paragraph->text.find("。") != std::string::npos && !is_furniture_line(paragraph->text);
}

class ContentFinder {
 public:
  ContentFinder(const HtmlTree& tree, const std::vector<HtmlItem>& items) : tree_(tree), items_(items) {
    anchors_.resize(items.size());
    furniture_.resize(items.size());
    prose_.resize(items.size());
    linked_.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Paragraph* paragraph = paragraph_of(items[i]);
      anchors_[i] = is_anchor(items[i]);
      prose_[i] = is_prose(items[i]);
      linked_[i] = items[i].linked || (paragraph != nullptr && is_furniture_line(paragraph->text));
    }
  }

  HtmlContent find() {
    auto first = std::find(anchors_.begin(), anchors_.end(), true);
    const bool has_anchors = first != anchors_.end();
    first_ = has_anchors ? static_cast<std::size_t>(first - anchors_.begin()) : std::min(items_.size(), kHeadWithoutAnchors);
    last_ = has_anchors ? static_cast<std::size_t>(std::find(anchors_.rbegin(), anchors_.rend(), true).base() - anchors_.begin()) : 0;
    mark_furniture();
    const std::uint32_t root = has_anchors ? widened(common_root()) : named_container();
    HtmlContent out;
    out.head_end = first_;
    out.kept.resize(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) out.kept[i] = keeps(i, root, has_anchors);
    return out;
  }

 private:
  bool is_inside(std::size_t item) const { return item >= first_ && item < last_; }

  void mark_furniture() {
    std::size_t item = 0;
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      while (item < items_.size() && items_[item].node < i) ++item;
      if (item == items_.size()) return;
      if (items_[item].node >= tree_[i].end || !is_furniture_element(tree_, i)) continue;
      std::size_t end = item;
      bool holds_text = false;
      for (; end < items_.size() && items_[end].node < tree_[i].end; ++end) holds_text = holds_text || anchors_[end] || prose_[end];
      if (holds_text) continue;
      for (std::size_t k = item; k < end; ++k) furniture_[k] = true;
      i = tree_[i].end - 1;
    }
  }

  std::uint32_t common_root() const {
    std::uint32_t root = items_[first_].node;
    for (std::size_t i = first_; i < last_; ++i)
      if (anchors_[i])
        while (!tree_.contains(root, items_[i].node)) root = tree_[root].parent;
    return root;
  }

  /// What the items of a part of the page add to those of a part of that.
  struct Added {
    bool prose = false, linked = false;
  };
  Added added_by(std::uint32_t outer, std::uint32_t inner) const {
    Added out;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (furniture_[i] || !tree_.contains(outer, items_[i].node) || tree_.contains(inner, items_[i].node)) continue;
      out.prose = out.prose || prose_[i];
      out.linked = out.linked || linked_[i];
    }
    return out;
  }

  std::uint32_t widened(std::uint32_t root) const {
    std::uint32_t widest = root;
    for (std::uint32_t at = root; at != 0; at = tree_[at].parent) {
      if (is_content_container(tree_, at)) {
        widest = at;
        break;
      }
    }
    for (std::uint32_t inner = widest; inner != 0; inner = tree_[inner].parent)
      if (added_by(tree_[inner].parent, inner).prose) widest = tree_[inner].parent;
    while (widest != 0 && !added_by(tree_[widest].parent, widest).linked) widest = tree_[widest].parent;
    return widest;
  }

  /// The first container with a name for such that holds prose; the whole page where there is none.
  std::uint32_t named_container() const {
    std::vector<bool> holds_prose(tree_.size());
    for (std::size_t i = 0; i < items_.size(); ++i)
      for (std::uint32_t at = items_[i].node; prose_[i] && !holds_prose[at]; at = tree_[at].parent) holds_prose[at] = true;
    for (std::uint32_t i = 0; i < tree_.size(); ++i)
      if (holds_prose[i] && is_content_container(tree_, i)) return i;
    return 0;
  }

  bool keeps(std::size_t i, std::uint32_t root, bool has_anchors) const {
    const HtmlItem& item = items_[i];
    if (item.metadata) return false;
    if (is_inside(i)) return tree_.contains(root, item.node) || anchors_[i];
    if (furniture_[i] || !tree_.contains(root, item.node)) return false;
    const Paragraph* paragraph = paragraph_of(item);
    if (paragraph == nullptr) return true;
    if (linked_[i] && !item.linked) return false;
    if (item.linked && is_furniture_line(paragraph->text)) return false;
    return !has_anchors || !item.linked || names_attachment(paragraph->text);
  }

  const HtmlTree& tree_;
  const std::vector<HtmlItem>& items_;
  std::vector<bool> anchors_, furniture_, prose_;
  std::vector<bool> linked_;  ///< links, or the words of furniture
  std::size_t first_ = 0, last_ = 0;
};

}  // namespace

HtmlContent find_content(const HtmlTree& tree, const std::vector<HtmlItem>& items) { return ContentFinder(tree, items).find(); }

}  // namespace nianbao
