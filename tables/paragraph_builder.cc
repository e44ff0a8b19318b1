#include "tables/paragraph_builder.h"

#include <algorithm>
#include <cmath>

#include "model/unicode.h"
#include "tables/headings.h"

namespace nianbao {
namespace {

constexpr double kIndentEm = 1.2;       // a first line is indented by two letters, carelessly by one and a half
constexpr double kShortEm = 2.2;        // full lines end this near the margin: a letter and a mark may move down
constexpr double kSameSizeShare = 0.12;
constexpr double kWidePitchShare = 1.5;

template <class T>
T median(std::vector<T> values) {
  if (values.empty()) return T{};
  auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The place that most values are near.
double most_common(std::vector<double> values, double tolerance) {
  std::sort(values.begin(), values.end());
  double best = values.empty() ? 0 : values.front();
  std::size_t most = 0;
  for (std::size_t i = 0, j = 0; i < values.size(); ++i) {
    while (values[i] - values[j] > tolerance) ++j;
    if (i - j + 1 > most) {
      most = i - j + 1;
      best = values[j];
    }
  }
  return best;
}

bool is_centered(const GlyphLine& line, const TextBlock& block) {
  double before = line.box.x0 - block.left, after = block.right - line.box.x1;
  if (std::abs(before - after) > 1.2 * line.em) return false;
  bool large = line.em > block.em * 1.15;
  return before > (large ? 0.5 : 3.2) * line.em;
}

/// How much room the first word of a line takes: a letter of Chinese, a whole word or number else.
double first_word_width(const GlyphLine& line) {
  const GlyphRun& run = line.runs.front();
  const Span& span = *run.span;
  int last = run.first;
  while (last + 1 < run.first + run.count && !is_wide_script(span.text[last]) && span.text[last + 1] != U' ' &&
         !is_wide_script(span.text[last + 1]))
    ++last;
  Box box = part_of(span, run.first, last - run.first + 1).box;
  return box.width();
}

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool ends_sentence(char32_t c) { return c == U'。' || c == U'：' || c == U':' || c == U'；' || c == U'！' || c == U'？'; }

}  // namespace

TextBlock measure_text(const std::vector<GlyphLine>& lines, int page_no, const Frame& frame,
                       const TextBlock* fallback) {
  TextBlock block{page_no, frame, 0, 0, 0, 0};
  double page_width = frame.turn == 90 || frame.turn == 270 ? frame.page_height_pt : frame.page_width_pt;
  std::vector<double> lefts, ems, pitches;
  double right = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    right = std::max(right, lines[i].box.x1);
    if (lines[i].box.width() > page_width * 0.5) {
      lefts.push_back(lines[i].box.x0);
      ems.push_back(lines[i].em);
    }
    double pitch = i == 0 ? 0 : lines[i].mid_y - lines[i - 1].mid_y;
    if (pitch > 0.9 * lines[i].em && pitch < 3.0 * lines[i].em) pitches.push_back(pitch);
  }
  block.pitch = median(pitches);
  if (!lefts.empty()) {
    block.em = median(ems);
    // The body's lines begin at the margin or are indented by two letters; the leftmost of the common places counts.
    double common = most_common(lefts, 0.5 * block.em);
    double leftmost = *std::min_element(lefts.begin(), lefts.end());
    block.left = leftmost > common - 3 * block.em ? leftmost : common;
    block.right = right;
    return block;
  }
  if (fallback && fallback->frame.turn == frame.turn) {
    block.left = fallback->left;
    block.right = fallback->right;
    block.em = fallback->em;
    return block;
  }
  std::vector<double> all_ems;
  block.left = page_width;
  for (const GlyphLine& line : lines) {
    all_ems.push_back(line.em);
    block.left = std::min(block.left, line.box.x0);
  }
  block.em = median(all_ems);
  // No full line anywhere: the text block is taken to stand in the middle of the page.
  block.left = std::min(block.left, page_width - right);
  block.right = std::max(right, page_width - block.left);
  return block;
}

bool ParagraphBuilder::continues(const GlyphLine& line, const TextBlock& block) const {
  if (!open_) return false;
  const LastLine& last = *last_;
  bool same_page = last.block.page_no == block.page_no;
  if (std::abs(line.em - last.em) > kSameSizeShare * std::max(line.em, last.em)) return false;
  double pitch = block.pitch > 0 ? block.pitch : 1.8 * line.em;
  double gap = line.mid_y - last.mid_y;
  if (same_page && (gap > kWidePitchShare * std::max(pitch, 1.2 * line.em) || gap < 0.5 * line.em)) return false;
  bool centered = is_centered(line, block);
  bool has_mark = has_outline_mark(text_of(line));
  if (centered || last.centered) return centered && last.centered && same_page && !has_mark;
  if (line.box.x0 > block.left + kIndentEm * line.em) return false;
  double room = last.block.right - last.box.x1;
  double wanted = std::max(kShortEm * line.em, first_word_width(line) + 1.3 * line.em);
  if (room > wanted) return false;
  return !(has_mark && ends_sentence(last.end));
}

void ParagraphBuilder::append(const GlyphLine& line, const TextBlock& block) {
  TextPiece piece;
  std::u32string text = text_of(line, &piece.edges);
  if (text.empty()) return;
  std::string& whole = open_->text;
  if (last_ && is_ascii_letter(last_->end) && is_ascii_letter(text.front())) {
    whole += ' ';
    ++length_;
  }
  whole += to_utf8(text);
  piece.offset = length_;
  piece.length = static_cast<int>(text.size());
  for (float& edge : piece.edges) edge = edge_to_page(block.frame, edge);
  piece.source.page = block.page_no;
  piece.source.bbox = to_page(block.frame, line.box);
  length_ += piece.length;
  open_->pieces.push_back(std::move(piece));
  last_ = LastLine{line.box, line.mid_y, line.em, is_centered(line, block), block, text.back()};
}

void ParagraphBuilder::add(const GlyphLine& line, const TextBlock& block) {
  if (!open_) {
    open_.emplace();
    open_->font_size_pt = line.em;
    open_->centered = is_centered(line, block);
    last_.reset();
    length_ = 0;
  }
  append(line, block);
}

std::optional<Paragraph> ParagraphBuilder::finish() {
  std::optional<Paragraph> out = std::move(open_);
  open_.reset();
  return out;
}

}  // namespace nianbao
