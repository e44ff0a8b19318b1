#include "extract/scan/language_data.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace nianbao {
namespace {

bool holds_data(const std::string& folder) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(language_file(folder), failed);
  return !failed && size > 0;
}

Failure not_in(const std::string& folder) {
  return Failure(Error{ErrorCode::needs_ocr, folder,
                       "there is no chi_sim.traineddata in the folder " + folder +
                           ", which scans are read with; name the folder that holds it, or install the package tesseract-ocr-chi-sim"});
}

}  // namespace

std::string language_file(const std::string& folder) { return (std::filesystem::path(folder) / "chi_sim.traineddata").string(); }

Result<std::string> find_language_data(const std::string& own) {
  if (!own.empty()) return holds_data(own) ? Result<std::string>(own) : Result<std::string>(not_in(own));
  if (const char* prefix = std::getenv("TESSDATA_PREFIX"); prefix != nullptr && *prefix != '\0')
    return holds_data(prefix) ? Result<std::string>(prefix) : Result<std::string>(not_in(prefix));
  for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
                             "/usr/local/share/tessdata"})
    if (holds_data(folder)) return folder;
  return Failure(Error{ErrorCode::needs_ocr, {},
                       "scans can't be read: Tesseract's Chinese language data is not installed (chi_sim.traineddata); install the package "
                       "tesseract-ocr-chi-sim, or name its folder by --tessdata"});
}

}  // namespace nianbao
