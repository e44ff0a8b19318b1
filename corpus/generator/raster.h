#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/generator/random.h"
#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

/// A picture in rows of pixels from the top, 1 channel (gray) or 3 (red, green, blue); 255 is white.
struct Raster {
  int width = 0, height = 0, channels = 1;
  std::vector<std::uint8_t> pixels;

  std::uint8_t* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * stride(); }
  const std::uint8_t* row(int y) const { return pixels.data() + static_cast<std::size_t>(y) * stride(); }
  std::size_t stride() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels); }
};

Raster blank_raster(int width, int height, int channels, std::uint8_t value);

/// What a camera sees of colours it can't tell apart.
Raster to_gray(const Raster& picture);

/// The sheet as shown, at so many pixels an inch; in colour only where it is asked for.
Raster drawn_raster(const Sheet& sheet, double dpi, bool colour);

/// A picture's bytes in a file format. `dpi` 0 leaves the resolution unsaid.
std::string to_jpeg(const Raster& picture, int quality, int dpi);
std::string to_jpeg2000(const Raster& picture);
std::string to_png(const Raster& picture, int dpi);
std::string to_tiff(const std::vector<Raster>& pages, int dpi, bool one_bit);
std::string to_g4(const Raster& picture);  ///< the bare stream, without a TIFF's header

/// Turned clockwise by 90, 180 or 270 degrees.
Raster turned(const Raster& picture, int degrees);

// What happens to a picture on its way; each changes it in place.

void blur(Raster& picture, double sigma);
void add_noise(Raster& picture, double sigma, Random random);
void add_specks(Raster& picture, int count, Random random);
/// Ink and paper are no longer 0 and 255.
void set_tones(Raster& picture, int ink, int paper);
/// Light that falls off to one side, by up to `depth` of its strength.
void add_shade(Raster& picture, double depth, Random random);
/// The paper's other side, mirrored, faintly.
void add_show_through(Raster& picture, const Raster& other, double strength);
/// Toner that runs low in bands down the page.
void thin_toner(Raster& picture, double depth, Random random);
/// Black and white only. Noise at the edges comes from the picture's own.
void to_one_bit(Raster& picture, int threshold);

}  // namespace nianbao::corpus
