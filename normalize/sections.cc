#include "normalize/sections.h"

#include <algorithm>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::size_t kLongestHeading = 45;  // code points; a longer paragraph is no heading
constexpr std::size_t kRunTogether = 120;    // a longer one may hold headings

/// A heading: where it begins and ends, and the section that it opens.
struct Cut {
  int block = 0;
  int begin = 0, end = 0;  ///< code points of the paragraph
  int section = 0;         ///< into FormIndex::section_titles
  int number = 0;
};

enum class TitleFit { none, near, within, exact };

TitleFit fit_of(const LabelText& heading, const std::vector<LabelText>& titles) {
  TitleFit best = TitleFit::none;
  for (const LabelText& title : titles) {
    if (heading.key == title.key || heading.head == title.key) return TitleFit::exact;
    bool within = title.key.size() >= 6 && heading.key_set.may_hold(title.key_set) && heading.key.size() <= title.key.size() + 12 &&
                  heading.key.find(title.key) != std::u32string::npos;
    if (within) best = TitleFit::within;
    int limit = static_cast<int>(title.key.size()) / 5;
    bool far = heading.key_set.least_distance(title.key_set) > limit;
    if (best == TitleFit::none && limit > 0 && !far && edit_distance(heading.key, title.key, limit) <= limit)
      best = TitleFit::near;
  }
  return best;
}

/// The section that a short paragraph opens, or -1.
int section_of_heading(const LabelText& heading, const FormIndex& index, TitleFit least) {
  int best = -1;
  TitleFit best_fit = TitleFit::none;
  for (std::size_t s = 0; s < index.section_titles.size(); ++s) {
    TitleFit fit = fit_of(heading, index.section_titles[s].second);
    if (fit > best_fit && fit >= least) best = static_cast<int>(s), best_fit = fit;
  }
  return best;
}

void find_short_headings(std::span<const Block> blocks, const FormIndex& index, bool deep, std::vector<Cut>& cuts) {
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&blocks[b]);
    if (!paragraph || paragraph->text.size() > kLongestHeading * 4) continue;
    bool is_deep = paragraph->heading.level >= 2;
    if (is_deep != deep) continue;
    std::u32string raw = to_code_points(paragraph->text);
    if (raw.empty() || raw.size() > kLongestHeading) continue;
    bool sentence = raw.find(U'。') != std::u32string::npos && raw.find(U'。') + 1 < raw.size();
    if (sentence) continue;
    LabelText heading = to_label(raw);
    TitleFit least = deep ? TitleFit::exact : paragraph->heading.level == 1 || heading.ordinal > 0 ? TitleFit::near : TitleFit::within;
    int section = section_of_heading(heading, index, least);
    if (section < 0) continue;
    bool known = deep && std::any_of(cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.section == section; });
    if (!known) cuts.push_back({static_cast<int>(b), 0, static_cast<int>(raw.size()), section, heading.ordinal});
  }
}

/// Titles inside a long paragraph, each behind its numeral and mark.
void find_inner_headings(std::span<const Block> blocks, const FormIndex& index, std::vector<Cut>& cuts) {
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&blocks[b]);
    if (!paragraph || paragraph->text.size() < kRunTogether) continue;
    std::u32string raw = to_code_points(paragraph->text);
    int last_number = 0;
    for (std::size_t i = 0; i + 6 < raw.size(); ++i) {
      if (raw[i + 1] != U'、' && raw[i + 1] != U'.' && raw[i + 1] != U'．') continue;
      int number = numeral_value(std::u32string_view(raw).substr(i, 1));
      if (number == 0 || raw[i] < 0x80 || number < last_number) continue;
      FoldedText folded = fold_text(std::u32string_view(raw).substr(i + 2, 60));
      std::vector<CharacterSet> shown(folded.text.size() + 1);  // by how many of the characters
      for (std::size_t size = 1; size < shown.size(); ++size) shown[size] = shown[size - 1].with(folded.text[size - 1]);
      for (std::size_t s = 0; s < index.section_titles.size(); ++s) {
        int best_end = -1, best_distance = 100;
        for (const LabelText& title : index.section_titles[s].second) {
          if (title.key.size() < 4 || folded.text.size() < title.key.size()) continue;
          int limit = static_cast<int>(title.key.size()) / 8;
          for (int longer = 0; longer <= limit; ++longer) {
            std::size_t size = std::min(folded.text.size(), title.key.size() + longer);
            if (shown[size].least_distance(title.key_set) > limit) continue;
            int distance = edit_distance(std::u32string_view(folded.text).substr(0, size), title.key, limit);
            if (distance > limit || distance >= best_distance) continue;
            best_distance = distance;
            best_end = static_cast<int>(i) + 2 + folded.origin[size - 1] + 1;
          }
        }
        if (best_end < 0) continue;
        cuts.push_back({static_cast<int>(b), static_cast<int>(i), best_end, static_cast<int>(s), number});
        last_number = number;
        break;
      }
    }
  }
}

