#include "normalize/row_items.h"

#include <algorithm>

#include "model/unicode.h"
#include "normalize/likely_label.h"
#include "normalize/number_cell.h"

namespace nianbao {
namespace {

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }

ItemCell to_item_cell(const Cell& cell, int row, const FormIndex& index) {
  ItemCell out;
  out.text = cell.text;
  out.source = cell.source;
  out.col0 = cell.col;
  out.col1 = cell.col + cell.col_span;
  out.anchored = cell.row == row;
  out.recognition = cell.recognition ? &*cell.recognition : nullptr;
  if (cell.text.empty()) return out;
  if (is_plain_number(cell.text)) {
    out.number = true;
    return out;
  }
  std::u32string raw = to_code_points(cell.text);
  bool blank = std::all_of(raw.begin(), raw.end(), is_space);
  if (blank) return out;
  out.has_han = std::any_of(raw.begin(), raw.end(), is_han);
  const ValueStatus status =
      begins_with_word(cell.text) ? ValueStatus::unreadable : parse_number_cell(cell.text, {true, true}).status;
  out.number = status != ValueStatus::unreadable && status != ValueStatus::blank;
  if (out.number && out.has_han && status == ValueStatus::read) {
    // `1.属于国家秘密` begins with a digit and is a label all the same.
    LabelText label = to_label(raw);
    if (index.uses.contains(label.key)) out.number = false;
  }
  if (!out.number) {
    out.label = to_label(raw);
    auto at = index.uses.find(out.label.key);
    if (at == index.uses.end() && out.label.head != out.label.key) at = index.uses.find(out.label.head);
    if (at != index.uses.end()) {
      out.uses = at->second;
    } else if (cell.recognition && out.has_han) {
      const LikelyLabel likely = find_likely_label(out.label, index);
      out.uses = likely.uses;
      out.likely = likely.key;
    }
  }
  return out;
}

void add_grid_rows(const Grid& grid, int block, const std::string& section, const FormIndex& index,
                   std::vector<RowItem>& out) {
  std::size_t first = out.size();
  for (int row = 0; row < grid.rows; ++row) {
    RowItem item;
    item.block = block;
    item.grid_row = row;
    item.kind = grid.kind;
    item.section = section;
    out.push_back(std::move(item));
  }
  auto rows_of = [&](const Cell& cell) { return std::pair{std::max(0, cell.row), std::min(grid.rows, cell.row + cell.row_span)}; };
  std::vector<std::size_t> widths(static_cast<std::size_t>(grid.rows));
  for (const Cell& cell : grid.cells)
    for (auto [row, last] = rows_of(cell); row < last; ++row) ++widths[static_cast<std::size_t>(row)];
  for (std::size_t row = 0; row < widths.size(); ++row) out[first + row].cells.reserve(widths[row]);
  for (const Cell& cell : grid.cells) {
    ItemCell parsed = to_item_cell(cell, cell.row, index);
    for (auto [row, last] = rows_of(cell); row < last; ++row) {
      std::vector<ItemCell>& cells = out[first + row].cells;
      if (row + 1 == last) cells.push_back(std::move(parsed));
      else cells.push_back(parsed), parsed.anchored = false;
    }
  }
  auto is_left = [](const ItemCell& a, const ItemCell& b) { return a.col0 < b.col0; };
  for (std::size_t i = first; i < out.size(); ++i) {
    std::vector<ItemCell>& cells = out[i].cells;
    if (!std::is_sorted(cells.begin(), cells.end(), is_left)) std::stable_sort(cells.begin(), cells.end(), is_left);
  }
  // A row in which no cell begins is none: two rulings close together part a scan's cells that reach over both.
  auto is_none = [](const RowItem& item) {
    return !item.cells.empty() && std::none_of(item.cells.begin(), item.cells.end(), [](const ItemCell& cell) { return cell.anchored; });
  };
  out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), is_none), out.end());
}

// ---- Running text ----------------------------------------------------------------------------------------------------

constexpr std::size_t kLongestLabel = 64;  // code points
constexpr int kFarthestLabel = 200;        // code points before the digits in which their label begins

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_run_dash(char32_t c) { return c == U'-' || c == U'/' || c == 0x2014 || c == 0x2013 || c == 0x2212; }

/// The paragraphs as one stretch of code points, folded one to one (a character that folds to several keeps itself).
struct Stretch {
  std::u32string raw, text;
  std::vector<std::pair<int, int>> starts;  ///< code point of `raw` at which a block's paragraph begins, the block
  std::vector<int> left_out;                ///< code points of `text` before which one of no width is left out, ascending

