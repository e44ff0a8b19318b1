#pragma once

// Private to extract/scan/: the one header of ours that includes Leptonica's. No header of the library's file set includes it.

#include <leptonica/allheaders.h>

#include <memory>

#include "extract/scan/gray_image.h"

namespace nianbao {

struct PixDeleter {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<PIX, PixDeleter>;

/// While it lives, Leptonica says nothing on standard error.
class QuietLeptonica {
 public:
  QuietLeptonica() : before_(setMsgSeverity(L_SEVERITY_NONE)) {
    leptSetStderrHandler([](const char*) {});  // some messages heed no severity
  }
  ~QuietLeptonica() {
    setMsgSeverity(before_);
    leptSetStderrHandler(nullptr);
  }
  QuietLeptonica(const QuietLeptonica&) = delete;
  QuietLeptonica& operator=(const QuietLeptonica&) = delete;

 private:
  int before_;
};

/// 8 bits a pixel. Null where there is no memory for it.
PixPtr to_pix(const GrayImage& image);

/// From 8 bits a pixel without a palette.
GrayImage from_pix(PIX* pix);

}  // namespace nianbao
