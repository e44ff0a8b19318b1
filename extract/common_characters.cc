#include "extract/common_characters.h"

#include "model/unicode.h"

namespace nianbao {

CharacterCensus count_common_characters(std::string_view utf8) {
  constexpr std::u32string_view kCommon =
      U"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
      U"政府信息公开工作报告度总体情况收到处理申请复议诉讼项数量本机关规章性文件许可罚强制收费结转办理果维持纠正其尚未审结，。、：；（）“”";
  constexpr std::u32string_view kCommonTraditional = U"資訊開報情況處請複議訴訟項數機關規許罰強費結轉辦維糾審縣區議會問題實發長";
  CharacterCensus out;
  for (char32_t c : to_code_points(utf8.substr(0, 65536))) {
    if (c < 0x80) continue;
    ++out.all;
    if (c >= 0x4E00 && c <= 0x9FFF) ++out.ideographs;
    if (kCommon.find(c) != std::u32string_view::npos || kCommonTraditional.find(c) != std::u32string_view::npos) ++out.common;
  }
  return out;
}

}  // namespace nianbao
