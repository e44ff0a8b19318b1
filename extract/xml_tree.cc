#include "extract/xml_tree.h"

#include <charconv>
#include <new>

#include "extract/utf8_check.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

/// The parser takes bytes and references (`&#xD800;`) as they come; what is no character becomes U+FFFD.
class TextMender : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    std::string_view text = node.value();
    if (find_invalid(text) != std::string_view::npos) node.set_value(to_utf8(to_code_points(text)).c_str());
    for (pugi::xml_attribute attribute : node.attributes())
      if (std::string_view value = attribute.value(); find_invalid(value) != std::string_view::npos)
        attribute.set_value(to_utf8(to_code_points(value)).c_str());
    return true;
  }
};

}  // namespace

Result<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view bytes, std::string_view part) {
  auto out = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result =
      out->load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (result.status == pugi::status_out_of_memory)
    return Failure(Error{ErrorCode::out_of_memory, std::string(part), "the memory was not enough for this file"});
  if (!result)
    return Failure(Error{ErrorCode::damaged_file, std::string(part),
                         "the part " + std::string(part) + " is no sound XML (" + result.description() + " at byte " +
                             std::to_string(result.offset) + ")"});
  TextMender mender;
  out->traverse(mender);
  return out;
}

std::string_view local_name(const char* qualified) {
  std::string_view name = qualified;
  std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node child : node.children())
    if (is_named(child, name)) return child;
  return {};
}

pugi::xml_node find_below(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node at = node.first_child(); at;) {
    if (is_named(at, name)) return at;
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at && at != node && !at.next_sibling()) at = at.parent();
    at = at == node ? pugi::xml_node() : at.next_sibling();
  }
  return {};
}

std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute attribute : node.attributes())
    if (local_name(attribute.name()) == name) return attribute.value();
  return {};
}

std::optional<int> number_of(const pugi::xml_node& node, std::string_view name) {
  std::string_view text = attribute_of(node, name);
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || text.empty()) return std::nullopt;
  return value;
}

bool is_on(const pugi::xml_node& properties, std::string_view name) {
  pugi::xml_node node = child_of(properties, name);
  if (!node) return false;
  std::string_view value = attribute_of(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

}  // namespace nianbao
