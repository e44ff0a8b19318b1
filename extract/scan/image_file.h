#pragma once

#include <cstdint>
#include <string_view>

#include "extract/scan/gray_image.h"
#include "model/result.h"

namespace nianbao {

/// The largest picture that is decoded, in pixels: A3 at 600 dpi. It bounds the memory of a page to about 600 MB.
inline constexpr std::int64_t kMostPixels = 80'000'000;

/// How many pages a JPEG, PNG, TIFF, GIF, BMP, WebP or JPEG 2000 file has: 1, for TIFF as many as it holds, at most
/// `most + 1`.
int count_image_pages(std::string_view bytes, int most);

/// Decodes page `index` (from 0): any depth, palette, CMYK, alpha (on white); EXIF and TIFF orientation undone. A file
/// that states no resolution, or one that makes no page, is taken for a page of A4 width: `dpi_known` is false then.
/// `to_page` is points by the stated resolution, else 1 pixel = 1 point.
///
/// Errors: damaged_file, limit_exceeded.
Result<PageImage> read_image_page(std::string_view bytes, int index);

/// The pixels in reading position: EXIF orientation 1 to 8.
GrayImage oriented(GrayImage image, int orientation);

/// EXIF orientation of a JPEG; 1 where it states none.
int exif_orientation(std::string_view jpeg);

}  // namespace nianbao
