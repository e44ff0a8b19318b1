#pragma once

#include "corpus/generator/raster.h"
#include "corpus/generator/scan_look.h"

namespace nianbao::corpus {

struct Point {
  double x = 0, y = 0;
};

/// How a sheet lies under the lens: turned a little, seen from an angle, curled. Both sides in shares of the page's height, from its middle.
class PaperWarp {
 public:
  PaperWarp(const ScanLook& look, Random random);

  Point to_sheet(Point picture) const;
  Point to_picture(Point sheet) const;  ///< the inverse, found step by step
  bool has_desk() const { return margin_ > 0; }

 private:
  double cosine_ = 1, sine_ = 0, lean_x_ = 0, lean_y_ = 0, curl_ = 0, curl_from_ = 0, margin_ = 0;
};

/// The sheet as the lens sees it, `width` x `height` pixels; the sheet's own may be twice as fine.
Raster seen(const Raster& sheet, const PaperWarp& warp, int width, int height);

}  // namespace nianbao::corpus
