#include "tables/running_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "model/unicode.h"

namespace nianbao {
namespace {

/// Heads and feet stand in this share of the page's height, and among so many lines from its edge.
constexpr double kEdgeShare = 0.12;
constexpr std::size_t kEdgeLines = 3;
constexpr double kSameHeightPt = 8;
constexpr double kWideGapEm = 1.5;
constexpr std::size_t kLongestHead = 300;  // bytes of a line of text
constexpr int kLeastLinesOfPage = 12;      // of text

struct Candidate {
  std::size_t page, line;
  bool top;
  bool has_gaps;       ///< wider than those of a page number: values side by side
  double y;            ///< from the page's edge
  std::u32string key;  ///< the text, without spaces, each number as #
  long number;         ///< the first number in it, or -1
};

/// Every character that people put round a page number.
bool is_ornament(char32_t c) {
  return std::u32string_view(U"-–—―－一_·•.~～|/()（）[]【】<>《》﹣").find(c) != std::u32string_view::npos;
}

std::u32string without_spaces(const std::u32string& text) {
  std::u32string out;
  for (char32_t c : text)
    if (c != U' ' && c != 0x3000) out += plain_ideograph(c);
  return out;
}

/// Replaces each number by #; gives the first one.
std::u32string with_numbers_masked(const std::u32string& text, long& first_number) {
  std::u32string out;
  first_number = -1;
  bool in_first = false;
  for (char32_t c : text) {
    if (!is_digit_char(c)) {
      out += c;
      in_first = false;
      continue;
    }
    long digit = static_cast<long>(c >= U'０' ? c - U'０' : c - U'0');
    bool goes_on = !out.empty() && out.back() == U'#';
    if (!goes_on) out += U'#';
    if (!goes_on && first_number < 0) {
      first_number = 0;
      in_first = true;
    }
    if (in_first && first_number < 100'000) first_number = first_number * 10 + digit;
  }
  return out;
}

/// `#`, an ornament at one or both sides (`-#-`, `(#)`), or `#/#`: not a row of values and dashes.
bool is_ornamented_number(const std::u32string& key) {
  if (key == U"#/#" || key == U"#／#") return true;
  std::size_t at = key.find(U'#');
  if (at == std::u32string::npos || key.find(U'#', at + 1) != std::u32string::npos) return false;
  std::size_t before = at, behind = key.size() - at - 1;
  bool all_ornaments = std::all_of(key.begin(), key.end(), [](char32_t c) { return c == U'#' || is_ornament(c); });
  return all_ornaments && before + behind > 0 && before <= 3 && behind <= 3;
}

/// Whether the masked text can be nothing but a page number: `-#-`, `第#页共#页`, `#/#`, `Page#of#`.
bool is_marked_page_number(const std::u32string& key) {
  if (key.find(U'#') == std::u32string::npos) return false;
  if (is_ornamented_number(key)) return true;
  std::u32string rest;
  for (char32_t c : key)
    if (c != U'#' && !is_ornament(c)) rest += c;
  for (std::u32string_view words : {U"第页", U"第页共页", U"页", U"共页第页", U"第页，共页", U"第页,共页", U"第页（共页）", U"Page", U"page", U"Pageof",
                                    U"PAGE", U"P"})
    if (rest == words) return true;
  return false;
}

bool is_continuation_note(const std::u32string& text) {
  for (std::u32string_view note : {U"续表", U"（续表）", U"(续表)", U"续上表", U"（续上表）", U"接上表", U"（接上表）", U"（续）", U"(续)"})
    if (text == note) return true;
  return false;
}

bool has_wide_gaps(const GlyphLine& line) {
  for (std::size_t i = 1; i < line.runs.size(); ++i)
    if (line.runs[i].box.x0 - line.runs[i - 1].box.x1 > kWideGapEm * line.em) return true;
  return false;
}

std::vector<Candidate> candidates_of(const std::vector<PageLines>& pages) {
  std::vector<Candidate> out;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const std::vector<GlyphLine>& lines = pages[p].lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      bool at_top = i < kEdgeLines && lines[i].mid_y < pages[p].height_pt * kEdgeShare;
      bool at_bottom = i + kEdgeLines >= lines.size() && lines[i].mid_y > pages[p].height_pt * (1 - kEdgeShare);
      if (!at_top && !at_bottom) continue;
      Candidate c{p, i, at_top, has_wide_gaps(lines[i]), at_top ? lines[i].mid_y : pages[p].height_pt - lines[i].mid_y, {}, -1};
      c.key = with_numbers_masked(without_spaces(text_of(lines[i])), c.number);
      out.push_back(std::move(c));
    }
  }
  return out;
}

using Group = std::vector<const Candidate*>;

/// Whether two lines of a group are one running line: at one height, of one year where they name one.
bool is_same_line(const Candidate& a, const Candidate& b) {
  const bool other_year = a.key.find(U"#年") != std::u32string::npos && a.number != b.number;
  return std::abs(a.y - b.y) <= kSameHeightPt && !other_year;
}

/// Those of a group that are the same line as `one`, a page each.
std::size_t pages_at_height(const Group& group, const Candidate& one) {
  std::size_t count = 0, last_page = static_cast<std::size_t>(-1);
  for (const Candidate* c : group) {
    if (!is_same_line(*c, one) || c->page == last_page) continue;
    last_page = c->page;
    ++count;
  }
  return count;
}

/// A bare number is a page's number where it counts with the pages.
bool counts_with_pages(const Group& group, const Candidate& one, const std::vector<PageLines>& pages) {
  if (one.number == pages[one.page].page_no) return true;
  for (const Candidate* c : group)
    if (c->page != one.page && c->number - one.number == pages[c->page].page_no - pages[one.page].page_no) return true;
  return false;
}

/// A report's title at the same height on the page before or behind: the head of one report of a compiled volume.
bool is_head_in_volume(const Candidate& one, const Group& group) {
  if (one.key.find(U"公开") == std::u32string::npos || one.key.find(U"报告") == std::u32string::npos) return false;
  return std::any_of(group.begin(), group.end(), [&](const Candidate* c) {
    const std::size_t apart = c->page > one.page ? c->page - one.page : one.page - c->page;
    return (apart == 1 || apart == 2) && is_same_line(*c, one);
  });
}

bool is_running(const Candidate& one, const Group& group, const std::vector<PageLines>& pages) {
  if (is_marked_page_number(one.key) && !one.has_gaps) return true;
  if (one.key == U"#") return counts_with_pages(group, one, pages);
  // Two pages may begin alike by chance, half the pages of a longer document do not.
  std::size_t same = pages_at_height(group, one);
  if (is_head_in_volume(one, group)) return true;
  return same >= 2 && same * 5 >= pages.size() * 2;
}

/// A line of a flow; `number` is the first number in it, or -1.
struct FlowLine {
  std::size_t block;
  std::u32string key;
  long number;
  bool has_gaps;
  int number_in_file;  ///< of the line
};

std::vector<FlowLine> flow_lines(const std::vector<Block>& flow) {
  std::vector<FlowLine> lines;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&flow[i]);
    if (!paragraph || paragraph->text.size() > kLongestHead) continue;
    std::size_t first = paragraph->text.find_first_not_of(' ');
    bool has_gaps = first != std::string::npos && paragraph->text.find("   ", first) < paragraph->text.find_last_not_of(' ');
    FlowLine line{i, {}, -1, has_gaps, paragraph->pieces.empty() ? 0 : paragraph->pieces.front().source.line};
    line.key = with_numbers_masked(without_spaces(to_code_points(paragraph->text)), line.number);
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Whether bare numbers are 1, 2, 3 …, none next to another, `least_apart` lines of the file apart at least.
bool count_pages(const std::vector<FlowLine>& lines, const std::vector<std::size_t>& bare, int least_apart) {
  for (std::size_t i = 0; i < bare.size(); ++i) {
    if (lines[bare[i]].number != static_cast<long>(i) + 1) return false;
    if (i > 0 && (bare[i] == bare[i - 1] + 1 || lines[bare[i]].number_in_file - lines[bare[i - 1]].number_in_file < least_apart)) return false;
  }
  return bare.size() >= 2;
}

/// Whether the line is `-#` below or above a bare number: a negative number among the cells of a table that fell apart.
bool is_negative_cell(const std::vector<FlowLine>& lines, std::size_t at) {
  const std::u32string& key = lines[at].key;
  if (key.size() != 2 || key[1] != U'#' || !is_ornament(key[0])) return false;
  return (at > 0 && lines[at - 1].key == U"#") || (at + 1 < lines.size() && lines[at + 1].key == U"#");
}

/// The lines that are page numbers, by index into `lines`. Bare numbers count only where all of the text are 1, 2, 3 …,
/// one at a time, or all that have an empty line above them and are a page apart: the cells of a table that fell apart
/// stand on lines of their own too.
std::vector<std::size_t> page_number_lines(const std::vector<FlowLine>& lines) {
  std::vector<std::size_t> marked, bare, lone;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].has_gaps && is_marked_page_number(lines[i].key) && !is_negative_cell(lines, i)) marked.push_back(i);
    if (lines[i].key != U"#") continue;
    bare.push_back(i);
    if (i > 0 && lines[i].number_in_file > lines[i - 1].number_in_file + 1) lone.push_back(i);
  }
  if (count_pages(lines, bare, 0)) marked.insert(marked.end(), bare.begin(), bare.end());
  else if (count_pages(lines, lone, kLeastLinesOfPage)) marked.insert(marked.end(), lone.begin(), lone.end());
  return marked;
}

}  // namespace

