#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/scan/gray_image.h"

namespace nianbao::test {

/// A ruled table of three rows and four columns of numbers (drawn_cells.h), as a clean scan at about 200 dpi shows it. Row by
/// row: 0, 1370, 0, 0 | 1370, 0, 0, 1370 | 0, 0, 1370, 0.
GrayImage draw_table();

/// The picture as a file.
std::string to_png(const GrayImage& image, int dpi = 200);
std::string to_jpeg(const GrayImage& image);
/// A TIFF with these pages.
std::string to_tiff(const std::vector<GrayImage>& pages);

/// A PNG by hand: `rows` (with their filter bytes) are packed as they are, whatever the header says.
std::string raw_png(std::uint32_t width, std::uint32_t height, int depth, int colour_type, const std::string& rows, const std::string& chunks = {});
/// A chunk for it: `PLTE`, `tRNS`.
std::string png_chunk(const std::string& name, const std::string& data);

/// The JPEG with an EXIF part that states that orientation.
std::string with_orientation(const std::string& jpeg, int orientation);

}  // namespace nianbao::test