  /// The code point of `raw` that `text[at]` is.
  int in_raw(int at) const {
    return at + static_cast<int>(std::upper_bound(left_out.begin(), left_out.end(), at) - left_out.begin());
  }
  std::u32string_view raw_of(int begin, int end) const {
    const int from = in_raw(begin);
    return std::u32string_view(raw).substr(from, begin < end ? in_raw(end - 1) + 1 - from : 0);
  }
  /// Block and code point in it of `text[at]`.
  std::pair<int, int> place(int at) const {
    at = in_raw(at);
    auto it = std::upper_bound(starts.begin(), starts.end(), std::pair{at, 1 << 30});
    --it;
    return {it->second, at - it->first};
  }
};

Stretch join_paragraphs(std::span<const Block> blocks, int first, int last) {
  Stretch out;
  std::u32string folded;
  for (int b = first; b < last; ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&blocks[b]);
    if (!paragraph) continue;
    out.starts.emplace_back(static_cast<int>(out.raw.size()), b);
    const std::u32string raw = to_code_points(paragraph->text);
    out.raw += raw;
    out.raw.push_back(U'\n');
    for (char32_t c : raw) {
      char32_t f = c;
      if (!folds_to_itself(c)) {
        if (has_no_width(c)) {  // no border between two numbers, as a space is
          out.left_out.push_back(static_cast<int>(out.text.size()));
          continue;
        }
        folded.clear();
        append_folded(c, folded);
        if (folded.size() == 1 && c != U'，') f = folded.front();  // which parts numbers, and not thousands
      }
      out.text.push_back(is_space(f) ? U' ' : f);
    }
    out.text.push_back(U'\n');
  }
  return out;
}

struct Run {
  int begin, end;       ///< the digits, in the stretch
  bool ordinal_follows; ///< digits cut off behind it are the next label's number
  bool tail_may_be_ordinal;
};

bool is_gap(char32_t c) { return c == U' ' || c == U'\n'; }

int skip_gap(const std::u32string& t, int i) {
  int n = static_cast<int>(t.size());
  while (i < n && is_gap(t[i])) ++i;
  return i;
}

/// Signs that people part numbers of one row by: `211；0；0`.
bool is_parting_sign(char32_t c) {
  const bool letter_or_digit = (c >= U'0' && c <= U'9') || (c >= 0x4E00 && c <= 0x9FFF && c != U'丨');
  return !letter_or_digit && c > U' ' && std::u32string_view(U"|;；:：、·•¦&>_，,。丨│┃║").find(c) != std::u32string_view::npos;
}

/// Where the next number of the row begins, if behind the digit at `at - 1` a parting sign and a number stand; else `at`.
/// `、2.其他` begins the next label.
int skip_parting_sign(const std::u32string& t, int at) {
  const int n = static_cast<int>(t.size());
  int sign = at;
  while (sign < n && t[sign] == U' ') ++sign;
  if (sign >= n || !is_parting_sign(t[sign])) return at;
  int next = sign + 1;
  while (next < n && t[next] == U' ') ++next;
  if (next >= n || !(is_digit(t[next]) || is_run_dash(t[next]))) return at;
  int end = next;
  while (end < n && is_digit(t[end])) ++end;
  const bool ordinal = end + 1 < n && (t[end] == U'.' || t[end] == U'、' || t[end] == U'．') && !is_digit(t[end + 1]) && t[end + 1] != U' ';
  return ordinal ? at : next;
}

/// End of the run that begins at `i`: digits, points and commas between digits, dashes, white space or parting signs between them.
int run_end(const std::u32string& t, int i) {
  int n = static_cast<int>(t.size()), end = i;
  for (int k = i; k < n;) {
    char32_t c = t[k];
    if (is_digit(c) || is_run_dash(c)) {
      end = ++k;
    } else if ((c == U'.' || c == U',') && k > i && is_digit(t[k - 1]) && k + 1 < n && is_digit(t[k + 1])) {
      ++k;
    } else if (int parted = k > i ? skip_parting_sign(t, k) : k; parted > k) {
      k = parted;
    } else if (is_gap(c)) {
      int next = skip_gap(t, k);
      bool alone_none = next + 1 < n && t[next] == U'无' && is_gap(t[next + 1]);
      if (next < n && (is_digit(t[next]) || is_run_dash(t[next]))) k = next;
      else if (alone_none) end = k = next + 1;
      else break;
    } else {
      break;
    }
  }
  return end;
}

