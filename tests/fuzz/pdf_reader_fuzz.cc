#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/pdf_reader.h"

namespace {

/// What every stage behind the reader relies on, whatever the bytes.
bool keeps_contract(const nianbao::Document& document) {
  for (const nianbao::Page& page : document.pages) {
    for (const nianbao::Span& span : page.spans) {
      if (span.text.empty() || span.edges.size() != span.text.size() + 1) return false;
      if (!(span.font_size_pt > 0) || !(span.box.x0 <= span.box.x1) || !(span.box.y0 <= span.box.y1)) return false;
    }
    for (const nianbao::Ruling& ruling : page.rulings)
      if (!(ruling.from <= ruling.to) || !(ruling.thickness_pt >= 0)) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nianbao::ReadOptions options;
  options.max_pages = 50;
  auto document = nianbao::read_pdf({reinterpret_cast<const char*>(data), size}, options);
  if (document && !keeps_contract(*document)) std::abort();
  if (!document && document.error().message.empty()) std::abort();
  return 0;
}
