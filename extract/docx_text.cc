#include "extract/docx_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extract/raised_figures.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kMaxDepth = 128;

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// ECMA-376, 17.3.3.31: white space at the ends counts only where it is preserved; line ends are spaces.
std::string shown_text(const pugi::xml_node& node) {
  std::string out;
  for (pugi::xml_node piece : node.children()) out += piece.value();
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  if (attribute_of(node, "space") != "preserve") return std::string(trim(out));
  return out;
}

/// A symbol by its place in a font. Of the picture fonts the boxes and bullets of forms are known.
char32_t symbol_of(std::string_view font, std::string_view code) {
  unsigned value = 0;
  std::from_chars(code.data(), code.data() + code.size(), value, 16);
  if (value < 0x20 || value > 0xFFFF) return 0xFFFD;
  if (value < 0xF000) return value;
  const unsigned low = value & 0xFF;
  const bool pictures = font.starts_with("Wingdings") || font.starts_with("Webdings");
  if (!pictures) return low >= 0x20 && low < 0x7F ? low : 0xFFFD;
  constexpr std::array<std::pair<unsigned, char32_t>, 10> kKnown{{{0x6C, U'●'}, {0x6E, U'■'}, {0x6F, U'□'}, {0x71, U'□'},
                                                                  {0xA8, U'□'}, {0xFC, U'✓'}, {0xFB, U'✗'}, {0xFE, U'☑'},
                                                                  {0x52, U'☑'}, {0x9F, U'•'}}};
  for (const auto& [at, sign] : kKnown)
    if (at == low && font == "Wingdings") return sign;
  if (low == 0x52 && font == "Wingdings 2") return U'☑';
  return 0xFFFD;
}

bool is_property_or_block(const pugi::xml_node& node) {
  constexpr std::array<std::string_view, 4> kNames{"pPr", "rPr", "p", "tbl"};
  return is_one_of(local_name(node), kNames);
}

bool shows_image(const pugi::xml_node& node) {
  for (std::string_view name : {"blip", "imagedata", "chart", "relIds", "OLEObject"})
    if (find_below(node, name)) return true;
  return false;
}

void find_text_boxes(const pugi::xml_node& node, std::vector<pugi::xml_node>& out, int depth) {
  if (depth > kMaxDepth) return;
  for (pugi::xml_node child : node.children()) {
    if (is_named(child, "txbxContent")) out.push_back(child);
    else if (is_named(child, "AlternateContent")) find_text_boxes(chosen_alternative(child), out, depth + 1);
    else find_text_boxes(child, out, depth + 1);
  }
}

}  // namespace

pugi::xml_node chosen_alternative(const pugi::xml_node& alternate) {
  for (pugi::xml_node child : alternate.children())
    if (is_named(child, "Choice") && child.first_child()) return child;
  return child_of(alternate, "Fallback");
}

bool is_wrapper(const pugi::xml_node& node) {
  constexpr std::array<std::string_view, 17> kNames{"sdt",     "customXml", "smartTag", "hyperlink", "ins",
                                                    "moveTo",  "del",       "moveFrom", "fldSimple", "dir",
                                                    "bdo",     "AlternateContent", "sdtContent", "subDoc", "ruby",
                                                    "sect",    "sub-section"};
  return is_one_of(local_name(node), kNames);
}

pugi::xml_node wrapped_content(const pugi::xml_node& node) {
  std::string_view name = local_name(node);
  if (name == "del" || name == "moveFrom" || name == "subDoc") return {};
  if (name == "sdt") return child_of(node, "sdtContent");
  if (name == "AlternateContent") return chosen_alternative(node);
  if (name == "ruby") return child_of(node, "rubyBase");
  return node;
}

bool DocxText::in_contents() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const FieldState& field) {
    std::string_view words = trim(field.instruction);
    return field.shows_result && (words.starts_with("TOC ") || words == "TOC");
  });
}

bool DocxText::hidden_by_field() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const FieldState& field) { return !field.shows_result; });
}

DocxInline DocxText::read(const pugi::xml_node& paragraph) {
  DocxInline out;
  read_children(paragraph, out, 0);
  // The instruction of a field ends with its paragraph; where its end is lost, what follows is text all the same.
  std::erase_if(fields_, [](const FieldState& field) { return !field.shows_result; });
  return out;
}

void DocxText::read_children(const pugi::xml_node& node, DocxInline& out, int depth) {
  if (depth > kMaxDepth) return;
  for (pugi::xml_node child : node.children()) {
    if (is_named(child, "r")) read_run(child, out, depth + 1);
    else if (is_wrapper(child)) read_children(wrapped_content(child), out, depth + 1);
    else if (is_named(child, "t")) read_run_part(child, out, depth, false);
    else if (!is_property_or_block(child)) read_children(child, out, depth + 1);  // formulas: the parts of a fraction …
  }
}

void DocxText::read_run(const pugi::xml_node& run, DocxInline& out, int depth) {
  pugi::xml_node properties = child_of(run, "rPr");
  if (is_on(properties, "vanish") || is_on(properties, "strike") || is_on(properties, "dstrike")) {
    for (pugi::xml_node child : run.children())
      if (is_named(child, "fldChar")) read_field_mark(child);
    return;
  }
  const bool superscript = attribute_of(child_of(properties, "vertAlign"), "val") == "superscript";
  for (pugi::xml_node child : run.children()) read_run_part(child, out, depth, superscript);
}

void DocxText::read_run_part(const pugi::xml_node& node, DocxInline& out, int depth, bool superscript) {
  std::string_view name = local_name(node);
  if (name == "fldChar") return read_field_mark(node);
  if (name == "instrText") {
    if (!fields_.empty() && !fields_.back().shows_result) fields_.back().instruction += node.child_value();
    return;
  }
  if (hidden_by_field()) return;
  if (name == "t") out.text += superscript ? raise_figures(shown_text(node)) : shown_text(node);
  else if (name == "tab" || name == "ptab") out.text += '\t';
  else if (name == "br" || name == "cr") out.text += '\n';
  else if (name == "noBreakHyphen") out.text += '-';
  else if (name == "sym") append_utf8(out.text, symbol_of(attribute_of(node, "font"), attribute_of(node, "char")));
  else if (name == "drawing" || name == "pict" || name == "object") read_drawing(node, out);
  else if (name == "ruby") read_children(child_of(node, "rubyBase"), out, depth + 1);
  else if (name == "AlternateContent" && depth < kMaxDepth)
    for (pugi::xml_node child : chosen_alternative(node).children()) read_run_part(child, out, depth + 1, superscript);
}

void DocxText::read_drawing(const pugi::xml_node& node, DocxInline& out) {
  const std::size_t before = out.text_boxes.size();
  find_text_boxes(node, out.text_boxes, 0);
  if (out.text_boxes.size() == before && shows_image(node)) out.pictures.push_back(node);
}

void DocxText::read_field_mark(const pugi::xml_node& node) {
  std::string_view type = attribute_of(node, "fldCharType");
  if (type == "begin") fields_.push_back({});
  else if (type == "separate" && !fields_.empty()) fields_.back().shows_result = true;
  else if (type == "end" && !fields_.empty()) fields_.pop_back();
}

}  // namespace nianbao