/// Parts of paragraphs by their code points. Parts that follow each other cost one walk over the paragraph.
class PartReader {
 public:
  std::string_view part(const Paragraph& paragraph, std::size_t begin, std::size_t count) {
    if (paragraph_ != &paragraph || begin < passed_) {
      paragraph_ = &paragraph;
      passed_ = 0;
      rest_ = paragraph.text;
    }
    rest_ = code_points_of(rest_, begin - passed_);
    const std::string_view out = code_points_of(rest_, 0, count);
    passed_ = begin;
    if (count != std::string_view::npos) passed_ += count, rest_.remove_prefix(out.size());
    return out;
  }

 private:
  const Paragraph* paragraph_ = nullptr;
  std::size_t passed_ = 0;  ///< code points before rest_
  std::string_view rest_;
};

std::string text_between(std::span<const Block> blocks, int block, int begin, int end_block, int end, PartReader& parts, int& last_page) {
  std::string out;
  for (int b = block; b <= end_block && b < static_cast<int>(blocks.size()); ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&blocks[b]);
    if (const Grid* grid = std::get_if<Grid>(&blocks[b])) {
      if (b < end_block)
        for (const Cell& cell : grid->cells) last_page = std::max(last_page, cell.source.page);
      continue;
    }
    std::size_t from = b == block ? static_cast<std::size_t>(begin) : 0;
    std::size_t count = b == end_block ? static_cast<std::size_t>(end) - from : std::string_view::npos;
    std::string_view text = parts.part(*paragraph, from, count);
    if (text.empty()) continue;
    for (const TextPiece& piece : paragraph->pieces) last_page = std::max(last_page, piece.source.page);
    if (!out.empty()) out += '\n';
    out += text;
  }
  return out;
}

Section make_section(std::span<const Block> blocks, const Cut& cut, const FormIndex& index, PartReader& parts) {
  const Paragraph& paragraph = std::get<Paragraph>(blocks[cut.block]);
  Section out;
  out.id = index.section_titles[cut.section].first;
  out.number = cut.number;
  out.heading = parts.part(paragraph, static_cast<std::size_t>(cut.begin), static_cast<std::size_t>(cut.end - cut.begin));
  out.source = source_of(paragraph, cut.begin, cut.end - cut.begin);
  out.last_page = out.source.page;
  return out;
}

void append_section(SectionMap& map, Section section) {
  for (Section& known : map.sections) {
    if (known.id != section.id) continue;
    if (known.text.empty()) {  // a table of contents names it before it comes
      known = std::move(section);
    } else {
      known.text += "\n" + section.heading + (section.text.empty() ? "" : "\n" + section.text);
      known.last_page = std::max(known.last_page, section.last_page);
    }
    return;
  }
  map.sections.push_back(std::move(section));
}

}  // namespace

SectionMap find_sections(std::span<const Block> blocks, const FormIndex& index) {
  std::vector<Cut> cuts;
  find_short_headings(blocks, index, false, cuts);
  find_inner_headings(blocks, index, cuts);
  find_short_headings(blocks, index, true, cuts);
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return std::pair{a.block, a.begin} < std::pair{b.block, b.begin}; });
  SectionMap out;
  PartReader parts;
  out.of_block.resize(blocks.size());
  int size = static_cast<int>(blocks.size());
  auto end_of = [&](std::size_t c) { return c < cuts.size() ? std::pair{cuts[c].block, cuts[c].begin} : std::pair{size, 0}; };
  Section preamble;
  preamble.id = "preamble";
  auto [first_block, first_begin] = end_of(0);
  preamble.text = text_between(blocks, 0, 0, first_block, first_begin, parts, preamble.last_page);
  if (!preamble.text.empty()) {
    for (const Block& block : blocks)
      if (const Paragraph* paragraph = std::get_if<Paragraph>(&block); paragraph && !paragraph->pieces.empty()) {
        preamble.source = paragraph->pieces.front().source;
        break;
      }
    out.sections.push_back(std::move(preamble));
  }
  for (std::size_t c = 0; c < cuts.size(); ++c) {
    Section section = make_section(blocks, cuts[c], index, parts);
    auto [end_block, end] = end_of(c + 1);
    section.text = text_between(blocks, cuts[c].block, cuts[c].end, end_block, end, parts, section.last_page);
    for (int b = cuts[c].block; b < end_block || (b == end_block && end > 0); ++b)
      if (b < size && (b > cuts[c].block || cuts[c].begin == 0 || out.of_block[b].empty())) out.of_block[b] = section.id;
    append_section(out, std::move(section));
  }
  return out;
}

}  // namespace nianbao