/// Cuts the next label's own number (`2.` of `00000002.其他`) off the end of a run.
Run cut_ordinal(const std::u32string& t, int begin, int end) {
  int n = static_cast<int>(t.size());
  Run run{begin, end, false, false};
  int after = skip_gap(t, end);
  bool marked = end < n && (t[end] == U'.' || t[end] == U'、' || t[end] == U'．') && is_digit(t[end - 1]);
  int label = marked ? skip_gap(t, end + 1) : after;
  if (label >= n || !is_han(t[label])) return run;
  if (marked) {
    run.ordinal_follows = true;
    run.end = end - 1;
    while (run.end > begin && is_gap(t[run.end - 1])) --run.end;
  } else if (end < n && is_han(t[end]) && is_digit(t[end - 1])) {
    run.tail_may_be_ordinal = true;
  }
  return run;
}

std::vector<Run> find_runs(const std::u32string& t) {
  std::vector<Run> out;
  int n = static_cast<int>(t.size());
  for (int i = 0; i < n;) {
    bool starts = is_digit(t[i]) || (is_run_dash(t[i]) && (i == 0 || !is_label_character(t[i - 1]) ||
                                                            (i + 1 < n && is_digit(t[i + 1]))));
    bool alone_none = t[i] == U'无' && i > 0 && is_gap(t[i - 1]) && i + 1 < n && is_gap(t[i + 1]);
    if (!starts && !alone_none) {
      ++i;
      continue;
    }
    int end = run_end(t, i);
    if (end == i) end = i + 1;
    Run run = cut_ordinal(t, i, end);
    if (run.end > run.begin) out.push_back(run);
    i = end;
  }
  return out;
}

/// Parting signs are borders, as spaces are; a comma or point between digits is the number's own.
std::u32string with_borders(std::u32string run) {
  for (std::size_t i = 0; i < run.size(); ++i) {
    const bool inside = i > 0 && i + 1 < run.size() && is_digit(run[i - 1]) && is_digit(run[i + 1]);
    if (is_parting_sign(run[i]) && !(run[i] == U',' && inside)) run[i] = U' ';
  }
  return run;
}

/// Candidates for the label that ends at `end`: from its last ordinals, and whole.
void add_label_candidates(const std::u32string& t, int begin, int end, RowItem& item) {
  std::u32string_view segment(t.data() + begin, end - begin);
  // Every candidate is an end of the segment: it is folded once, with the place in it of each character.
  const std::u32string_view whole = without_note_mark(segment);
  std::u32string folded;
  std::vector<std::size_t> place(whole.size());
  folded.reserve(whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    place[i] = folded.size();
    append_label_part(whole[i], folded);
  }
  auto add_from = [&](std::size_t start) {
    const bool shares_end = start + 2 <= whole.size();  // else it may be too short to lose a note's mark
    item.run_labels.push_back(shares_end ? to_label_of_folded(std::u32string_view(folded).substr(place[start]))
                                         : to_label(segment.substr(start)));
  };
  std::vector<std::size_t> starts;
  for (std::size_t i = segment.size(); i-- > 0 && starts.size() < 4;) {
    const char32_t c = segment[i], next = i + 1 < segment.size() ? segment[i + 1] : U'\0';
    bool bracket = c == U'(' && i + 2 < segment.size() && numeral_value(segment.substr(i + 1, 1)) > 0;
    bool numbered = (next == U'.' || next == U'、') && (is_digit(c) || numeral_value(segment.substr(i, 1)) > 0);
    if (bracket || numbered) starts.push_back(i);
  }
  item.run_labels.reserve(starts.size() + 3);
  for (std::size_t start : starts) add_from(start);
  std::size_t line = segment.find_last_not_of(U" \n");
  line = line == std::u32string_view::npos ? line : segment.rfind(U'\n', line);
  if (line != std::u32string_view::npos) add_from(line + 1);
  add_from(0);
}

/// The longest known row label that the text before the digits ends with.
void add_suffix_label(const FormIndex& index, RowItem& item) {
  std::u32string_view text = item.run_label_folded;
  if (text.empty() || index.row_label_ends.find(text.back()) == std::u32string::npos) return;
  const std::u32string_view all = text;
  for (std::size_t size : index.row_label_sizes) {
    if (size > all.size() || size > kLongestLabel || size < 2) continue;
    text = all.substr(all.size() - size);
    auto at = index.uses.find(text);
    if (at == index.uses.end() || at->second.row_of == 0) continue;
    LabelText label;
    label.key = label.head = text;
    label.key_set = label.head_set = CharacterSet(text);
    item.run_labels.insert(item.run_labels.begin(), std::move(label));
    return;
  }
}

std::string unit_behind(const std::u32string& t, int end) {
  std::u32string_view rest(t.data() + end, t.size() - end);
  if (rest.substr(0, 2) == U"万元") return "万元";
  if (rest.substr(0, 1) == U"元") return "元";
  return {};
}

bool prose_follows(const std::u32string& t, int end) {
  static constexpr std::u32string_view kMeasures = U"件条次个项份起宗年月日%人篇部期家号，。；";
  return end < static_cast<int>(t.size()) && kMeasures.find(t[end]) != std::u32string_view::npos;
}

