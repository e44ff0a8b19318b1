#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "extract/docx_styles.h"
#include "extract/xml_tree.h"

namespace nianbao {

/// The list numbers of a document (word/numbering.xml), counted in the order in which its paragraphs are asked for.
///
/// Lists (`w:num`) of one abstract list count on together; one with a start of its own begins anew. A level begins anew
/// after a paragraph of a lower level, unless it says otherwise (ECMA-376, 17.9).
class DocxNumbering {
 public:
  DocxNumbering() = default;
  explicit DocxNumbering(const pugi::xml_node& root);

  /// The number that stands before the paragraph, with what parts it from the text (`一、`, `（二）`, `1. `); empty where
  /// it has none. Counts it. A level that the paragraph leaves open is that which names its style, else the first.
  std::string next(int num_id, std::optional<int> level, std::string_view style_id);

 private:
  static constexpr int kLevels = 9;
  struct Level {
    int start = 1;
    std::string format = "decimal", text, suffix, style;
    std::optional<int> restart_after;  ///< from 1: the level whose paragraph restarts this; 0: never
    bool legal = false;                ///< all numbers as decimals
    bool defined = false;
  };
  struct Abstract {
    std::array<Level, kLevels> levels;
    std::string style_link;  ///< the list is defined where this style is
  };
  struct Override {
    std::optional<int> start;
    std::optional<Level> level;
  };
  struct List {
    int abstract = -1;
    std::map<int, Override> overrides;
  };
  struct Counter {
    std::array<std::optional<int>, kLevels> at;
  };

  static Level read_level(const pugi::xml_node& node);
  void read_abstract(const pugi::xml_node& node);
  void read_list(const pugi::xml_node& node);
  int abstract_of(const List& list) const;
  const Level& level_of(const List& list, const Abstract& abstract, int level) const;
  void count(int num_id, const List& list, const Abstract& abstract, Counter& counter, int level);

  std::map<int, Abstract> abstracts_;
  std::map<int, List> lists_;
  std::map<std::string, int> defining_;  ///< style -> the abstract list that defines it
  std::map<int, Counter> counters_;      ///< by abstract list
  std::set<std::pair<int, int>> begun_;  ///< list and level whose own start was taken
};

}  // namespace nianbao
