#include "extract/pdf_image_dev.h"

#include <GfxState.h>
#include <Stream.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "extract/scan/image_file.h"

namespace nianbao {
namespace {

constexpr double kPageShare = 0.5;    // a picture that is the page covers as much of it
constexpr double kPieceShare = 0.02;  // smaller ones are logos and stamps

/// Where the corners of a picture come to lie: `origin` its top left one, from there along its rows and columns.
struct Placement {
  PixelPoint origin, along, down;
};

Placement placement_of(GfxState* state) {
  auto at = [&](double x, double y) {
    PixelPoint p;
    state->transform(x, y, &p.x, &p.y);
    return p;
  };
  PixelPoint top_left = at(0, 1), top_right = at(1, 1), bottom_left = at(0, 0);
  return {top_left, {top_right.x - top_left.x, top_right.y - top_left.y}, {bottom_left.x - top_left.x, bottom_left.y - top_left.y}};
}

double covered_area(GfxState* state, const Page& page) {
  Placement p = placement_of(state);
  double x0 = p.origin.x + std::min(0.0, p.along.x) + std::min(0.0, p.down.x), x1 = p.origin.x + std::max(0.0, p.along.x) + std::max(0.0, p.down.x);
  double y0 = p.origin.y + std::min(0.0, p.along.y) + std::min(0.0, p.down.y), y1 = p.origin.y + std::max(0.0, p.along.y) + std::max(0.0, p.down.y);
  double width = std::min(x1, page.width_pt) - std::max(x0, 0.0), height = std::min(y1, page.height_pt) - std::max(y0, 0.0);
  return std::max(0.0, width) * std::max(0.0, height);
}

std::uint8_t red_of(GfxImageColorMap& colors, unsigned char* samples) {
  GfxRGB rgb;
  colors.getRGB(samples, &rgb);
  return colToByte(rgb.r);
}

bool is_plain_rgb(GfxImageColorMap& colors) {
  if (colors.getNumPixelComps() != 3 || colors.getBits() != 8) return false;
  GfxColorSpaceMode mode = colors.getColorSpace()->getMode();
  if (mode != csDeviceRGB && mode != csCalRGB && mode != csICCBased) return false;
  for (int i = 0; i < 3; ++i)
    if (colors.getDecodeLow(i) != 0 || colors.getDecodeHigh(i) != 1) return false;
  return true;
}

/// The red channel of a picture, row by row as it is unpacked.
GrayImage read_red(Stream* stream, int width, int height, GfxImageColorMap& colors) {
  GrayImage out(width, height);
  ImageStream rows(stream, width, colors.getNumPixelComps(), colors.getBits());
  rows.reset();
  const int samples = colors.getNumPixelComps();
  const bool plain = is_plain_rgb(colors);
  std::array<std::uint8_t, 256> table{};
  for (int i = 0; samples == 1 && i < (colors.getBits() < 8 ? 1 << colors.getBits() : 256); ++i) {
    auto sample = static_cast<unsigned char>(i);
    table[static_cast<std::size_t>(i)] = red_of(colors, &sample);
  }
  for (int y = 0; y < height; ++y) {
    unsigned char* line = rows.getLine();
    if (!line) break;  // a cut picture: the rest is paper
    std::uint8_t* row = out.row(y);
    for (int x = 0; x < width; ++x, line += samples) row[x] = samples == 1 ? table[*line] : plain ? *line : red_of(colors, line);
  }
  rows.close();
  return out;
}

}  // namespace

/// Whether this is the page's one picture, to be decoded.
bool PdfImageDev::begins_page_picture(GfxState* state, int width, int height) {
  double share = covered_area(state, page_) / (page_.width_pt * page_.height_pt);
  if (share < kPieceShare || width < 1 || height < 1) return false;
  ++pictures_;
  return share >= kPageShare && pictures_ == 1 && static_cast<std::int64_t>(width) * height <= kMostPixels;
}

/// Turns the pixels as the page has them. What slant remains stands in no affine: it is a scan's own skew.
void PdfImageDev::keep(GfxState* state, GrayImage image) {
  Placement p = placement_of(state);
  if (std::abs(p.along.x) < std::abs(p.along.y)) {
    image = transposed(image);
    std::swap(p.along, p.down);
  }
  if (p.along.x < 0) {
    flip_left_right(image);
    p.origin.x += p.along.x;
    p.along.x = -p.along.x;
  }
  if (p.down.y < 0) {
    flip_top_bottom(image);
    p.origin.y += p.down.y;
    p.down.y = -p.down.y;
  }
  PageImage& out = found_.emplace();
  out.to_page = {p.along.x / image.width, 0, p.origin.x, 0, p.down.y / image.height, p.origin.y};
  out.dpi = 72 * image.width / std::max(1.0, p.along.x);
  out.gray = std::move(image);
}

void PdfImageDev::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* color_map,
                            bool interpolate, const int* mask_colors, bool inline_image) {
  if (begins_page_picture(state, width, height)) keep(state, read_red(stream, width, height, *color_map));
  else if (inline_image) OutputDev::drawImage(state, ref, stream, width, height, color_map, interpolate, mask_colors, true);
}

/// A stencil: what it paints is ink, if its colour is dark.
void PdfImageDev::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate,
                                bool inline_image) {
  if (!begins_page_picture(state, width, height)) {
    if (inline_image) OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, true);
    return;
  }
  GfxRGB paint;
  state->getFillRGB(&paint);
  GrayImage image(width, height);
  ImageStream rows(stream, width, 1, 1);
  rows.reset();
  for (int y = 0; y < height; ++y) {
    const unsigned char* line = rows.getLine();
    if (!line) break;
    for (int x = 0; x < width; ++x)
      if ((line[x] == 0) != invert) image.row(y)[x] = colToByte(paint.r);
  }
  rows.close();
  keep(state, std::move(image));
}

// A picture under a mask is one layer of several: such a page is drawn.
void PdfImageDev::drawMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, bool, bool) {
  pictures_ += 2;
}

void PdfImageDev::drawSoftMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, GfxImageColorMap*,
                                      bool) {
  pictures_ += 2;
}

std::optional<PageImage> PdfImageDev::take() { return pictures_ == 1 ? std::move(found_) : std::nullopt; }

}  // namespace nianbao