/// A line's text right before `end`, blank lines between passed over: where a run's label stands alone, the label.
std::u32string_view line_before(const std::u32string& t, int end) {
  std::u32string_view before(t.data(), static_cast<std::size_t>(end));
  const std::size_t last = before.find_last_not_of(U" \n");
  if (last == std::u32string_view::npos) return {};
  before = before.substr(0, last + 1);
  const std::size_t line = before.rfind(U'\n');
  return line == std::u32string_view::npos ? before : before.substr(line + 1);
}

/// `行政许可 1205件` on a line of its own, or on two: a row whose last cell names what it counts, no sentence.
bool is_row_with_measure(const std::u32string& t, int begin, int end, const FormIndex& index) {
  static constexpr std::u32string_view kCounted = U"件条次个项份宗";
  const std::size_t behind = static_cast<std::size_t>(end);
  if (behind >= t.size() || kCounted.find(t[behind]) == std::u32string_view::npos) return false;
  const std::size_t next = t.find_first_not_of(U' ', behind + 1);
  if (next != std::u32string::npos && t[next] != U'\n') return false;
  const auto uses = index.uses.find(to_label(line_before(t, begin)).key);
  return uses != index.uses.end() && uses->second.row_of != 0;
}

Source place_of(std::span<const Block> blocks, const Stretch& stretch, int begin, int end) {
  auto [block, offset] = stretch.place(begin);
  const Paragraph& paragraph = std::get<Paragraph>(blocks[block]);
  return source_of(paragraph, offset, static_cast<int>(stretch.raw_of(begin, end).size()));
}

}  // namespace

bool may_hold_row(const RowItem& item, std::size_t columns) {
  if (!item.is_run() || item.is_blank_run()) return true;
  const auto marks = std::count_if(item.run.begin(), item.run.end(), [](char32_t c) { return !is_gap(c) && c != U'.' && c != U','; });
  return static_cast<std::size_t>(marks) >= columns;
}

std::vector<RowItem> collect_grid_rows(std::span<const Block> blocks, const std::vector<std::string>& sections,
                                       const FormIndex& index) {
  std::vector<RowItem> out;
  std::size_t rows = 0;
  for (const Block& block : blocks)
    if (const Grid* grid = std::get_if<Grid>(&block)) rows += static_cast<std::size_t>(grid->rows);
  out.reserve(rows);
  for (std::size_t b = 0; b < blocks.size(); ++b)
    if (const Grid* grid = std::get_if<Grid>(&blocks[b]))
      add_grid_rows(*grid, static_cast<int>(b), sections[b], index, out);
  return out;
}

TextRows collect_text_rows(std::span<const Block> blocks, int first, int last, const FormIndex& index) {
  TextRows found;
  std::vector<RowItem>& out = found.rows;
  Stretch stretch = join_paragraphs(blocks, first, last);
  FoldedText letters = fold_text(stretch.raw);
  auto letters_before = [&](int at) {
    return static_cast<std::size_t>(std::lower_bound(letters.origin.begin(), letters.origin.end(), stretch.in_raw(at)) - letters.origin.begin());
  };
  int label_begin = 0;
  const std::vector<Run> runs = find_runs(stretch.text);
  out.reserve(runs.size());
  for (const Run& run : runs) {
    RowItem& item = out.emplace_back();
    item.block = stretch.place(run.begin).first;
    add_label_candidates(stretch.text, std::max(label_begin, run.begin - kFarthestLabel), run.begin, item);
    const std::size_t first_letter = letters_before(label_begin);
    item.run_label_folded = letters.text.substr(first_letter, letters_before(run.begin) - first_letter);
    item.run_label_set = CharacterSet(item.run_label_folded);
    add_suffix_label(index, item);
    item.run_label_raw = to_utf8(stretch.raw_of(label_begin, run.begin));
    item.run = with_borders(stretch.text.substr(run.begin, run.end - run.begin));
    item.run_raw = to_utf8(stretch.raw_of(run.begin, run.end));
    if (run.tail_may_be_ordinal && item.run.size() > 1) {
      item.run_tail_cut = item.run.substr(0, item.run.size() - 1);
      while (!item.run_tail_cut.empty() && is_gap(item.run_tail_cut.back())) item.run_tail_cut.pop_back();
    }
    item.run_unit = unit_behind(stretch.text, run.end);
    item.run_prose = prose_follows(stretch.text, run.end) && !is_row_with_measure(stretch.text, run.begin, run.end, index);
    item.run_source = place_of(blocks, stretch, run.begin, run.end);
    label_begin = run.end;
  }
  found.letters = std::move(letters.text);
  return found;
}

}  // namespace nianbao
