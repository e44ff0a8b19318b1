#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/encoding.h"
#include "extract/utf8_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nianbao::DecodeOptions options;
  options.markup = size % 2 == 0;
  auto text = nianbao::decode_text({reinterpret_cast<const char*>(data), size}, options);
  if (!text && text.error().message.empty()) std::abort();
  if (text && nianbao::find_invalid(text->utf8) != std::string_view::npos) std::abort();
  if (text && text->info.name.empty()) std::abort();
  return 0;
}
