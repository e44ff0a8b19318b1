#include "corpus/generator/paper_warp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nianbao::corpus {

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180;
constexpr std::array<std::uint8_t, 3> kDesk{92, 74, 60};

/// Each pixel the mean of itself and its neighbours to the right and below: what a coarser sensor sees of it.
Raster softened(const Raster& picture) {
  Raster out = picture;
  const auto next = static_cast<std::size_t>(picture.channels);
  for (int y = 0; y + 1 < picture.height; ++y) {
    const std::uint8_t *here = picture.row(y), *below = picture.row(y + 1);
    std::uint8_t* to = out.row(y);
    for (std::size_t x = 0; x + next < picture.stride(); ++x)
      to[x] = static_cast<std::uint8_t>((here[x] + here[x + next] + below[x] + below[x + next] + 2) / 4);
  }
  return out;
}

void sample(const Raster& from, double x, double y, std::uint8_t* to, bool has_desk) {
  const double slack = has_desk ? 0 : 1e9;
  if (x < -slack || y < -slack || x > from.width - 1 + slack || y > from.height - 1 + slack) {
    for (int c = 0; c < from.channels; ++c) to[c] = kDesk[static_cast<std::size_t>(c)];
    return;
  }
  if (x < 0 || y < 0 || x > from.width - 1 || y > from.height - 1) {  // the scanner's white lid
    for (int c = 0; c < from.channels; ++c) to[c] = 255;
    return;
  }
  const int x0 = std::min(static_cast<int>(x), from.width - 2), y0 = std::min(static_cast<int>(y), from.height - 2);
  const auto fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
  const std::uint8_t *top = from.row(y0) + x0 * from.channels, *low = from.row(y0 + 1) + x0 * from.channels;
  for (int c = 0; c < from.channels; ++c) {
    const float a = static_cast<float>(top[c]) + fx * static_cast<float>(top[c + from.channels] - top[c]);
    const float b = static_cast<float>(low[c]) + fx * static_cast<float>(low[c + from.channels] - low[c]);
    to[c] = static_cast<std::uint8_t>(a + fy * (b - a) + 0.5f);
  }
}

}  // namespace

PaperWarp::PaperWarp(const ScanLook& look, Random random) {
  const double size = random.real(look.least_skew, look.most_skew), angle = (random.chance(0.5) ? size : -size) * kDegree;
  cosine_ = std::cos(angle);
  sine_ = std::sin(angle);
  lean_x_ = random.real(-1, 1) * look.perspective;
  lean_y_ = random.real(-1, 1) * look.perspective;
  curl_ = random.real(0.4, 1) * look.curl * (random.chance(0.5) ? 1 : -1);
  curl_from_ = random.real(-0.3, 0.3);
  margin_ = look.desk;
}

Point PaperWarp::to_sheet(Point p) const {
  const double size = 1 + 2 * margin_;
  const double x = p.x * size, y = p.y * size;
  const double rx = cosine_ * x - sine_ * y, ry = sine_ * x + cosine_ * y;
  const double depth = 1 + lean_x_ * rx + lean_y_ * ry;
  const double sx = rx / depth, sy = ry / depth;
  return {sx, curl_ == 0 ? sy : sy + curl_ * std::sin(3.0 * (sx - curl_from_))};
}

Point PaperWarp::to_picture(Point sheet) const {
  Point p = sheet;
  for (int step = 0; step < 40; ++step) {
    const Point at = to_sheet(p);
    p.x += 0.8 * (sheet.x - at.x);
    p.y += 0.8 * (sheet.y - at.y);
  }
  return p;
}

Raster seen(const Raster& sheet, const PaperWarp& warp, int width, int height) {
  const bool finer = sheet.height > height * 3 / 2;
  const Raster& from = finer ? softened(sheet) : sheet;
  const double shift = finer ? 0.5 : 0;
  Raster out = blank_raster(width, height, sheet.channels, 255);
  for (int y = 0; y < height; ++y) {
    std::uint8_t* row = out.row(y);
    for (int x = 0; x < width; ++x) {
      const Point at = warp.to_sheet({(x + 0.5 - width / 2.0) / height, (y + 0.5 - height / 2.0) / height});
      sample(from, at.x * sheet.height + sheet.width / 2.0 - 0.5 - shift, at.y * sheet.height + sheet.height / 2.0 - 0.5 - shift,
             row + x * sheet.channels, warp.has_desk());
    }
  }
  return out;
}

}  // namespace nianbao::corpus
