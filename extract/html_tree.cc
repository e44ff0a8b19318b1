#include "extract/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdint>
#include <new>
#include <string>
#include <utility>

#include "extract/html_sheet.h"
#include "extract/html_steps.h"
#include "extract/html_style.h"

namespace nianbao {
namespace {

constexpr std::size_t kLeastMemory = std::size_t{64} << 20;
constexpr std::size_t kMemoryPerByte = 400;  // a page of nothing but tags takes about 100
constexpr std::size_t kFirstBlock = std::size_t{128} << 10, kLargestBlock = std::size_t{4} << 20;
constexpr int kDeepestNode = 500;            // Chromium: 512
constexpr std::int64_t kMostSteps = 300'000'000;  // some seconds; a page of a report takes a thousandth of that

constexpr std::array<HtmlTag, GUMBO_TAG_LAST + 1> tag_table() {
  std::array<HtmlTag, GUMBO_TAG_LAST + 1> out{};
  for (HtmlTag& tag : out) tag = HtmlTag::other;
  for (int tag : {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_LINK, GUMBO_TAG_IFRAME,
                  GUMBO_TAG_EMBED, GUMBO_TAG_OBJECT, GUMBO_TAG_APPLET, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO, GUMBO_TAG_CANVAS,
                  GUMBO_TAG_MAP, GUMBO_TAG_AREA, GUMBO_TAG_SVG, GUMBO_TAG_SELECT, GUMBO_TAG_DATALIST, GUMBO_TAG_OPTION,
                  GUMBO_TAG_OPTGROUP, GUMBO_TAG_BUTTON, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED, GUMBO_TAG_COLGROUP,
                  GUMBO_TAG_COL, GUMBO_TAG_PARAM, GUMBO_TAG_RP})
    out[static_cast<std::size_t>(tag)] = HtmlTag::unseen;
  for (int tag : {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6})
    out[static_cast<std::size_t>(tag)] = HtmlTag::heading;
  for (int tag : {GUMBO_TAG_OL, GUMBO_TAG_UL, GUMBO_TAG_DL, GUMBO_TAG_DIR, GUMBO_TAG_MENU}) out[static_cast<std::size_t>(tag)] = HtmlTag::list;
  for (int tag : {GUMBO_TAG_LI, GUMBO_TAG_DT, GUMBO_TAG_DD}) out[static_cast<std::size_t>(tag)] = HtmlTag::item;
  for (int tag : {GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_DETAILS,
                  GUMBO_TAG_SUMMARY, GUMBO_TAG_HGROUP})
    out[static_cast<std::size_t>(tag)] = HtmlTag::block;
  for (int tag : {GUMBO_TAG_PRE, GUMBO_TAG_LISTING, GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT}) out[static_cast<std::size_t>(tag)] = HtmlTag::pre;
  for (int tag : {GUMBO_TAG_DEL, GUMBO_TAG_S, GUMBO_TAG_STRIKE}) out[static_cast<std::size_t>(tag)] = HtmlTag::struck;
  for (int tag : {GUMBO_TAG_SUP, GUMBO_TAG_SUB}) out[static_cast<std::size_t>(tag)] = HtmlTag::sup;
  for (int tag : {GUMBO_TAG_IMG, GUMBO_TAG_IMAGE}) out[static_cast<std::size_t>(tag)] = HtmlTag::img;
  for (int tag : {GUMBO_TAG_TD, GUMBO_TAG_TH}) out[static_cast<std::size_t>(tag)] = HtmlTag::cell;
  for (auto [tag, to] : {std::pair{GUMBO_TAG_HTML, HtmlTag::html}, {GUMBO_TAG_HEAD, HtmlTag::head}, {GUMBO_TAG_TITLE, HtmlTag::title},
                         {GUMBO_TAG_META, HtmlTag::meta}, {GUMBO_TAG_BODY, HtmlTag::body},
                         {GUMBO_TAG_ARTICLE, HtmlTag::article}, {GUMBO_TAG_SECTION, HtmlTag::section}, {GUMBO_TAG_MAIN, HtmlTag::main},
                         {GUMBO_TAG_NAV, HtmlTag::nav}, {GUMBO_TAG_ASIDE, HtmlTag::aside}, {GUMBO_TAG_HEADER, HtmlTag::header},
                         {GUMBO_TAG_FOOTER, HtmlTag::footer}, {GUMBO_TAG_ADDRESS, HtmlTag::address}, {GUMBO_TAG_P, HtmlTag::p},
                         {GUMBO_TAG_DIV, HtmlTag::div}, {GUMBO_TAG_CENTER, HtmlTag::center}, {GUMBO_TAG_BLOCKQUOTE, HtmlTag::blockquote},
                         {GUMBO_TAG_BR, HtmlTag::br}, {GUMBO_TAG_HR, HtmlTag::hr}, {GUMBO_TAG_A, HtmlTag::a},
                         {GUMBO_TAG_INPUT, HtmlTag::input}, {GUMBO_TAG_TEXTAREA, HtmlTag::textarea}, {GUMBO_TAG_TABLE, HtmlTag::table},
                         {GUMBO_TAG_CAPTION, HtmlTag::caption}, {GUMBO_TAG_THEAD, HtmlTag::thead}, {GUMBO_TAG_TBODY, HtmlTag::tbody},
                         {GUMBO_TAG_TFOOT, HtmlTag::tfoot}, {GUMBO_TAG_TR, HtmlTag::tr}})
    out[static_cast<std::size_t>(tag)] = to;
  return out;
}

constexpr auto kTags = tag_table();

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

/// What the parser allocates: given back all at once, and bounded.
struct HtmlTree::Memory {
  std::vector<std::unique_ptr<char[]>> blocks;
  char* next = nullptr;
  std::size_t left = 0, taken = 0, most = 0, block = kFirstBlock;
  std::jmp_buf out;

