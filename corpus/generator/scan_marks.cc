#include "corpus/generator/scan_marks.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "corpus/generator/measure.h"

namespace nianbao::corpus {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr Ink kSealRed{0.86, 0.16, 0.2, false};

InkPath circle(double x, double y, double radius, double width, const Ink& ink) {
  InkPath out{{}, {}, width, ink};
  for (int i = 0; i <= 64; ++i) {
    out.x.push_back(x + radius * std::cos(i * kPi / 32));
    out.y.push_back(y + radius * std::sin(i * kPi / 32));
  }
  return out;
}

InkPath star(double x, double y, double radius, const Ink& ink) {
  InkPath out{{}, {}, 0, ink};
  for (int i = 0; i < 10; ++i) {
    const double size = i % 2 == 0 ? radius : radius * 0.382, angle = i * kPi / 5 - kPi / 2;
    out.x.push_back(x + size * std::cos(angle));
    out.y.push_back(y + size * std::sin(angle));
  }
  return out;
}

/// A spot with an uneven edge.
InkPath spot(double x, double y, double radius, const Ink& ink, Random& random) {
  InkPath out{{}, {}, 0, ink};
  double size = radius;
  for (int i = 0; i < 24; ++i) {
    size = std::clamp(size + random.real(-0.12, 0.12) * radius, 0.75 * radius, 1.15 * radius);
    out.x.push_back(x + size * std::cos(i * kPi / 12));
    out.y.push_back(y + size * std::sin(i * kPi / 12));
  }
  return out;
}

/// Loops of a pen from left to right.
InkPath scribble(double x, double y, double width, double height, const Ink& ink, Random& random) {
  InkPath out{{}, {}, random.real(0.7, 1.3), ink};
  const double turns = width / random.real(5, 9), lean = random.real(0.2, 0.7);
  double tall = height / 2;
  for (int i = 0; i <= static_cast<int>(turns * 12); ++i) {
    const double t = i / 12.0;
    if (i % 12 == 0) tall = random.real(0.3, 0.5) * height;
    out.x.push_back(x + width * t / turns + lean * tall * std::sin(2 * kPi * t));
    out.y.push_back(y - tall * std::cos(2 * kPi * t + 0.6 * std::sin(4 * kPi * t)));
  }
  return out;
}

Ink pen(Random& random) {
  return random.pick(std::vector<Ink>{{0.1, 0.15, 0.55, false}, {0.08, 0.08, 0.1, false}, {0.75, 0.1, 0.12, false}});
}

/// The pieces of a line that stay when gaps are cut into it.
void add_pieces(const StrokedLine& line, double share, Random& random, std::vector<SheetItem>& out) {
  const double length = std::hypot(line.x1 - line.x0, line.y1 - line.y0);
  const auto at = [&](double t) { return std::pair(line.x0 + t * (line.x1 - line.x0), line.y0 + t * (line.y1 - line.y0)); };
  double from = 0;
  const auto add = [&](double to) {
    if (to <= from) return;
    const auto [x0, y0] = at(from);
    const auto [x1, y1] = at(to);
    out.push_back(StrokedLine{x0, y0, x1, y1, line.width});
  };
  for (double place = random.real(10, 60); place < length; place += random.real(25, 80)) {
    if (!random.chance(share)) continue;
    add(place / length);
    from = std::min(1.0, (place + random.real(0.6, 3.5)) / length);
  }
  add(1);
}

}  // namespace

void add_seal(Sheet& sheet, double x, double y, const std::string& unit, Random random) {
  const double radius = random.real(54, 60);
  Ink ink = kSealRed;
  ink.green += random.real(-0.08, 0.2);
  ink.blue += random.real(-0.05, 0.2);
  sheet.items.push_back(circle(x, y, radius, random.real(2.4, 3.4), ink));
  sheet.items.push_back(star(x, y, radius * 0.3, ink));
  const std::vector<std::string> letters = characters(unit);
  const double sweep = std::min(1.5 * kPi, 0.42 * static_cast<double>(letters.size())), tilt = random.real(-0.3, 0.3);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const double share = letters.size() == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(letters.size() - 1);
    const double angle = tilt - kPi / 2 + sweep * (share - 0.5), inner = radius * 0.74, size = 14;
    const double along = angle + kPi / 2;  // the letter's own direction
    TextRun run{letters[i], "Noto Serif CJK SC", true, size, x + inner * std::cos(angle) - 0.5 * size * std::cos(along),
                y + inner * std::sin(angle) - 0.5 * size * std::sin(along), 0, along * 180 / kPi};
    sheet.items.push_back(InkRun{run, ink});
  }
}

