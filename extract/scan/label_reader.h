#pragma once

#include <string>
#include <vector>

#include "extract/scan/gray_image.h"

namespace nianbao {

/// What the label net reads in a cell, its lines from top to bottom with '\n' between them. Characters that it does not know are '?'.
struct LabelReading {
  std::string text;
  int confidence = 0;    ///< least over the characters, in parts of a million; 0 where there is none
  int characters = 0;
  int known = 0;         ///< of them that are no '?'
  bool has_words = false;  ///< Chinese characters other than numerals: no number, whatever specks made of it

  /// Whether the text can stand for what is printed; else another reader should look.
  bool is_good() const;
};

/// Reads a cell's lines (as cut_lines gives them, without margin). `usual_height` is that of the page's lines, `darkest` the
/// cell's full ink. Computed in integers: same pixels, same reading, on every machine. The net (models/label_line.txt) knows
/// the characters that the printed tables' labels are written in, and a class for all others; it knows no label.
LabelReading read_label(const std::vector<GrayImage>& lines, int usual_height, int darkest);

}  // namespace nianbao
