#include "normalize/traditional_script.h"

#include <catch2/catch.hpp>
#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

namespace nianbao {
namespace {

struct Closer {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Whether GB 2312, the character set of simplified script, has the character.
bool is_in_gb2312(UConverter& converter, char32_t c) {
  const char16_t text = static_cast<char16_t>(c);
  char bytes[8];
  UErrorCode status = U_ZERO_ERROR;
  return ucnv_fromUChars(&converter, bytes, sizeof bytes, &text, 1, &status) == 2 && U_SUCCESS(status) && bytes[0] != '\x1A';
}

TEST_CASE("The table of traditional characters is what ICU's transliterator makes of those that GB 2312 does not have, and of 後, where GB 2312 has the simplified one") {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  const std::unique_ptr<UConverter, Closer> gb2312(ucnv_open("EUC-CN", &status));
  REQUIRE(U_SUCCESS(status));
  ucnv_setFromUCallBack(gb2312.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  int traditional = 0;
  std::string differing;
  for (char32_t c = kFirstHan; c <= 0x9FFF; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    simplify->transliterate(text);
    const char32_t simplified = text.length() == 1 ? static_cast<char32_t>(text.char32At(0)) : c;
    const bool left = (c != U'後' && is_in_gb2312(*gb2312, c)) || !is_in_gb2312(*gb2312, simplified);
    const char32_t expected = left ? c : simplified;
    if (to_simplified(c) != expected || is_traditional(c) != (expected != c)) icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(differing);
    traditional += is_traditional(c) ? 1 : 0;
  }
  CHECK(differing == "");
  CHECK(traditional > 2000);
}

}  // namespace
}  // namespace nianbao