void add_stamp_and_notes(Sheet& sheet, Random random) {
  const Ink stamp = random.chance(0.5) ? kSealRed : Ink{0.15, 0.2, 0.6, false};
  const double x = sheet.width - random.real(110, 150), y = random.real(12, 26);
  sheet.items.push_back(InkPath{{x, x + 92, x + 92, x, x}, {y, y, y + 22, y + 22, y}, 1.2, stamp});
  sheet.items.push_back(InkRun{TextRun{random.pick(std::vector<std::string>{"收文专用章", "存档 2024", "主动公开"}), "WenQuanYi Micro Hei",
                                       true, 14, x + 8, y + 16}, stamp});
  for (int i = random.between(1, 3); i > 0; --i) {
    const bool below = random.chance(0.5);
    const double left = below ? random.real(60, sheet.width / 2) : random.real(4, 8);
    const double top = below ? sheet.height - random.real(14, 28) : random.real(100, sheet.height - 100);
    sheet.items.push_back(scribble(left, top, below ? random.real(40, 120) : random.real(16, 24), random.real(9, 16), pen(random), random));
  }
}

void add_punched_holes(Sheet& sheet, Random random) {
  const double x = random.real(20, 27), middle = sheet.height / 2, gray = random.chance(0.5) ? random.real(0.05, 0.3) : random.real(0.6, 0.9);
  const int holes = random.chance(0.6) ? 2 : 4;
  for (int i = 0; i < holes; ++i) {
    const double y = middle + (i - (holes - 1) / 2.0) * 226.8;  // ISO 838: 80 mm apart
    sheet.items.push_back(circle(x, y, 8.5, 0, {gray, gray, gray, true}));
  }
}

void break_rulings(Sheet& sheet, double share, Random random) {
  std::vector<SheetItem> out;
  for (SheetItem& item : sheet.items) {
    if (const auto* line = std::get_if<StrokedLine>(&item)) {
      add_pieces(*line, share, random, out);
    } else if (const auto* rect = std::get_if<StrokedRect>(&item)) {
      const Rect& b = rect->box;
      for (const StrokedLine& side : {StrokedLine{b.x0, b.y0, b.x1, b.y0, rect->width}, StrokedLine{b.x1, b.y0, b.x1, b.y1, rect->width},
                                      StrokedLine{b.x1, b.y1, b.x0, b.y1, rect->width}, StrokedLine{b.x0, b.y1, b.x0, b.y0, rect->width}})
        add_pieces(side, share, random, out);
    } else {
      out.push_back(std::move(item));
    }
  }
  sheet.items = std::move(out);
}

Rect obstruct(Sheet& sheet, const Rect& place, Obstruction kind, Random random) {
  const double x = (place.x0 + place.x1) / 2 + random.real(-2, 2), y = (place.y0 + place.y1) / 2 + random.real(-1, 1);
  if (kind == Obstruction::handwriting) {
    const double width = random.real(18, 50), height = random.real(8, 14);
    const InkPath path = scribble(x - width / 2, y, width, height, pen(random), random);
    sheet.items.push_back(path);
    const auto [x0, x1] = std::minmax_element(path.x.begin(), path.x.end());
    const auto [y0, y1] = std::minmax_element(path.y.begin(), path.y.end());
    return {*x0 - path.width, *y0 - path.width, *x1 + path.width, *y1 + path.width};
  }
  const double radius = random.real(4, 12);
  if (kind == Obstruction::hole) {
    const double gray = random.chance(0.5) ? random.real(0, 0.3) : random.real(0.85, 1);
    sheet.items.push_back(circle(x, y, radius, 0, {gray, gray, gray, true}));
  } else {
    const double strong = random.real(0.1, 0.7);
    sheet.items.push_back(spot(x, y, radius, {strong + 0.15, strong, strong * 0.8, false}, random));
  }
  const double reach = radius * 1.2 + 1;
  return {x - reach, y - reach, x + reach, y + reach};
}

void blot_glyph(Sheet& sheet, const Rect& glyph, Random random) {
  const double middle = (glyph.x0 + glyph.x1) / 2, wide = (glyph.x1 - glyph.x0) * 0.5, tall = glyph.y1 - glyph.y0;
  InkPath out{{}, {}, 0, {0.05, 0.05, 0.06, true}};
  for (int i = 0; i < 20; ++i) {
    const double angle = i * kPi / 10, edge = random.real(0.9, 1.05);
    out.x.push_back(middle + edge * wide * std::cos(angle));
    out.y.push_back((glyph.y0 + glyph.y1) / 2 + edge * 0.62 * tall * std::sin(angle));
  }
  sheet.items.push_back(out);
}

}  // namespace nianbao::corpus
