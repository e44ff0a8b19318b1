// Saved web pages (MHTML) and Word documents in one XML file, whichever the bytes are.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/docx_reader.h"
#include "extract/mhtml_reader.h"
#include "tests/fuzz/flow_contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const nianbao::ReadOptions how = nianbao::fuzz::without_ocr();
  nianbao::fuzz::check_flow(bytes.starts_with("<") ? nianbao::read_word_xml(bytes, how) : nianbao::read_mhtml(bytes, how));
  return 0;
}
