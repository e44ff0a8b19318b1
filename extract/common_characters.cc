#include "extract/common_characters.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace nianbao {
namespace {

constexpr std::u16string_view kCommon =
    u"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    u"政府信息公开工作报告度总体情况收到处理申请复议诉讼项数量本机关规章性文件许可罚强制收费结转办理果维持纠正其尚未审结，。、：；（）“”"
    u"資訊開報情況處請複議訴訟項數機關規許罰強費結轉辦維糾審縣區議會問題實發長";

/// A bit for each character of the first plane.
constexpr std::array<std::uint64_t, 1024> common_bits() {
  std::array<std::uint64_t, 1024> out{};
  for (char16_t c : kCommon) out[c / 64U] |= std::uint64_t{1} << (c % 64U);
  return out;
}
constexpr auto kBits = common_bits();

/// The character of three bytes at `at`.
std::uint32_t wide_character(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(utf8[at + i])); };
  return ((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
}

}  // namespace

CharacterCensus count_common_characters(std::string_view utf8) {
  utf8 = utf8.substr(0, 65536);
  CharacterCensus out;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = lead < 0xC0 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    if (lead >= 0xC0) ++out.all;
    if (length == 3 && at + 3 <= utf8.size()) {
      const std::uint32_t c = wide_character(utf8, at);
      if (c >= 0x4E00 && c <= 0x9FFF) ++out.ideographs;
      if (((kBits[c / 64U] >> (c % 64U)) & 1U) != 0) ++out.common;
    }
    at += length;
  }
  return out;
}

}  // namespace nianbao
