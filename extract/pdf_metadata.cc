#include "extract/pdf_metadata.h"

#include <PDFDoc.h>
#include <UTF.h>
#include <goo/gmem.h>

#include <string>

#include "model/unicode.h"

namespace nianbao {
namespace {

/// A PDF text string (UTF-16 with a mark, else PDFDocEncoding) as UTF-8, without control characters at its ends.
std::string to_utf8_text(const std::string& raw) {
  Unicode* points = nullptr;
  int count = TextStringToUCS4(raw, &points);
  std::u32string text;
  for (int i = 0; i < count; ++i)
    if (points[i] != 0) text.push_back(static_cast<char32_t>(points[i]));
  if (count > 0) gfree(points);
  auto blank = [](char32_t c) { return c <= 0x20 || c == 0x3000 || c == 0xFEFF; };
  while (!text.empty() && blank(text.back())) text.pop_back();
  while (!text.empty() && blank(text.front())) text.erase(text.begin());
  return to_utf8(text);
}

}  // namespace

std::vector<MetaEntry> read_pdf_metadata(PDFDoc& doc) {
  std::vector<MetaEntry> out;
  Object info = doc.getDocInfo();
  if (!info.isDict()) return out;
  for (const char* key : {"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"}) {
    Object entry = info.dictLookup(key);
    if (!entry.isString()) continue;
    std::string value = to_utf8_text(entry.getString()->toStr());
    if (!value.empty()) out.push_back({std::string("pdf:") + key, value, "meta", {}});
  }
  return out;
}

}  // namespace nianbao
