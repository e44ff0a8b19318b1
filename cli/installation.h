#pragma once

#include <string>
#include <vector>

namespace nianbao {

/// Something that the program works with and that may be missing on a machine.
struct InstallationPart {
  std::string name;
  bool works = false;
  std::string detail;  ///< what was found, or what went wrong
  std::string gives;   ///< what it is for
  std::string advice;  ///< how to get it; empty where it works

  bool operator==(const InstallationPart&) const = default;
};

/// Tries each part by using it: Poppler's tables of Chinese encodings, the language data (`tessdata`: the user's own folder) and
/// the models for scans, LibreOffice, the confinement of the processes that read. Takes some seconds where LibreOffice starts.
std::vector<InstallationPart> check_installation(const std::string& tessdata);

}  // namespace nianbao
