#include "extract/mojibake.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/common_characters.h"
#include "extract/encoding_icu.h"
#include "extract/utf8_check.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kLeastMarks = 3;
constexpr int kLeastLatin = 6;
constexpr std::size_t kLongestRun = 1 << 20;

// What GBK makes of the lead bytes of the UTF-8 of 公 有 的 中 在 人 年 申 请 行 政 信 and of 、。，： — rare by themselves.
constexpr std::u32string_view kMarks = U"鍏鏈鐨涓鍦浜骞鐢璇琛鏀淇銆锛鎯鎶鍛";

// Windows-1252, 0x80 to 0x9F; 0 where it has none (then the byte is the C1 control of that number).
constexpr std::array<char32_t, 32> kWindows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool is_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool is_printed_in_chinese(char32_t c) {
  return is_ideograph(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x2010 && c <= 0x2027) || c == 0xA0 || c == 0xB7;
}

/// The byte that Windows-1252 reads as this character; -1 where none is.
int windows_1252_byte(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<int>(c);
  auto at = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  return at == kWindows1252.end() || c == 0 ? -1 : 0x80 + static_cast<int>(at - kWindows1252.begin());
}

struct Census {
  int ideographs = 0, marks = 0, latin = 0, others = 0;
};

Census take_census(std::string_view utf8) {
  Census out;
  for (char32_t c : to_code_points(utf8)) {
    if (c < 0x80) continue;
    if (is_ideograph(c)) {
      ++out.ideographs;
      if (kMarks.find(c) != std::u32string_view::npos) ++out.marks;
    } else if (windows_1252_byte(c) >= 0) {
      ++out.latin;
    } else {
      ++out.others;
    }
  }
  return out;
}

/// Whether the text can hold marks at all, told without decoding it.
bool may_be_wrong(std::string_view utf8) {
  for (std::string_view sign : {"锛", "銆", "鐨", "鍏", "涓", "鏀", "\xC3"})
    if (utf8.find(sign) != std::string_view::npos) return true;
  return false;
}

bool is_chinese(std::string_view utf8) {
  std::size_t all = 0, fit = 0;
  for (char32_t c : to_code_points(utf8)) {
    ++all;
    fit += is_printed_in_chinese(c) ? 1 : 0;
  }
  return all > 0 && fit * 10 >= all * 9;
}

std::optional<std::string> as_chinese(std::optional<std::string> utf8) {
  if (!utf8 || find_invalid(*utf8) != std::string_view::npos || !is_chinese(*utf8)) return std::nullopt;
  return utf8;
}

/// One stretch of characters past ASCII, back and read rightly.
using WayBack = std::optional<std::string> (*)(std::string_view run);

std::optional<std::string> back_from_gbk(std::string_view run) { return as_chinese(from_utf8_to(run, "windows-936-2000")); }

