#include "extract/page_choice.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

namespace nianbao {
namespace {

constexpr std::int64_t kStampGlyphs = 30;   // a page of a report has hundreds
constexpr std::int64_t kTelling = 60;       // fewer characters tell nothing of their language

/// A quarter and more of any Chinese text, and half of a report's.
constexpr std::u32string_view kCommon =
    U"的一是不了在有人我他这为之大来以个中上们政府信息公开申请年月日行报告工作单位数量机关总计其他无时要就出会可也你对生能而子那得于着下自部门"
    U"法律社科研组织商业企自然予提供理处办结转续继维持正果审尚未复议诉讼收费条例规范文件内容主动市县区局委全及和与";

bool is_chinese(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF); }
bool is_alphanumeric(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

/// Characters that a Chinese page can well do without: private ones, controls, accented Latin (GBK taken for Latin-1).
bool is_odd(char32_t c) {
  return c == 0xFFFD || c < 0x20 || (c >= 0x7F && c <= 0xB6) || (c >= 0xB8 && c <= 0x2FF && c != 0xD7 && c != 0xF7) ||
         (c >= 0x300 && c <= 0x36F) || (c >= 0x400 && c <= 0x1FFF) || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

struct Characters {
  std::int64_t all = 0, odd = 0, chinese = 0, common = 0, symbols = 0;

  void add(std::u32string_view text) {
    for (char32_t c : text) {
      if (c == U' ') continue;
      ++all;
      if (is_odd(c)) ++odd;
      else if (is_chinese(c)) ++chinese, common += kCommon.find(c) != std::u32string_view::npos;
      else if (c < 0x7F && !is_alphanumeric(c) && c != U'.' && c != U'-' && c != U'_') ++symbols;
    }
  }
};

/// The visible characters; what repeats (a watermark in tiles) counts once.
std::int64_t own_characters(const Page& page) {
  std::set<std::u32string_view> texts;
  std::int64_t count = 0;
  for (const Span& span : page.spans)
    if (texts.insert(span.text).second) count += static_cast<std::int64_t>(span.text.size());
  return count;
}

PageChoice choose(const Page& page, OcrMode mode, bool none_has_text) {
  if (mode == OcrMode::never || page.width_pt <= 0) return PageChoice::text_layer;
  if (mode == OcrMode::always) return PageChoice::asked;
  if (is_garbage(page)) return PageChoice::garbage;
  if (none_has_text && (!page.pictures.empty() || !page.rulings.empty())) return is_pictured(page) ? PageChoice::scanned : PageChoice::outlined;
  if (!is_pictured(page)) return PageChoice::text_layer;
  std::int64_t glyphs = 0;
  for (const Span& span : page.spans) glyphs += static_cast<std::int64_t>(span.text.size());
  if (glyphs - page.hidden_glyphs >= kStampGlyphs && own_characters(page) >= kStampGlyphs) return PageChoice::text_layer;
  return page.hidden_glyphs >= kStampGlyphs ? PageChoice::scanner_text : PageChoice::scanned;
}

}  // namespace

std::string_view to_string(PageChoice choice) {
  switch (choice) {
    case PageChoice::scanned: return "scanned";
    case PageChoice::scanner_text: return "scanner_text";
    case PageChoice::garbage: return "garbage";
    case PageChoice::outlined: return "outlined";
    case PageChoice::asked: return "asked";
    default: return "text_layer";
  }
}

bool is_pictured(const Page& page) {
  double covered = 0;
  for (const Picture& p : page.pictures) covered += p.box.width() * p.box.height();
  return covered > 0.5 * page.width_pt * page.height_pt;
}

bool is_garbage(const Page& page) {
  Characters found;
  std::int64_t unknown = 0;
  for (const Span& span : page.spans) {
    found.add(span.text);
    unknown += std::count(span.text.begin(), span.text.end(), U'\xFFFD');
  }
  if (unknown * 2 > found.all) return true;
  if (found.all < kTelling) return false;
  if (found.odd * 10 > found.all * 3) return true;
  if (found.chinese == 0) return found.symbols * 4 > found.all;
  return found.chinese >= kTelling && found.common * 100 < found.chinese * 4;
}

std::vector<PageChoice> choose_pages(std::span<const Page> pages, OcrMode mode) {
  const bool none_has_text = std::all_of(pages.begin(), pages.end(), [](const Page& page) { return page.spans.empty(); });
  std::vector<PageChoice> out;
  for (const Page& page : pages) out.push_back(choose(page, mode, none_has_text));
  return out;
}

}  // namespace nianbao
