#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/html_reader.h"
#include "tests/fuzz/flow_contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nianbao::fuzz::check_flow(nianbao::read_html({reinterpret_cast<const char*>(data), size}, nianbao::fuzz::without_ocr()));
  return 0;
}