  bool grow(std::size_t size) {
    const std::size_t fresh = std::max(size, block);
    if (taken + fresh > most) return false;
    try {
      blocks.push_back(std::make_unique_for_overwrite<char[]>(fresh));
    } catch (const std::bad_alloc&) {
      return false;
    }
    next = blocks.back().get();
    left = fresh;
    taken += fresh;
    block = std::min(block * 2, kLargestBlock);
    return true;
  }

  void* allocate(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > left && !grow(size)) std::longjmp(out, 1);  // over C code only, which cannot be stopped otherwise
    void* out_of = next;
    next += size;
    left -= size;
    return out_of;
  }

  std::string_view lower_case(std::string_view name) {
    if (std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return name;
    auto text = std::make_unique<char[]>(name.size());
    std::transform(name.begin(), name.end(), text.get(), to_lower);
    blocks.push_back(std::move(text));
    return {blocks.back().get(), name.size()};
  }
};

HtmlTree::HtmlTree() : memory_(std::make_unique<Memory>()) {}
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

/// Copies the parser's tree into flat nodes.
class HtmlTreeBuilder {
 public:
  explicit HtmlTreeBuilder(HtmlTree& tree) : tree_(tree) {}

  /// False where the parser ran out of the memory it may have.
  bool parse(std::string_view utf8) {
    HtmlTree::Memory& memory = *tree_.memory_;
    memory.most = kLeastMemory + kMemoryPerByte * utf8.size();
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = &memory;
    options.max_errors = 0;
    options.allocator = [](void* user, std::size_t size) { return static_cast<HtmlTree::Memory*>(user)->allocate(size); };
    options.deallocator = [](void*, void*) {};
    if (setjmp(memory.out) != 0) return false;
    output_ = gumbo_parse_with_options(&options, utf8.data(), utf8.size());
    return output_ != nullptr;
  }

  /// The page's style sheets, which count for elements before them as well.
  void read_sheets() {
    std::vector<const GumboNode*> open{output_->root};
    while (!open.empty()) {
      const GumboNode& node = *open.back();
      open.pop_back();
      if (node.type != GUMBO_NODE_ELEMENT) continue;
      const GumboElement& element = node.v.element;
      if (element.tag == GUMBO_TAG_STYLE) add_sheet(element);
      if (element.tag == GUMBO_TAG_NOSCRIPT || element.tag == GUMBO_TAG_TEMPLATE) continue;
      for (unsigned i = element.children.length; i > 0; --i) open.push_back(static_cast<const GumboNode*>(element.children.data[i - 1]));
    }
  }

  void copy() {
    struct Open {
      const GumboNode* node;
      std::uint32_t index;
      unsigned next;
    };
    std::vector<Open> open;
    add(*output_->root, 0, true);
    open.push_back({output_->root, 0, 0});
    while (!open.empty()) {
      Open& top = open.back();
      const GumboVector& children = top.node->v.element.children;
      if (top.next == children.length) {
        tree_.nodes_[top.index].end = open.size() > kDeepestNode ? top.index + 1 : tree_.size();
        open.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children.data[top.next++]);
      const bool flat = open.size() >= kDeepestNode;
      const std::uint32_t parent = flat ? open[kDeepestNode - 1].index : top.index;
      if (!add(*child, parent, !flat || tree_.nodes_[top.index].shown)) continue;
      open.push_back({child, tree_.size() - 1, 0});
    }
  }

 private:
  /// Adds a node; true where it is an element whose children come next.
  bool add(const GumboNode& node, std::uint32_t parent, bool shown) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA: add_text(node.v.text, parent, shown); return false;
      case GUMBO_NODE_ELEMENT: add_element(node.v.element, parent, shown); return true;
      default: return false;
    }
  }

  void add_text(const GumboText& text, std::uint32_t parent, bool shown) {
    HtmlNode out;
    out.tag = HtmlTag::text;
    out.parent = parent;
    out.end = tree_.size() + 1;
    out.text = text.text;
    out.shown = shown && tree_.nodes_[parent].shown;
    out.invisible = tree_.nodes_[parent].invisible;
    tree_.nodes_.push_back(out);
  }

