#pragma once

#include <string>

#include "model/result.h"

namespace nianbao {

/// The folder with Tesseract's Chinese language data (`chi_sim.traineddata`). `own` is the user's; empty: the environment's
/// TESSDATA_PREFIX, else where Debian and Tesseract's own installation put it.
///
/// Error: needs_ocr; the message names the package to install, or the folder where nothing is.
Result<std::string> find_language_data(const std::string& own);

/// Its file in that folder.
std::string language_file(const std::string& folder);

}  // namespace nianbao
