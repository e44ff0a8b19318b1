#include "corpus/generator/raster.h"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "corpus/generator/cairo_pdf.h"

namespace nianbao::corpus {

namespace {

std::uint8_t clamped(double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); }

std::uint8_t mixed(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return static_cast<std::uint8_t>((77 * red + 150 * green + 29 * blue) >> 8);
}

/// Normally distributed numbers, sixty-five thousand of them, drawn once a picture (Irwin-Hall of twelve).
std::vector<float> normal_numbers(Random random) {
  std::vector<float> out(65536);
  for (float& value : out) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.real(0, 1);
    value = static_cast<float>(sum);
  }
  return out;
}

std::vector<float> gauss_kernel(double sigma) {
  const int reach = std::max(1, static_cast<int>(std::ceil(2.5 * sigma)));
  std::vector<float> out;
  float sum = 0;
  for (int i = -reach; i <= reach; ++i) out.push_back(static_cast<float>(std::exp(-0.5 * i * i / (sigma * sigma))));
  for (const float weight : out) sum += weight;
  for (float& weight : out) weight /= sum;
  return out;
}

/// One line of values, convolved; the ends repeat.
void convolve(const std::vector<float>& kernel, const std::vector<float>& from, std::vector<float>& to, int channels) {
  const int reach = static_cast<int>(kernel.size()) / 2, count = static_cast<int>(from.size()) / channels;
  for (int i = 0; i < count; ++i) {
    for (int c = 0; c < channels; ++c) {
      float sum = 0;
      for (int k = -reach; k <= reach; ++k) {
        const int at = std::clamp(i + k, 0, count - 1) * channels + c;
        sum += kernel[static_cast<std::size_t>(k + reach)] * from[static_cast<std::size_t>(at)];
      }
      to[static_cast<std::size_t>(i * channels + c)] = sum;
    }
  }
}

}  // namespace

Raster blank_raster(int width, int height, int channels, std::uint8_t value) {
  Raster out{width, height, channels, {}};
  out.pixels.assign(out.stride() * static_cast<std::size_t>(height), value);
  return out;
}

Raster to_gray(const Raster& picture) {
  if (picture.channels == 1) return picture;
  Raster out = blank_raster(picture.width, picture.height, 1, 0);
  for (std::size_t i = 0; i < out.pixels.size(); ++i)
    out.pixels[i] = mixed(picture.pixels[3 * i], picture.pixels[3 * i + 1], picture.pixels[3 * i + 2]);
  return out;
}

Raster drawn_raster(const Sheet& sheet, double dpi, bool colour) {
  const double scale = dpi / 72;
  const int width = static_cast<int>(std::lround(shown_width(sheet) * scale));
  const int height = static_cast<int>(std::lround(shown_height(sheet) * scale));
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t* cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  draw_shown(cairo, sheet);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  Raster out = blank_raster(width, height, colour ? 3 : 1, 0);
  const unsigned char* rows = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < height; ++y) {
    const unsigned char* from = rows + static_cast<std::ptrdiff_t>(y) * stride;
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < width; ++x, from += 4) {
      if (!colour) *to++ = mixed(from[2], from[1], from[0]);
      else for (const int c : {2, 1, 0}) *to++ = from[c];
    }
  }
  cairo_surface_destroy(surface);
  return out;
}

Raster turned(const Raster& picture, int degrees) {
  if (degrees == 0) return picture;
  const bool swapped = degrees != 180;
  Raster out = blank_raster(swapped ? picture.height : picture.width, swapped ? picture.width : picture.height, picture.channels, 0);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const int to_x = degrees == 90 ? picture.height - 1 - y : degrees == 180 ? picture.width - 1 - x : y;
      const int to_y = degrees == 90 ? x : degrees == 180 ? picture.height - 1 - y : picture.width - 1 - x;
      for (int c = 0; c < picture.channels; ++c)
        out.row(to_y)[to_x * picture.channels + c] = picture.row(y)[x * picture.channels + c];
    }
  }
  return out;
}

