#include "extract/pdf_library.h"

#include <Error.h>
#include <GlobalParams.h>

#include <string_view>

namespace nianbao {
namespace {

constexpr std::size_t kMaxMessages = 5;

thread_local PdfComplaints* listener = nullptr;

/// Poppler complains of much that harms nothing (an operator it does not know, a font without a name). These say that
/// content is gone.
bool tells_damage(std::string_view message) {
  for (std::string_view mark : {"flate stream", "Unexpected end of file", "End of file inside", "Bad LZW stream",
                                "Page count in top-level pages object is incorrect", "Kid object", "Page tree",
                                "Couldn't find trailer", "Couldn't read xref", "Unterminated string",
                                "Dictionary key must be a name", "Invalid XRef entry"})
    if (message.find(mark) != std::string_view::npos) return true;
  return false;
}

void hear(ErrorCategory, Goffset, const char* message) {
  if (!listener || !message || !tells_damage(message)) return;
  listener->damaged = true;
  if (listener->messages.size() < kMaxMessages) listener->messages.emplace_back(message);
}

}  // namespace

PdfLibraryUse::PdfLibraryUse(PdfComplaints& complaints) : before_(listener) {
  static const GlobalParamsIniter poppler(&hear);
  listener = &complaints;
}

PdfLibraryUse::~PdfLibraryUse() { listener = before_; }

}  // namespace nianbao
