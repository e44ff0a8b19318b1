// A whole package, or else the document part of one: mutations of packed bytes hardly ever reach what is in them.
#include <cstddef>
#include <cstdint>
#include <string>

#include "corpus/generator/zip_writer.h"
#include "extract/docx_reader.h"
#include "tests/fuzz/flow_contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with("PK")) bytes = nianbao::corpus::to_zip({{"word/document.xml", bytes}});
  nianbao::fuzz::check_flow(nianbao::read_docx(bytes, nianbao::fuzz::without_ocr()));
  return 0;
}