void blur(Raster& picture, double sigma) {
  if (sigma < 0.15) return;
  const std::vector<float> kernel = gauss_kernel(sigma);
  const int reach = static_cast<int>(kernel.size()) / 2;
  std::vector<float> line(picture.stride()), smooth(picture.stride());
  for (int y = 0; y < picture.height; ++y) {
    std::copy_n(picture.row(y), line.size(), line.begin());
    convolve(kernel, line, smooth, picture.channels);
    std::transform(smooth.begin(), smooth.end(), picture.row(y), [](float v) { return clamped(v); });
  }
  const Raster rows = picture;
  for (int y = 0; y < picture.height; ++y) {
    std::fill(smooth.begin(), smooth.end(), 0.0f);
    for (int k = -reach; k <= reach; ++k) {
      const std::uint8_t* from = rows.row(std::clamp(y + k, 0, picture.height - 1));
      const float weight = kernel[static_cast<std::size_t>(k + reach)];
      for (std::size_t x = 0; x < smooth.size(); ++x) smooth[x] += weight * static_cast<float>(from[x]);
    }
    std::transform(smooth.begin(), smooth.end(), picture.row(y), [](float v) { return clamped(v); });
  }
}

void add_noise(Raster& picture, double sigma, Random random) {
  if (sigma <= 0) return;
  const std::vector<float> numbers = normal_numbers(random.fork("numbers"));
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    if (i % 4 == 0) bits = random.next();
    picture.pixels[i] = clamped(picture.pixels[i] + sigma * numbers[bits & 0xFFFF]);
    bits >>= 16;
  }
}

void add_specks(Raster& picture, int count, Random random) {
  for (int i = 0; i < count; ++i) {
    const int x0 = random.between(0, picture.width - 1), y0 = random.between(0, picture.height - 1);
    const int size = random.chance(0.8) ? 1 : 2;
    const auto value = static_cast<std::uint8_t>(random.chance(0.6) ? random.between(0, 90) : random.between(230, 255));
    for (int y = y0; y < std::min(y0 + size, picture.height); ++y)
      for (int x = x0; x < std::min(x0 + size, picture.width); ++x)
        for (int c = 0; c < picture.channels; ++c) picture.row(y)[x * picture.channels + c] = value;
  }
}

void set_tones(Raster& picture, int ink, int paper) {
  std::array<std::uint8_t, 256> map;
  for (int i = 0; i < 256; ++i) map[static_cast<std::size_t>(i)] = clamped(ink + (paper - ink) * i / 255.0);
  for (std::uint8_t& value : picture.pixels) value = map[value];
}

void add_shade(Raster& picture, double depth, Random random) {
  const double angle = random.real(0, 6.283), across = std::cos(angle), down = std::sin(angle);
  const double cx = random.real(0.2, 0.8), cy = random.real(0.2, 0.8);
  for (int y = 0; y < picture.height; ++y) {
    std::uint8_t* row = picture.row(y);
    const double v = static_cast<double>(y) / picture.height;
    for (int x = 0; x < picture.width; ++x) {
      const double u = static_cast<double>(x) / picture.width;
      const double slope = 0.5 + 0.5 * ((u - 0.5) * across + (v - 0.5) * down) / 0.71;
      const double far = std::min(1.0, ((u - cx) * (u - cx) + (v - cy) * (v - cy)) * 1.2);
      const double light = 1 - depth * (0.6 * slope + 0.4 * far);
      for (int c = 0; c < picture.channels; ++c) row[x * picture.channels + c] = clamped(row[x * picture.channels + c] * light);
    }
  }
}

void add_show_through(Raster& picture, const Raster& other, double strength) {
  for (int y = 0; y < std::min(picture.height, other.height); ++y) {
    for (int x = 0; x < std::min(picture.width, other.width); ++x) {
      const std::uint8_t behind = other.row(y)[(other.width - 1 - x) * other.channels];
      const double light = 1 - strength * (255 - behind) / 255.0;
      for (int c = 0; c < picture.channels; ++c) {
        std::uint8_t& value = picture.row(y)[x * picture.channels + c];
        value = clamped(value * light);
      }
    }
  }
}

void thin_toner(Raster& picture, double depth, Random random) {
  std::vector<double> thin(static_cast<std::size_t>(picture.width), depth * 0.4);
  for (int band = random.between(2, 5); band > 0; --band) {
    const double middle = random.real(0, picture.width), wide = random.real(0.03, 0.12) * picture.width, more = random.real(0.3, 0.6) * depth;
    for (int x = 0; x < picture.width; ++x) thin[static_cast<std::size_t>(x)] += more * std::exp(-0.5 * std::pow((x - middle) / wide, 2));
  }
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const double part = std::min(depth, thin[static_cast<std::size_t>(x)]);
      for (int c = 0; c < picture.channels; ++c) {
        std::uint8_t& value = picture.row(y)[x * picture.channels + c];
        value = clamped(value + (255 - value) * part);
      }
    }
  }
}

void to_one_bit(Raster& picture, int threshold) {
  picture = to_gray(picture);
  for (std::uint8_t& value : picture.pixels) value = value < threshold ? 0 : 255;
}

}  // namespace nianbao::corpus