std::optional<std::string> windows_1252_bytes(std::string_view run) {
  std::string bytes;
  for (char32_t c : to_code_points(run)) {
    int byte = windows_1252_byte(c);
    if (byte < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

std::optional<std::string> back_from_windows_1252(std::string_view run) { return as_chinese(windows_1252_bytes(run)); }

/// UTF-8 that was read as Windows-1252 and saved, twice over.
std::optional<std::string> back_twice_from_windows_1252(std::string_view run) {
  auto once = windows_1252_bytes(run);
  if (!once || find_invalid(*once) != std::string_view::npos) return std::nullopt;
  return back_from_windows_1252(*once);
}

std::optional<std::string> gbk_from_windows_1252(std::string_view run) {
  auto bytes = windows_1252_bytes(run);
  if (!bytes) return std::nullopt;
  auto text = to_utf8_from(*bytes, "windows-936-2000");
  if (!text || text->errors > 0) return std::nullopt;
  return as_chinese(std::move(text->utf8));
}

/// A stretch that rightly decoded text would hardly have: not a lone © or ideographs without a mark.
bool looks_wrong(std::string_view run) {
  const Census census = take_census(run);
  return census.marks > 0 || (census.latin >= 2 && census.ideographs == 0);
}

struct Attempt {
  std::string utf8;
  int repaired = 0, left = 0;
};

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

Attempt go_back(std::string_view utf8, WayBack way) {
  Attempt out;
  for (std::size_t at = 0; at < utf8.size();) {
    auto begin = std::find_if_not(utf8.begin() + static_cast<std::ptrdiff_t>(at), utf8.end(), is_ascii);
    auto end = std::find_if(begin, utf8.end(), is_ascii);
    auto from = static_cast<std::size_t>(begin - utf8.begin()), to = static_cast<std::size_t>(end - utf8.begin());
    out.utf8 += utf8.substr(at, from - at);
    std::string_view run = utf8.substr(from, to - from);
    at = to;
    if (run.empty()) break;
    auto right = run.size() <= kLongestRun ? way(run) : std::nullopt;
    if (right) ++out.repaired;
    else if (looks_wrong(run)) ++out.left;
    out.utf8 += right ? *right : std::string(run);
  }
  return out;
}

/// Bytes can fit in several ways; the text is the one with the characters that Chinese text is full of.
bool is_likelier(const Attempt& one, const Attempt& other) {
  return one.repaired > 0 && count_common_characters(one.utf8).commonness() > count_common_characters(other.utf8).commonness();
}

Finding repaired(std::string_view as_what, int runs) {
  Finding out = make_finding("encoding_repaired");
  out.message = std::to_string(runs) + " stretches of text had been read as " + std::string(as_what) + " before; they were set right";
  out.message_zh = "有" + std::to_string(runs) + "段文字此前被误作" + std::string(as_what) + "解码，已还原";
  return out;
}

Finding left_as_they_stand(std::string_view as_what, int runs) {
  Finding out = make_finding("encoding_doubt");
  out.message = std::to_string(runs) + " stretches of text look as if read as " + std::string(as_what) + " before, with characters lost; they stand as they are";
  out.message_zh = "有" + std::to_string(runs) + "段文字疑被误作" + std::string(as_what) + "解码且已有缺损，未能还原";
  return out;
}

/// Where bytes were lost, the marks are fewer, as the bytes after them fall into other pairs; then that there is hardly a
/// common character speaks with them.
bool hardly_chinese(std::string_view utf8, int marks) {
  const CharacterCensus census = count_common_characters(utf8);
  return static_cast<std::size_t>(marks) * 80 >= census.ideographs && census.commonness() < 30;
}

}  // namespace

std::optional<MojibakeRepair> repair_mojibake(std::string_view utf8) {
  if (!may_be_wrong(utf8)) return std::nullopt;
  const Census census = take_census(utf8);
  const bool from_gbk = census.marks >= kLeastMarks && (census.marks * 12 >= census.ideographs || hardly_chinese(utf8, census.marks));
  const bool from_latin = census.latin >= kLeastLatin && census.latin > census.ideographs * 2;
  if (!from_gbk && !from_latin) return std::nullopt;
  Attempt best = go_back(utf8, from_gbk ? back_from_gbk : back_from_windows_1252);
  if (from_latin && !from_gbk)
    for (WayBack way : {gbk_from_windows_1252, back_twice_from_windows_1252})
      if (Attempt other = go_back(utf8, way); is_likelier(other, best)) best = std::move(other);
  const std::string_view as_what = from_gbk ? "GBK" : "Windows-1252";
  if (best.repaired == 0 && from_latin) return std::nullopt;  // a text in a language of the West
  MojibakeRepair out;
  out.utf8 = std::move(best.utf8);
  if (best.repaired > 0) out.findings.push_back(repaired(as_what, best.repaired));
  if (best.left > 0) out.findings.push_back(left_as_they_stand(as_what, best.left));
  return out;
}

}  // namespace nianbao
