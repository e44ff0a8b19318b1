#pragma once

#include <string>
#include <vector>

#include "extract/xml_tree.h"

namespace nianbao {

/// What stands in a paragraph: its text (tab as '\t', line break as '\n'), the text boxes and pictures anchored in it.
struct DocxInline {
  std::string text;
  std::vector<pugi::xml_node> text_boxes;  ///< w:txbxContent
  std::vector<pugi::xml_node> pictures;    ///< w:drawing or w:pict that show an image or a chart
};

/// Reads the text of paragraphs as a person sees it: insertions in, deletions out, of fields the result only, of
/// alternatives one, hidden text out. Keeps the fields that are open from paragraph to paragraph.
class DocxText {
 public:
  /// `in_contents` of the result tells whether the paragraph begins inside a table of contents.
  DocxInline read(const pugi::xml_node& paragraph);
  bool in_contents() const;

 private:
  struct FieldState {
    std::string instruction;
    bool shows_result = false;
  };
  void read_children(const pugi::xml_node& node, DocxInline& out, int depth);
  void read_run(const pugi::xml_node& run, DocxInline& out, int depth);
  void read_run_part(const pugi::xml_node& node, DocxInline& out, int depth, bool superscript);
  void read_drawing(const pugi::xml_node& node, DocxInline& out);
  void read_field_mark(const pugi::xml_node& node);
  bool hidden_by_field() const;

  std::vector<FieldState> fields_;
};

/// The child of an mc:AlternateContent that is read: the first choice, or the fallback where the choices are empty.
pugi::xml_node chosen_alternative(const pugi::xml_node& alternate);

/// Elements that stand round others and mean nothing to the text: content controls, smart tags, links, insertions.
/// Returns the node whose children count, an empty one where none do (deletions), and the node itself otherwise.
bool is_wrapper(const pugi::xml_node& node);
pugi::xml_node wrapped_content(const pugi::xml_node& node);

}  // namespace nianbao
