#pragma once

#include <string>
#include <vector>

#include "corpus/generator/measure.h"
#include "corpus/generator/sheet.h"
#include "corpus/generator/style.h"

namespace nianbao::corpus {

/// The pages under work: where the next line goes, and what a further page looks like.
class Paper {
 public:
  Paper(const Style& style, TextMeasure& measure) : style_(style), measure_(measure) {}

  void new_page(bool turned);

  double left() const;    ///< of the text area of the current page
  double right() const;
  double bottom() const;
  bool at_top() const { return y <= style_.top + 0.01; }
  bool is_turned() const { return turned_; }
  Sheet& sheet() { return sheets.back(); }
  const Style& style() const { return style_; }
  TextMeasure& measure() { return measure_; }

  std::vector<Sheet> sheets;
  double y = 0;  ///< where the next thing begins

 private:
  const Style& style_;
  TextMeasure& measure_;
  bool turned_ = false;
};

}  // namespace nianbao::corpus
