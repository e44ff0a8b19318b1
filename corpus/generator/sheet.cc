#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

Rect shown_box(const Sheet& sheet, const Rect& box) {
  Rect out = box;
  if (sheet.turn_degrees == 90) out = {sheet.height - box.y1, box.x0, sheet.height - box.y0, box.x1};
  if (sheet.turn_degrees == 180) {
    out = {sheet.width - box.x1, sheet.height - box.y1, sheet.width - box.x0, sheet.height - box.y0};
  }
  if (sheet.turn_degrees == 270) out = {box.y0, sheet.width - box.x1, box.y1, sheet.width - box.x0};
  const double unit = sheet.user_unit;
  return {out.x0 * unit, out.y0 * unit, out.x1 * unit, out.y1 * unit};
}

double shown_width(const Sheet& sheet) { return sheet.turn_degrees % 180 == 0 ? sheet.width : sheet.height; }
double shown_height(const Sheet& sheet) { return sheet.turn_degrees % 180 == 0 ? sheet.height : sheet.width; }

}  // namespace nianbao::corpus
