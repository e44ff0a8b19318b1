#include "extract/pdf_library.h"

#include <Error.h>
#include <GlobalParams.h>

#include <string_view>

namespace nianbao {
namespace {

thread_local PdfComplaints* listener = nullptr;

/// Poppler complains of much that harms nothing: a font's odd table, a missing name. These say that content is cut,
/// cannot be unpacked, or is not what its writer wrote.
constexpr std::string_view kDamageMarks[] = {
    "flate stream", "Bad LZW stream", "Unexpected end of file", "End of file inside", "Unterminated string",
    "Illegal character", "Unknown operator", "No font in show", "Arg #", "Too few (", "Dictionary key must be a name",
    "Kid object", "Page count in top-level pages object is incorrect", "Invalid XRef entry", "Missing 'endstream'",
    "Bad bounding box", "Loop in Pages tree", "Couldn't find trailer", "Couldn't read xref",
};

bool tells_damage(std::string_view message) {
  for (std::string_view mark : kDamageMarks)
    if (message.find(mark) != std::string_view::npos) return true;
  return false;
}

void hear(ErrorCategory category, Goffset, const char* message) {
  if (!listener || !message || category != errSyntaxError || !tells_damage(message)) return;
  ++listener->damages;
}

}  // namespace

PdfLibraryUse::PdfLibraryUse(PdfComplaints& complaints) : before_(listener) {
  static const GlobalParamsIniter poppler(&hear);
  listener = &complaints;
}

PdfLibraryUse::~PdfLibraryUse() { listener = before_; }

}  // namespace nianbao
