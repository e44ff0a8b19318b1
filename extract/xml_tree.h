#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "model/result.h"

namespace nianbao {

// The office readers' own view of an XML part. Only their source files include this header.
// Names are compared without their namespace prefix: producers choose prefixes freely.

/// Parses a part, white space and all. Errors: damaged_file, out_of_memory.
Result<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view bytes, std::string_view part);

std::string_view local_name(const char* qualified);
inline std::string_view local_name(const pugi::xml_node& node) { return local_name(node.name()); }
inline bool is_named(const pugi::xml_node& node, std::string_view name) { return local_name(node) == name; }

/// The first child of that name; an empty node where there is none.
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);
/// The first node of that name below `node`, in document order, at any depth.
pugi::xml_node find_below(const pugi::xml_node& node, std::string_view name);

/// The attribute's value, empty where it is not there.
std::string_view attribute_of(const pugi::xml_node& node, std::string_view name);
std::optional<int> number_of(const pugi::xml_node& node, std::string_view name);

/// OOXML's switches: `<w:vanish/>` is on, `<w:vanish w:val="0"/>` off, no such child off.
bool is_on(const pugi::xml_node& properties, std::string_view name);

}  // namespace nianbao
