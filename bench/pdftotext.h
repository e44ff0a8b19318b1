#pragma once

#include <string>

namespace nianbao {

enum class PdftotextOutcome { done, failed, not_installed };

/// Runs `pdftotext` on the file as a process of its own, its text thrown away, and waits for it.
PdftotextOutcome run_pdftotext(const std::string& path);

}  // namespace nianbao
