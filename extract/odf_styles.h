#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/xml_tree.h"

namespace nianbao {

/// What an OpenDocument style says of text, cells and columns, as far as it matters to what is shown.
struct OdfStyle {
  bool centered = false, hidden = false, raised = false, border = false;
  std::string list_style;
  double width_pt = 0;  ///< of a column; 0 where unknown
};

/// A level of a list style, or of the outline.
struct OdfListLevel {
  std::string format, prefix, suffix;
  std::string pattern;  ///< LibreOffice's own: `第%1%章`; empty where prefix and suffix say all
  int start = 1, display_levels = 1;
  bool numbered = false;  ///< a number, not a bullet
};
using OdfListStyle = std::array<OdfListLevel, 10>;

/// The styles of an OpenDocument file: those of content.xml before those of styles.xml.
class OdfStyles {
 public:
  /// Adds what stands below the root of a part. What is known already stays.
  void add(const pugi::xml_node& root);

  /// The style with all it inherits.
  OdfStyle style(std::string_view family, std::string_view name) const;
  const OdfListStyle* list(std::string_view name) const;
  const OdfListStyle* outline() const { return outline_ ? &*outline_ : nullptr; }

 private:
  struct Entry {
    std::string parent;
    pugi::xml_node node;
  };
  void add_styles(const pugi::xml_node& parent);
  OdfStyle resolve(const std::string& key, int depth) const;

  std::map<std::string, Entry> entries_;  ///< by family and name
  std::map<std::string, OdfListStyle, std::less<>> lists_;
  std::optional<OdfListStyle> outline_;
};

}  // namespace nianbao
