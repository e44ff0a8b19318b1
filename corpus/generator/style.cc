#include "corpus/generator/style.h"

namespace nianbao::corpus {

Style random_style(Random random) {
  static const std::vector<std::string> kSerif = {"Noto Serif CJK SC", "AR PL UMing CN", "AR PL UKai CN"};
  static const std::vector<std::string> kSans = {"Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"};
  static const std::vector<std::string> kNumbers = {"", "", "DejaVu Serif", "Nimbus Roman"};
  Style style;
  style.body_font = random.pick(kSerif);
  style.heading_font = random.pick(kSans);
  style.table_font = random.chance(0.6) ? style.body_font : random.pick(kSans);
  style.number_font = random.pick(kNumbers);
  style.body_size = random.pick(std::vector<double>{10.5, 12, 14, 16});
  style.title_size = style.body_size + random.between(2, 6);
  style.table_size = random.pick(std::vector<double>{7.5, 8, 9, 10, 10.5});
  style.leading = random.real(1.3, 1.9);
  style.left = random.between(40, 80);
  style.right = random.between(40, 80);
  style.top = random.between(50, 100);
  style.bottom = random.between(50, 90);
  style.first_drop = random.between(0, 200);
  style.rule_width = random.pick(std::vector<double>{0.25, 0.48, 0.5, 0.75, 1});
  style.rule_per_cell = random.chance(0.5);
  style.open_at_break = random.chance(0.3);
  style.shaded_headings = random.chance(0.25);
  style.cell_padding = random.real(1.5, 5);
  style.numbers_right = random.chance(0.15);
  style.numbers_top = random.chance(0.1);
  style.center_over_break = random.chance(0.4);
  style.repeat_header = random.chance(0.15);
  style.turned_group = random.chance(0.15);
  style.order = static_cast<DrawOrder>(random.between(0, 4));
  style.furniture = static_cast<Furniture>(random.between(0, 4));
  style.rotate_degrees = random.chance(0.7) ? 90 : 270;
  return style;
}

}  // namespace nianbao::corpus
