#include "extract/scan/page_straightening.h"

#include <algorithm>
#include <cmath>

#include "extract/scan/pix.h"

namespace nianbao {
namespace {

constexpr double kFinestDpi = 330, kFinestGridDpi = 220;
constexpr double kLeastSkew = 0.08;   // degrees
constexpr float kLeastConfidence = 2; // below it pixFindSkew guesses
constexpr int kEdgeReach = 4, kEdgeDepth = 24;
constexpr double kPi = 3.14159265358979323846;

/// Black where the page is darker than a few pixels to the left or above.
PixPtr edge_picture(const GrayImage& gray) {
  PixPtr pix(pixCreate(gray.width, gray.height, 1));
  if (!pix) return pix;
  const int words = pixGetWpl(pix.get());
  for (int y = kEdgeReach; y < gray.height; ++y) {
    const std::uint8_t *row = gray.row(y), *above = gray.row(y - kEdgeReach);
    l_uint32* line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * words;
    for (int x = kEdgeReach; x < gray.width; ++x)
      if (row[x] + kEdgeDepth < above[x] || row[x] + kEdgeDepth < row[x - kEdgeReach]) SET_DATA_BIT(line, x);
  }
  return pix;
}

GrayImage turned(const GrayImage& gray, double degrees) {
  PixPtr pix = to_pix(gray);
  if (!pix) return gray;
  PixPtr straight(pixRotateAMGray(pix.get(), static_cast<float>(degrees * kPi / 180), 255));
  return straight ? from_pix(straight.get()) : gray;
}

Affine doubled() { return {2, 0, 0, 0, 2, 0}; }

}  // namespace

GrayImage halved(const GrayImage& in) {
  GrayImage out(in.width / 2, in.height / 2);
  for (int y = 0; y < out.height; ++y) {
    const std::uint8_t *upper = in.row(2 * y), *lower = in.row(2 * y + 1);
    std::uint8_t* row = out.row(y);
    for (int x = 0; x < out.width; ++x)
      row[x] = static_cast<std::uint8_t>((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) / 4);
  }
  return out;
}

double find_skew(const GrayImage& gray) {
  if (gray.width < 64 || gray.height < 64) return 0;
  QuietLeptonica quiet;
  PixPtr edges = edge_picture(gray);
  float angle = 0, confidence = 0, score = 0;
  if (!edges || pixFindSkewSweepAndSearchScore(edges.get(), &angle, &confidence, &score, 4, 2, 0, 9, 1, 0.01F) != 0) return 0;
  return confidence < kLeastConfidence ? 0 : angle;
}

StraightPage straighten(const PageImage& page) {
  QuietLeptonica quiet;
  StraightPage out;
  out.straight = page.gray;
  out.dpi = page.dpi;
  out.to_page = page.to_page;
  while (out.dpi > kFinestDpi) {
    out.straight = halved(out.straight);
    out.dpi /= 2;
    out.to_page = out.to_page.after(doubled());
  }
  bool fine = out.dpi > kFinestGridDpi;
  double skew = find_skew(fine ? halved(out.straight) : out.straight);
  if (std::abs(skew) >= kLeastSkew) {
    out.straight = turned(out.straight, skew);
    out.skew_degrees = skew;
  }
  out.step = fine ? 2 : 1;
  out.small = fine ? halved(out.straight) : out.straight;
  return out;
}

}  // namespace nianbao
