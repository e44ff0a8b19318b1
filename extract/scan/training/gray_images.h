#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "extract/scan/digit_reader.h"

namespace nianbao {

/// Reads Netpbm's binary gray format (P5, 8 bit), one image after the other in one file. An image that breaks off ends the list.
std::vector<InkCrop> read_gray_images(const std::string& path);

/// Writes one such image; zero columns are written as they are, for a cell without a strip.
void write_gray_image(std::ostream& out, int width, int height, const std::vector<std::uint8_t>& gray);

}  // namespace nianbao
