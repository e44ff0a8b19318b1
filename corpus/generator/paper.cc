#include "corpus/generator/paper.h"

#include <utility>

namespace nianbao::corpus {

void Paper::new_page(bool turned) {
  Sheet sheet;
  sheet.width = style_.page_width;
  sheet.height = style_.page_height;
  sheet.crop = style_.crop;
  sheet.user_unit = style_.user_unit;
  if (turned) {
    std::swap(sheet.width, sheet.height);
    if (style_.tables == TablePage::rotated_pages) sheet.rotate_degrees = style_.rotate_degrees;
    if (style_.tables == TablePage::sideways) sheet.turn_degrees = style_.rotate_degrees;
  }
  turned_ = turned;
  sheets.push_back(std::move(sheet));
  y = style_.top;
}

double Paper::left() const { return style_.left + (sheets.size() % 2 == 0 ? style_.even_shift : 0); }
double Paper::right() const {
  return sheets.back().width - style_.right + (sheets.size() % 2 == 0 ? style_.even_shift : 0);
}
double Paper::bottom() const { return sheets.back().height - style_.bottom; }

}  // namespace nianbao::corpus
