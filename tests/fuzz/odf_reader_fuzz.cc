// A package, or a flat document (text or sheets).
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/odf_reader.h"
#include "tests/fuzz/flow_contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nianbao::fuzz::check_flow(nianbao::read_odf({reinterpret_cast<const char*>(data), size}, {}));
  return 0;
}
