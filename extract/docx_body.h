#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/docx_numbering.h"
#include "extract/docx_styles.h"
#include "extract/docx_text.h"
#include "extract/markup_table.h"
#include "extract/scan/embedded_pictures.h"
#include "model/document.h"

namespace nianbao {

/// Walks the body of a Word document. Used by the DOCX reader alone.
class DocxBody {
 public:
  /// What a part of another kind (altChunk: a web page, mostly) holds, by its relationship's id.
  using ChunkReader = std::function<std::vector<Block>(std::string_view id)>;

  /// The bytes of a picture's file, by its relationship's id; empty where it is not there.
  using PictureReader = std::function<std::string(std::string_view id)>;

  DocxBody(const DocxStyles& styles, DocxNumbering& numbering, ChunkReader chunks, PictureReader picture_bytes)
      : styles_(styles), numbering_(numbering), chunks_(std::move(chunks)), picture_bytes_(std::move(picture_bytes)) {}

  std::vector<Block> read(const pugi::xml_node& body);
  /// `picture_not_read`, `file_damaged` (nested beyond reason).
  std::vector<Finding> take_findings() { return std::move(findings_); }
  bool has_pictures() const { return has_pictures_; }
  /// Those larger than an icon that stand in the text itself, with their places in what read() gave.
  const std::vector<EmbeddedPicture>& pictures() const { return pictures_; }

 private:
  /// Where blocks stand: the path of what holds them, and how many of each kind came before.
  struct Place {
    std::string path;
    int paragraphs = 0, tables = 0, depth = 0;
  };
  void read_blocks(const pugi::xml_node& parent, Place& place, int wrappers, std::vector<Block>& out);
  void read_paragraph(const pugi::xml_node& node, Place& place, std::vector<Block>& out);
  void read_table(const pugi::xml_node& node, Place& place, std::vector<Block>& out);
  void read_rows(const pugi::xml_node& parent, int depth, int wrappers, int& rows, DeclaredTable& table);
  void read_cells(const pugi::xml_node& parent, const std::string& path, int depth, int wrappers, int& cells,
                  std::vector<DeclaredCell>& row);
  void read_cell(const pugi::xml_node& node, std::string path, int depth, std::vector<DeclaredCell>& row);
  std::string number_before(const pugi::xml_node& properties, std::string_view style_id);
  void note_pictures(const DocxInline& found, const std::string& path, const std::vector<Block>& out);
  void note_depth(const std::string& path);

  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  ChunkReader chunks_;
  PictureReader picture_bytes_;
  DocxText text_;
  std::vector<Finding> findings_;
  std::vector<EmbeddedPicture> pictures_;
  const std::vector<Block>* flow_ = nullptr;  ///< what read() makes
  std::string carried_;  ///< text of paragraphs whose end was deleted
  bool has_pictures_ = false, told_depth_ = false;
};

}  // namespace nianbao
