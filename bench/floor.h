#pragma once

#include <cstdint>
#include <string_view>

namespace nianbao {

struct FloorCount {
  int pages = 0;
  std::int64_t glyphs = 0, paths = 0;
};

/// The least that reading a PDF can cost: Poppler goes over every page and only counts glyphs and paths. It takes the
/// same short cuts as the reader (no image is unpacked, no pattern tiled, no shading broken up), so that what the
/// reader takes more than this is the reader's own doing.
FloorCount run_floor(std::string_view pdf);

}  // namespace nianbao