void drop_running_lines(std::vector<PageLines>& pages) {
  std::vector<Candidate> candidates = candidates_of(pages);
  std::map<std::pair<bool, std::u32string>, Group> groups;
  for (const Candidate& c : candidates) groups[{c.top, c.key}].push_back(&c);
  std::vector<std::vector<std::size_t>> dropped(pages.size());
  for (const Candidate& c : candidates)
    if (is_running(c, groups[{c.top, c.key}], pages)) dropped[c.page].push_back(c.line);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<GlyphLine>& lines = pages[p].lines;
    for (std::size_t i = dropped[p].size(); i-- > 0;) lines.erase(lines.begin() + static_cast<long>(dropped[p][i]));
    while (!lines.empty() && is_continuation_note(without_spaces(text_of(lines.front())))) lines.erase(lines.begin());
  }
}

void drop_running_lines(std::vector<Block>& flow) {
  std::vector<FlowLine> lines = flow_lines(flow);
  std::vector<std::size_t> numbers = page_number_lines(lines);
  if (numbers.empty()) return;
  std::map<std::u32string, int> times;
  for (const FlowLine& line : lines) ++times[line.key];
  std::vector<char> dropped(flow.size(), 0);
  for (std::size_t at : numbers) {
    dropped[lines[at].block] = 1;
    for (std::size_t next : {at - 1, at + 1}) {
      bool again = next < lines.size() && times[lines[next].key] * 2 >= static_cast<int>(numbers.size()) && times[lines[next].key] > 1;
      if (again && lines[next].number < 0) dropped[lines[next].block] = 1;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (dropped[i]) continue;
    if (kept != i) flow[kept] = std::move(flow[i]);
    ++kept;
  }
  flow.resize(kept);
}

}  // namespace nianbao
