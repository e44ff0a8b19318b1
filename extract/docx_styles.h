#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/xml_tree.h"

namespace nianbao {

/// What a paragraph's style says of numbering and setting, inherited through `basedOn`.
struct DocxStyle {
  std::optional<int> num_id, level;
  std::optional<std::string> alignment;
  std::optional<int> outline_level;  ///< from 0
  bool hidden = false;
};

/// The styles of a document (word/styles.xml), by their id.
class DocxStyles {
 public:
  DocxStyles() = default;
  explicit DocxStyles(const pugi::xml_node& root);

  /// The style of that id with all it inherits; an empty id means the default paragraph style.
  const DocxStyle& style(std::string_view id) const;
  bool is_contents(std::string_view id) const;  ///< TOC 1 … TOC 9

 private:
  struct Entry {
    std::string based_on, name;
    DocxStyle own;
  };
  DocxStyle resolve(const std::string& id, int depth) const;

  std::map<std::string, Entry, std::less<>> entries_;
  std::map<std::string, DocxStyle, std::less<>> resolved_;
  std::string default_id_;
  DocxStyle none_;
};

}  // namespace nianbao
