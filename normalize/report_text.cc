#include "normalize/report_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "model/unicode.h"
#include "normalize/label_text.h"

namespace nianbao {
namespace {

/// The character that folding gives, where it gives one and no table is needed to know it; 0 elsewhere.
char32_t plainly_folded(char32_t c) {
  if (c > 0x20 && (c < 0x7F || (c >= 0x4E00 && c <= 0x9FFF && !is_traditional(c)))) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  bool unchanged_mark = (c >= 0x3001 && c <= 0x3011) || c == 0x2014 || c == 0x201C || c == 0x201D || c == 0x3014 || c == 0x3015;
  return unchanged_mark ? c : 0;
}

void append_word_character(char32_t c, std::u32string& out) {
  if (char32_t plain = plainly_folded(c)) return out.push_back(plain);
  if (is_space(c)) return;
  append_folded(c, out);
}

/// Calls `take(code point, its index)` for valid UTF-8 from byte `begin` until it returns false.
template <class Take>
void each_code_point(std::string_view s, std::size_t begin, int index, Take take) {
  for (std::size_t i = begin; i < s.size(); ++index) {
    auto lead = static_cast<unsigned char>(s[i]);
    std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = lead;
    if (length == 3 && i + 3 <= s.size())
      c = (lead & 0x0FU) << 12 | (static_cast<unsigned char>(s[i + 1]) & 0x3FU) << 6 |
          (static_cast<unsigned char>(s[i + 2]) & 0x3FU);
    else if (length > 1)
      c = to_code_points(s.substr(i, length)).front();
    if (!take(c, index)) return;
    i += length;
  }
}

void append_paragraph(const Paragraph& paragraph, std::size_t begin_byte, int first, std::size_t limit, ReportText& out) {
  int number = static_cast<int>(out.paragraphs.size());
  out.paragraphs.push_back(&paragraph);
  std::size_t more = std::min(limit, paragraph.text.size() / 2), all = out.text.size() + more;
  if (out.text.capacity() < all) {
    all = std::max(all, out.text.capacity() * 2);
    out.text.reserve(all);
    out.paragraph.reserve(all);
    out.at.reserve(all);
  }
  each_code_point(paragraph.text, begin_byte, first, [&](char32_t c, int index) {
    if (char32_t plain = plainly_folded(c)) {
      out.text.push_back(plain);
      out.paragraph.push_back(number);
      out.at.push_back(index);
      return out.text.size() < limit;
    }
    append_word_character(c, out.text);
    out.paragraph.resize(out.text.size(), number);
    out.at.resize(out.text.size(), index);
    return out.text.size() < limit;
  });
  out.text.push_back(U'\n');
  out.paragraph.push_back(-1);
  out.at.push_back(0);
}

/// Byte where code point `index` of valid UTF-8 begins.
std::size_t byte_of(std::string_view s, int index) {
  std::size_t i = 0;
  for (; i < s.size(); ++i)
    if ((static_cast<unsigned char>(s[i]) & 0xC0) != 0x80 && index-- == 0) break;
  return i;
}

}  // namespace

std::string ReportText::raw(std::size_t first, std::size_t count) const {
  std::string out;
  for (std::size_t i = first, end = std::min(first + count, text.size()); i < end;) {
    if (paragraph[i] < 0) {
      out += '\n';
      ++i;
      continue;
    }
    std::size_t j = i;
    while (j + 1 < end && paragraph[j + 1] == paragraph[i]) ++j;
    std::string_view whole = paragraphs[static_cast<std::size_t>(paragraph[i])]->text;
    std::size_t begin = byte_of(whole, at[i]);
    out += whole.substr(begin, byte_of(whole.substr(begin), at[j] - at[i] + 1));
    i = j + 1;
  }
  return out;
}

Source ReportText::source(std::size_t first, std::size_t count) const {
  Source out;
  for (std::size_t i = first, end = std::min(first + count, text.size()); i < end;) {
    if (paragraph[i] < 0) {
      ++i;
      continue;
    }
    std::size_t j = i;
    while (j + 1 < end && paragraph[j + 1] == paragraph[i]) ++j;
    out = united(out, source_of(*paragraphs[static_cast<std::size_t>(paragraph[i])], at[i], at[j] - at[i] + 1));
    i = j + 1;
  }
  return out;
}

bool ReportText::follows_space(std::size_t i) const {
  if (i == 0 || paragraph[i - 1] != paragraph[i]) return true;
  return at[i] > at[i - 1] + 1;
}

ReportText ReportText::unwrapped() const {
  constexpr std::size_t kShortestWrapped = 16;  // characters; a shorter line ends by itself
  constexpr std::u32string_view kEnds = U"。;:!?)”》|";
  ReportText out;
  out.paragraphs = paragraphs;
  out.text.reserve(text.size());
  out.paragraph.reserve(text.size());
  out.at.reserve(text.size());
  std::size_t line = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool wrapped = text[i] == U'\n' && out.text.size() - line >= kShortestWrapped &&
                   kEnds.find(out.text.back()) == std::u32string_view::npos;
    if (!wrapped) {
      out.text.push_back(text[i]);
      out.paragraph.push_back(paragraph[i]);
      out.at.push_back(at[i]);
    }
    if (text[i] == U'\n') line = out.text.size();
  }
  return out;
}

ReportText fold_head(std::span<const Block> blocks, std::size_t limit) {
  ReportText out;
  for (const Block& block : blocks) {
    if (out.text.size() >= limit) break;
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) append_paragraph(*paragraph, 0, 0, limit, out);
  }
  return out;
}

ReportText fold_tail(std::span<const Block> blocks, std::size_t limit) {
  std::vector<const Paragraph*> last;
  std::size_t bytes = 0;
  for (std::size_t i = blocks.size(); i > 0 && bytes < limit * 3; --i) {
    const auto* paragraph = std::get_if<Paragraph>(&blocks[i - 1]);
    if (!paragraph) break;
    last.push_back(paragraph);
    bytes += paragraph->text.size();
  }
  ReportText out;
  for (auto paragraph = last.rbegin(); paragraph != last.rend(); ++paragraph) {
    std::string_view text = (*paragraph)->text;
    std::size_t skip = 0;
    if (paragraph == last.rbegin() && bytes > limit * 3) skip = std::min(bytes - limit * 3, text.size());
    while (skip < text.size() && (static_cast<unsigned char>(text[skip]) & 0xC0) == 0x80) ++skip;
    append_paragraph(**paragraph, skip, static_cast<int>(code_point_count(text.substr(0, skip))), std::string::npos, out);
  }
  return out;
}

std::u32string fold_words(std::string_view utf8, std::vector<int>* at) {
  std::u32string out;
  int index = 0;
  for (char32_t c : to_code_points(utf8)) {
    append_word_character(c, out);
    if (at) at->resize(out.size(), index);
    ++index;
  }
  return out;
}

std::string as_printed(std::u32string_view folded, std::string_view raw) {
  std::u32string printed = to_code_points(raw);
  std::erase_if(printed, [](char32_t c) { return is_space(c); });
  if (printed.size() != folded.size()) return to_utf8(folded);
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const char32_t c = printed[i];
    const bool same = c == folded[i] || to_simplified(c) == folded[i] || (c == U'（' && folded[i] == U'(') || (c == U'）' && folded[i] == U')');
    if (!same) printed[i] = folded[i];
  }
  return to_utf8(printed);
}

}  // namespace nianbao