  void add_element(const GumboElement& element, std::uint32_t parent, bool shown) {
    HtmlNode out;
    out.tag = kTags[static_cast<std::size_t>(element.tag)];
    out.parent = parent;
    out.name = name_of(element);
    out.ordinal = element.tag < GUMBO_TAG_UNKNOWN ? ++count_[static_cast<std::size_t>(element.tag)] : 0;
    out.first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
    out.attribute_count = element.attributes.length;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      tree_.attributes_.push_back({attribute->name, attribute->value});
    }
    if (element.tag_namespace == GUMBO_NAMESPACE_SVG || out.name == "xml") out.tag = HtmlTag::unseen;
    set_display(out, shown && (tree_.nodes_.empty() || tree_.nodes_[parent].shown),
                !tree_.nodes_.empty() && tree_.nodes_[parent].invisible);
    tree_.nodes_.push_back(out);
  }

  void add_sheet(const GumboElement& style) {
    auto value = [&](const char* name) {
      const GumboAttribute* attribute = gumbo_get_attribute(&style.attributes, name);
      return attribute == nullptr ? std::string_view{} : std::string_view(attribute->value);
    };
    if (!value("type").empty() && value("type") != "text/css") return;
    for (unsigned i = 0; i < style.children.length; ++i) {
      const auto* text = static_cast<const GumboNode*>(style.children.data[i]);
      if (text->type == GUMBO_NODE_TEXT) sheet_.add(text->v.text.text, value("media"));
    }
  }

  HtmlDisplay display_of(const HtmlNode& node) {
    const HtmlStyle own = parse_style(tree_.attribute(node, "style"));
    const HtmlStyle ruled = sheet_.empty() ? HtmlStyle{} : sheet_.style_of(tree_, node);
    HtmlDisplay out = ruled.normal;
    for (const HtmlDisplay* over : {&own.normal, &ruled.important, &own.important}) put_over(*over, out);
    return out;
  }

  void set_display(HtmlNode& node, bool parent_shown, bool parent_invisible) {
    const HtmlDisplay display = display_of(node);
    if (node.tag == HtmlTag::p || node.tag == HtmlTag::div) {
      if (display.mode == HtmlDisplay::Mode::inlined) node.tag = HtmlTag::other;
    } else if (node.tag == HtmlTag::other && display.mode == HtmlDisplay::Mode::block) {
      node.tag = HtmlTag::block;
    }
    if (node.tag == HtmlTag::other && display.struck.value_or(false)) node.tag = HtmlTag::struck;
    node.invisible = display.visibility ? *display.visibility == HtmlDisplay::Visibility::hidden : parent_invisible;
    const bool hidden = node.tag == HtmlTag::unseen || node.tag == HtmlTag::struck || (tree_.has_attribute(node, "hidden") && !display.mode) ||
                        display.mode == HtmlDisplay::Mode::none;
    node.shown = parent_shown && !hidden;
  }

  std::string_view name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    if (piece.data == nullptr) return {};
    gumbo_tag_from_original_text(&piece);
    return tree_.memory_->lower_case({piece.data, piece.length});
  }

  HtmlTree& tree_;
  HtmlSheet sheet_;
  GumboOutput* output_ = nullptr;
  std::array<int, GUMBO_TAG_LAST + 1> count_{};
};

std::string_view HtmlTree::attribute(const HtmlNode& node, std::string_view name) const {
  for (std::uint32_t i = 0; i < node.attribute_count; ++i)
    if (attributes_[node.first_attribute + i].name == name) return attributes_[node.first_attribute + i].value;
  return {};
}

bool HtmlTree::has_attribute(const HtmlNode& node, std::string_view name) const {
  for (std::uint32_t i = 0; i < node.attribute_count; ++i)
    if (attributes_[node.first_attribute + i].name == name) return true;
  return false;
}

Result<HtmlTree> parse_html(std::string_view utf8) {
  auto limit = [](const char* what) {
    return Failure(Error{ErrorCode::limit_exceeded, {}, std::string("the page ") + what + "; it is no page of a report"});
  };
  if (takes_more_steps(utf8, kMostSteps)) return limit("leaves many thousand elements open, or has tags with many thousand attributes");
  HtmlTree tree;
  HtmlTreeBuilder builder(tree);
  if (!builder.parse(utf8)) return limit("makes a tree that is out of all proportion to its size");
  builder.read_sheets();
  builder.copy();
  return tree;
}

bool is_block(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::text:
    case HtmlTag::other:
    case HtmlTag::unseen:
    case HtmlTag::br:
    case HtmlTag::a:
    case HtmlTag::sup:
    case HtmlTag::struck:
    case HtmlTag::img:
    case HtmlTag::input:
    case HtmlTag::textarea: return false;
    default: return true;
  }
}

}  // namespace nianbao
