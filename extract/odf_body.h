#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/markup_table.h"
#include "extract/odf_lists.h"
#include "extract/odf_styles.h"
#include "extract/sheet_blocks.h"
#include "model/document.h"

namespace nianbao {

/// Walks the body of an OpenDocument file. Used by the OpenDocument reader alone.
class OdfBody {
 public:
  explicit OdfBody(const OdfStyles& styles) : styles_(styles), lists_(styles) {}

  std::vector<Block> read_text(const pugi::xml_node& body);
  std::vector<Block> read_sheets(const pugi::xml_node& body);
  std::vector<Finding> take_findings() { return std::move(findings_); }
  bool has_pictures() const { return has_pictures_; }
  /// Tables have more cells than any report's: what was read is not all.
  bool is_too_large() const { return is_too_large_; }

 private:
  struct Place {
    std::string path;
    int paragraphs = 0, tables = 0, depth = 0;
  };
  /// The list that blocks stand in. `number_due` while its item has no paragraph yet.
  struct List {
    std::string style;
    int level = -1;
    bool number_due = false;
    std::optional<int> start;
  };
  struct Inline {
    std::string text;
    std::vector<pugi::xml_node> frames;
    bool ends_in_space = true;  ///< further white space falls together with it
  };
  void read_blocks(const pugi::xml_node& parent, Place& place, List& list, int wrappers, std::vector<Block>& out);
  void read_list(const pugi::xml_node& node, Place& place, const List& outer, int wrappers, std::vector<Block>& out);
  void read_paragraph(const pugi::xml_node& node, Place& place, List& list, std::vector<Block>& out);
  std::string number_before(const pugi::xml_node& node, List& list);
  void read_frame(const pugi::xml_node& frame, const std::string& path, int number, int depth, std::vector<Block>& out);
  void read_inline(const pugi::xml_node& parent, bool raised, int depth, Inline& out);
  void read_table(const pugi::xml_node& node, Place& place, std::vector<Block>& out);
  void read_rows(const pugi::xml_node& parent, int depth, int wrappers, DeclaredTable& table);
  void read_row(const pugi::xml_node& node, int depth, DeclaredTable& table);
  void read_columns(const pugi::xml_node& parent, int wrappers, std::vector<double>& widths) const;
  Sheet read_sheet(const pugi::xml_node& node, std::string path);
  void read_sheet_rows(const pugi::xml_node& parent, int wrappers, int& row, Sheet& sheet);
  void read_sheet_row(const pugi::xml_node& node, int row, Sheet& sheet);
  bool has_border(const pugi::xml_node& cell);
  void note_picture(const pugi::xml_node& frame, const std::string& path);

  const OdfStyles& styles_;
  OdfLists lists_;
  std::map<std::string, bool> borders_;  ///< by cell style
  std::vector<Finding> findings_;
  std::size_t cells_ = 0;
  bool has_pictures_ = false, is_too_large_ = false;
};

}  // namespace nianbao
