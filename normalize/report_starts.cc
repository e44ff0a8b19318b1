#include "normalize/report_starts.h"

#include <algorithm>

#include "model/unicode.h"
#include "normalize/report_text.h"
#include "normalize/report_title.h"
#include "normalize/unit_names.h"

namespace nianbao {
namespace {

constexpr std::size_t kLongestTitleLine = 90, kLongestHeading = 45;  // code points
constexpr std::size_t kLinesOfTitle = 3;   // above its last line
constexpr std::size_t kLinesToSection = 6; // from a body's name to the first section's heading

const Paragraph* short_paragraph(const Block& block, std::size_t longest) {
  const Paragraph* paragraph = std::get_if<Paragraph>(&block);
  if (!paragraph || paragraph->text.empty() || paragraph->text.size() > longest * 4) return nullptr;
  return code_point_count(paragraph->text) <= longest ? paragraph : nullptr;
}

/// `某局2023年…报告……12`, `某局…报告 12`: an entry of a table of contents.
bool is_contents_entry(std::u32string_view folded) {
  std::size_t end = folded.size();
  while (end > 0 && folded[end - 1] >= U'0' && folded[end - 1] <= U'9') --end;
  if (end == folded.size()) return folded.ends_with(U"...") || folded.ends_with(U"··");
  return folded.substr(0, end).find_last_of(U".·-—_…") == end - 1 || folded.substr(0, end).ends_with(U"报告");
}

bool may_be_title(const Paragraph& paragraph) {
  auto has = [&](const char* word) { return paragraph.text.find(word) != std::string::npos; };
  if (!has("公开") || (!has("报告") && !has("年报"))) return false;
  return !has("汇编") && !has("合集") && !has("选编") && !has("合订") && !has("汇集");
}

bool is_date_line(std::u32string_view folded) {
  const auto date = parse_date(folded, 0);
  return date && folded.size() <= date->end + 3;
}

/// `…局2023年政府信`: what a line of a title ends with where it is cut before or inside 公开.
bool ends_before_the_word(const std::string& text) {
  for (const char* end : {"政", "政府", "政府信", "政府信息", "政府信息公"})
    if (text.ends_with(end)) return true;
  return text.find("公开") != std::string::npos;
}

/// A title that is cut between two lines: the first of them, and the second.
bool begins_title(const Block& first, const Block& second) {
  const Paragraph* a = short_paragraph(first, kLongestTitleLine);
  const Paragraph* b = short_paragraph(second, kLongestHeading / 2);
  if (!a || !b || may_be_title(*a) || !ends_before_the_word(a->text)) return false;
  Paragraph whole;
  whole.text = a->text + b->text;
  if (!may_be_title(whole)) return false;
  const std::u32string folded = fold_words(whole.text);
  const auto title = find_printed_title(folded);
  return title && title->whole.size() + 2 >= folded.size();
}

/// The title whose last line is this block; `block` of the start is its first line.
std::optional<ReportStart> find_title_start(std::span<const Block> blocks, std::size_t b, std::size_t least) {
  const Paragraph* paragraph = short_paragraph(blocks[b], kLongestTitleLine);
  if (!paragraph) return std::nullopt;
  const bool cut = b > least && begins_title(blocks[b - 1], blocks[b]);
  if (!cut && !may_be_title(*paragraph)) return std::nullopt;
  const std::size_t line = cut ? b - 1 : b;
  const std::u32string own = fold_words((cut ? std::get<Paragraph>(blocks[line]).text : std::string()) + paragraph->text);
  if (is_contents_entry(own)) return std::nullopt;
  const auto alone = find_printed_title(own);
  if (!alone || alone->whole.size() + 6 < own.size()) return std::nullopt;
  ReportStart out{line, alone->unit_name, alone->year ? alone->year->year : 0, std::nullopt, std::nullopt};
  if (!out.unit.empty() && out.year != 0) return out;
  std::size_t from = line;
  while (from > least && b - from < kLinesOfTitle && short_paragraph(blocks[from - 1], kLongestHeading)) --from;
  const std::size_t behind = b + 1 < blocks.size() && short_paragraph(blocks[b + 1], kLongestHeading) ? 2 : 1;
  const ReportText lines = fold_head(blocks.subspan(from, b + behind - from), 500);
  const auto title = find_printed_title(lines.view());
  if (!title || title->whole.empty()) return out;
  const std::size_t first = from + static_cast<std::size_t>(std::max(lines.paragraph[title->whole.begin], 0));
  if (first > b) return out;
  return ReportStart{first, title->unit_name, title->year ? title->year->year : 0, std::nullopt, std::nullopt};
}

/// A report that stands in one long line begins with its title.
std::optional<ReportStart> find_title_of_line(const Block& block, std::size_t b) {
  const Paragraph* paragraph = std::get_if<Paragraph>(&block);
  if (!paragraph || paragraph->text.size() <= kLongestTitleLine * 4 || !may_be_title(*paragraph)) return std::nullopt;
  const auto title = find_printed_title(fold_words(code_points_of(paragraph->text, 0, 2 * kLongestTitleLine)));
  if (!title || title->whole.begin > 2) return std::nullopt;
  return ReportStart{b, title->unit_name, title->year ? title->year->year : 0, std::nullopt, std::nullopt};
}

bool opens_overview(const Paragraph& paragraph, const FormIndex& index) {
  const LabelText heading = to_label(paragraph.text);
  for (const auto& [id, titles] : index.section_titles)
    if (id == "overview")
      return std::any_of(titles.begin(), titles.end(), [&](const LabelText& title) { return heading.key == title.key; });
  return false;
}

Evidence evidence_of(const Paragraph& heading, std::string key, std::string value) {
  Evidence out;
  out.key = std::move(key);
  out.value = std::move(value);
  out.raw = heading.text;
  out.origin = "title";
  out.source = source_of(heading, 0, static_cast<int>(code_point_count(heading.text)));
  return out;
}

/// A line that is a body's name, perhaps with numeral and year: `三、江北市教育局`, `江北市教育局（2023年度）`.
std::optional<ReportStart> find_unit_heading(std::span<const Block> blocks, std::size_t b) {
  const Paragraph* paragraph = short_paragraph(blocks[b], kLongestHeading);
  if (!paragraph) return std::nullopt;
  const std::u32string name = to_label(paragraph->text).key;
  ReportStart out;
  out.block = b;
  std::size_t end = name.size();
  for (std::size_t i = 0; i < name.size() && out.year == 0; ++i)
    if (const auto year = parse_year(name, i, true)) {
      if (name.size() > year->end + 1) return std::nullopt;
      out.year = year->year;
      end = i;
    }
  out.unit = name.substr(0, end);
  if (!can_be_unit(out.unit) || !ends_as_unit(out.unit)) return std::nullopt;
  const Paragraph* behind = b + 1 < blocks.size() ? std::get_if<Paragraph>(&blocks[b + 1]) : nullptr;
  if (behind && is_date_line(fold_words(behind->text))) return std::nullopt;  // a signature
  out.unit_evidence = evidence_of(*paragraph, "unit", to_utf8(out.unit));
  if (out.year != 0) out.year_evidence = evidence_of(*paragraph, "year", std::to_string(out.year));
  return out;
}

bool is_numbered(const Block& heading) { return to_label(std::get<Paragraph>(heading).text).ordinal > 0; }

}  // namespace

std::vector<ReportStart> find_report_starts(std::span<const Block> blocks, const FormIndex& index) {
  std::vector<ReportStart> out;
  std::size_t least = 0;  // no start reaches above it
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    auto title = find_title_start(blocks, b, least);
    if (!title) title = find_title_of_line(blocks[b], b);
    if (title) {
      out.push_back(std::move(*title));
      least = b + 1;
      continue;
    }
    const Paragraph* paragraph = short_paragraph(blocks[b], kLongestHeading);
    if (!paragraph) {
      if (std::holds_alternative<Grid>(blocks[b])) least = b + 1;
      continue;
    }
    if (!opens_overview(*paragraph, index)) continue;
    // Under a title, a body's name goes on with it, unless names are numbered: then the title is the volume's.
    const bool titled = !out.empty() && b - out.back().block <= kLinesToSection + kLinesOfTitle;
    for (std::size_t up = b; up > least && b - up < kLinesToSection; --up)
      if (auto heading = find_unit_heading(blocks, up - 1); heading && (!titled || is_numbered(blocks[up - 1]))) {
        out.push_back(std::move(*heading));
        break;
      }
    least = b + 1;
  }
  return out;
}

}  // namespace nianbao
