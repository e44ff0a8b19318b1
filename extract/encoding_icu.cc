#include "extract/encoding_icu.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace nianbao {
namespace {

constexpr std::size_t kDetectedBytes = std::size_t{256} << 10;

template <auto close>
struct Closer {
  template <class T>
  void operator()(T* resource) const { close(resource); }
};
using Converter = std::unique_ptr<UConverter, Closer<ucnv_close>>;
using Detector = std::unique_ptr<UCharsetDetector, Closer<ucsdet_close>>;
using MozillaDetector = std::unique_ptr<uchardet, Closer<uchardet_delete>>;

Converter open_converter(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter out(ucnv_open(encoding.c_str(), &status));
  return U_SUCCESS(status) ? std::move(out) : Converter{};
}

void count_and_substitute(const void* context, UConverterToUnicodeArgs* args, const char* units, std::int32_t length,
                          UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) ++*const_cast<std::size_t*>(static_cast<const std::size_t*>(context));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, args, units, length, reason, status);
}

std::string utf8_of(const std::u16string& text) {
  std::string out(text.size() * 3, '\0');
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(), static_cast<std::int32_t>(text.size()), 0xFFFD,
                     nullptr, &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return out;
}

std::vector<std::string> detect_with_icu(std::string_view bytes) {
  std::vector<std::string> out;
  UErrorCode status = U_ZERO_ERROR;
  Detector detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < std::min(count, 4); ++i) out.emplace_back(ucsdet_getName(matches[i], &status));
  return out;
}

}  // namespace

std::optional<Conversion> to_utf8_from(std::string_view bytes, const std::string& encoding) {
  Converter converter = open_converter(encoding);
  if (!converter) return std::nullopt;
  Conversion out;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), count_and_substitute, &out.errors, nullptr, nullptr, &status);
  // In pieces: a whole file of half a gigabyte would need more than ICU's 32-bit lengths hold.
  std::u16string buffer(std::size_t{1} << 16, u'\0');
  const char* next = bytes.data();
  const char* end = next + bytes.size();
  std::u16string text;
  do {
    status = U_ZERO_ERROR;
    UChar* to = buffer.data();
    ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &next, end, nullptr, 1, &status);
    text.append(buffer.data(), static_cast<std::size_t>(to - buffer.data()));
    if (text.size() > (std::size_t{1} << 24) && (text.back() & 0xFC00) != 0xD800) out.utf8 += utf8_of(std::exchange(text, {}));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return std::nullopt;
  out.utf8 += utf8_of(text);
  return out;
}

std::optional<std::string> from_utf8_to(std::string_view utf8, const std::string& encoding) {
  Converter converter = open_converter(encoding);
  if (!converter) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string text(utf8.size(), u'\0');
  std::int32_t length = 0;
  u_strFromUTF8(text.data(), static_cast<std::int32_t>(text.size()), &length, utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  std::string out(static_cast<std::size_t>(length) * 4 + 16, '\0');
  std::int32_t bytes = ucnv_fromUChars(converter.get(), out.data(), static_cast<std::int32_t>(out.size()), text.data(), length, &status);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(bytes));
  return out;
}

std::vector<std::string> detect_encodings(std::string_view bytes) {
  bytes = bytes.substr(0, kDetectedBytes);
  std::vector<std::string> out;
  MozillaDetector detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) == 0) {
    uchardet_data_end(detector.get());
    if (std::string name = uchardet_get_charset(detector.get()); !name.empty()) out.push_back(std::move(name));
  }
  for (std::string& name : detect_with_icu(bytes)) out.push_back(std::move(name));
  return out;
}

std::string standard_name(std::string_view label) {
  std::string plain;
  for (char c : label) {
    if (c >= 'A' && c <= 'Z') plain.push_back(static_cast<char>(c | 0x20));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain.push_back(c);
  }
  if (plain.empty()) return {};
  constexpr std::array<std::string_view, 10> kGb{"gb2312", "gbk", "gb18030", "gb", "xgbk", "chinese", "cp936", "csgb2312", "euccn", "ms936"};
  if (std::find(kGb.begin(), kGb.end(), plain) != kGb.end() || plain == "windows936" || plain == "gb231280") return "GB18030";
  if (plain == "utf8" || plain == "unicode11utf8") return "UTF-8";
  if (plain.starts_with("big5") || plain == "cp950" || plain == "windows950") return "Big5";
  if (plain == "utf16le" || plain == "utf16" || plain == "unicode" || plain == "ucs2") return "UTF-16LE";
  if (plain == "utf16be") return "UTF-16BE";
  if (plain == "utf32le") return "UTF-32LE";
  if (plain == "utf32be") return "UTF-32BE";
  UErrorCode status = U_ZERO_ERROR;
  const char* name = ucnv_getStandardName(std::string(label).c_str(), "IANA", &status);
  return U_SUCCESS(status) && name != nullptr ? name : std::string{};
}

}  // namespace nianbao
