#include "normalize/run_split.h"

#include <algorithm>
#include <optional>

#include "normalize/label_text.h"

namespace nianbao {
namespace {

constexpr std::size_t kMaxRun = 400;       // code points; a longer run is no row of ours
constexpr std::size_t kMaxCellLength = 18;  // digits that a Decimal holds, and then some
constexpr long kMaxSteps = 400'000;         // splits looked at before we say that there are too many

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_border(char32_t c) { return c == U' ' || c == U'\n' || c == U'\t' || c == U'|'; }
bool is_minus(char32_t c) { return c == U'-' || c == 0x2212 || c == 0x2013; }
bool is_dash(char32_t c) { return is_minus(c) || c == U'/' || c == 0x2014 || c == 0x2015 || c == U'无'; }

/// A place where a cell may begin, and every cell that may begin there.
struct Piece {
  std::size_t end;
  RunCell cell;
};

/// Every cell of this range that may begin at `i`, with the place where its text ends.
void find_pieces(std::u32string_view run, std::size_t i, const NumberRange& range, std::vector<Piece>& out) {
  std::size_t begin = i;
  if (is_dash(run[i])) {
    std::size_t end = i + 1;
    while (end < run.size() && run[end] == run[i] && run[i] != U'/' && run[i] != U'无') ++end;
    out.push_back({end, {true, {}}});
    if (!range.negative || !is_minus(run[i])) return;
    ++begin;
  }
  std::int64_t units = 0;
  int digits = 0, scale = -1;  // of the fraction; -1 before its point
  for (std::size_t end = begin; end < run.size() && end - begin < kMaxCellLength; ++end) {
    char32_t c = run[end];
    bool inner = digits > 0 && scale < 0 && end + 1 < run.size() && is_digit(run[end + 1]);
    if (c == U'.' && range.decimals && inner) {
      scale = 0;
      continue;
    }
    if (c == U',' && inner && end + 3 < run.size() && is_digit(run[end + 2]) && is_digit(run[end + 3])) continue;
    if (!is_digit(c)) break;
    units = units * 10 + static_cast<std::int64_t>(c - U'0');
    ++digits;
    if (scale >= 0) ++scale;
    // A cell never ends where a separator's own digits go on, nor before a point that belongs to its number.
    std::size_t next = end + 1;
    bool goes_on = next < run.size() && (run[next] == U'.' || run[next] == U',');
    std::optional<Decimal> value = Decimal(begin > i ? -units : units).divided_by_power_of_ten(std::max(0, scale));
    if (value && !goes_on) out.push_back({next, {false, *value}});
    bool zero = digits == 1 && units == 0;
    if (zero && !(range.decimals && next < run.size() && run[next] == U'.')) break;
  }
}

class Splitter {
 public:
  Splitter(std::u32string_view run, const std::vector<NumberRange>& ranges, const std::vector<RowSum>& sums)
      : run_(run), ranges_(ranges), sums_(sums), stops_(run.size() + 1), sums_ending_(ranges.size()) {
    for (const RowSum& sum : sums) {
      int last = sum.total;
      for (int part : sum.parts) last = std::max(last, part);
      sums_ending_[static_cast<std::size_t>(last)].push_back(&sum);
    }
  }

  RunReadings split();

 private:
  /// Into pieces_: what a cell can be if it begins at a place, each leaving a rest that the cells behind it can fill.
  struct Choices {
    std::size_t begin = 0, end = 0;
  };
  std::size_t skip(std::size_t i) const {
    while (i < run_.size() && is_border(run_[i])) ++i;
    return i;
  }
  Choices& choices(std::size_t cell, std::size_t at) { return choices_[cell * stops_ + at]; }
  bool is_alive(std::size_t cell, std::size_t at) const {
    if (cell == ranges_.size()) return at == run_.size();
    const Choices& found = choices_[cell * stops_ + at];
    return found.begin < found.end;
  }
  void find_starts(const NumberRange& range);
  void find_all_pieces();
  void collect_all(RunReadings& out);
  bool cuts_whole_number() const;
  void walk(std::size_t cell, std::size_t at, RunReadings& out);
  bool sums_hold(std::size_t last_cell) const;

  std::u32string_view run_;
  const std::vector<NumberRange>& ranges_;
  const std::vector<RowSum>& sums_;
  std::size_t stops_;  ///< places at which a cell may begin
  std::vector<std::vector<const RowSum*>> sums_ending_;  ///< by the last cell of each
  std::vector<Piece> starts_;            ///< of one range, by place
  std::vector<std::size_t> starts_of_;   ///< where each place's begin in starts_
  std::vector<Piece> pieces_;
  std::vector<Choices> choices_;  ///< by cell and place
  RunReading current_;
  std::vector<RunReading> rows_;
  std::vector<std::vector<RunCell>> summed_;
  long steps_ = 0;
};

void sort_distinct(std::vector<RunCell>& cells) {
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
}

/// Into starts_: every cell of this range by the place where it begins, whatever comes after it.
void Splitter::find_starts(const NumberRange& range) {
  // Where line breaks part the run, each line is a cell: what was left out between them was empty, and digits of one line
  // are one number.
  const bool by_lines = run_.find(U'\n') != std::u32string_view::npos;
  starts_.clear();
  starts_of_.assign(stops_ + 1, 0);
  for (std::size_t i = 0; i < run_.size(); ++i) {
    const std::size_t first = starts_.size();
    if (!is_border(run_[i])) find_pieces(run_, i, range, starts_);
    if (by_lines)
      starts_.erase(std::remove_if(starts_.begin() + static_cast<std::ptrdiff_t>(first), starts_.end(),
                                   [&](const Piece& piece) { return piece.end < run_.size() && !is_border(run_[piece.end]); }),
                    starts_.end());
    for (std::size_t p = first; p < starts_.size(); ++p) starts_[p].end = skip(starts_[p].end);
    starts_of_[i + 1] = starts_.size();
  }
}

void Splitter::find_all_pieces() {
  choices_.assign(ranges_.size() * stops_, {});
  for (std::size_t k = ranges_.size(); k-- > 0;) {
    if (k + 1 == ranges_.size() || !(ranges_[k] == ranges_[k + 1])) find_starts(ranges_[k]);
    for (std::size_t i = 0; i < run_.size(); ++i) {
      Choices& here = choices(k, i);
      here.begin = pieces_.size();
      for (std::size_t p = starts_of_[i]; p < starts_of_[i + 1]; ++p)
        if (is_alive(k + 1, starts_[p].end)) pieces_.push_back(starts_[p]);
      here.end = pieces_.size();
    }
  }
}

/// What each cell can be over all splits.
void Splitter::collect_all(RunReadings& out) {
  std::vector<char> reached(stops_), next;
  reached[skip(0)] = 1;
  out.all.resize(ranges_.size());
  for (std::size_t k = 0; k < ranges_.size(); ++k) {
    next.assign(stops_, 0);
    for (std::size_t i = 0; i < run_.size(); ++i) {
      if (!reached[i]) continue;
      for (std::size_t p = choices(k, i).begin; p < choices(k, i).end; ++p) {
        next[pieces_[p].end] = 1;
        out.all[k].push_back(pieces_[p].cell);
      }
    }
    sort_distinct(out.all[k]);
    std::swap(reached, next);
  }
}

/// Whether the run has borders, and yet a stretch between two of them that could be one number has to be cut: then cells
/// may have been lost between the borders rather than run together within them.
bool Splitter::cuts_whole_number() const {
  bool bordered = std::any_of(run_.begin(), run_.end(), is_border);
  if (!bordered) return false;
  std::size_t stretches = 0;
  bool wide = false;
  for (std::size_t i = skip(0); i < run_.size(); i = skip(i)) {
    std::size_t end = i;
    while (end < run_.size() && !is_border(run_[end])) ++end;
    wide = wide || (end - i > 1 && run_[i] != U'0');
    ++stretches;
    i = end;
  }
  return wide && stretches < ranges_.size();
}

/// Whether the sums that this cell completes hold; a dash leaves its sum open.
bool Splitter::sums_hold(std::size_t last_cell) const {
  for (const RowSum* sum : sums_ending_[last_cell]) {
    Decimal total;
    bool open = current_[sum->total].dash;
    for (int part : sum->parts) {
      open = open || current_[part].dash;
      std::optional<Decimal> next = Decimal::sum(total, current_[part].value);
      if (!next) return false;
      total = *next;
    }
    if (!open && total != current_[sum->total].value) return false;
  }
  return true;
}

void Splitter::walk(std::size_t cell, std::size_t at, RunReadings& out) {
  if (++steps_ > kMaxSteps) return;
  if (cell == ranges_.size()) {
    out.summed = true;
    for (std::size_t k = 0; k < cell; ++k)
      if (summed_[k].empty() || !(summed_[k].back() == current_[k])) summed_[k].push_back(current_[k]);
    if (rows_.size() < kMaxReadings * 4) rows_.push_back(current_);
    else out.more_rows = true;
    return;
  }
  for (std::size_t p = choices(cell, at).begin; p < choices(cell, at).end; ++p) {
    current_.push_back(pieces_[p].cell);
    if (sums_hold(cell)) walk(cell + 1, pieces_[p].end, out);
    current_.pop_back();
  }
}

RunReadings Splitter::split() {
  RunReadings out;
  find_all_pieces();
  std::size_t start = skip(0);
  out.possible = start < run_.size() && is_alive(0, start);
  if (!out.possible) return out;
  collect_all(out);
  out.cuts_whole_number = cuts_whole_number();
  summed_.resize(ranges_.size());
  out.with_sums.resize(ranges_.size());
  walk(0, start, out);
  bool too_many = steps_ > kMaxSteps;
  if (!out.summed && !too_many && !sums_.empty()) {
    // No split meets the sums: list the splits themselves.
    static const std::vector<RowSum> kNoSums;
    RunReadings plain = Splitter(run_, ranges_, kNoSums).split();
    out.rows = std::move(plain.rows);
    out.more_rows = plain.more_rows;
    return out;
  }
  out.more_rows = out.more_rows || too_many;
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  out.rows = std::move(rows_);
  if (out.rows.size() > kMaxReadings) {
    out.rows.resize(kMaxReadings);
    out.more_rows = true;
  }
  if (sums_.empty()) out.summed = false;
  for (std::vector<RunCell>& cells : summed_) sort_distinct(cells);
  if (too_many) out.with_sums = out.all, out.summed = true;
  else if (out.summed) out.with_sums = std::move(summed_);
  return out;
}

}  // namespace

bool RunCell::operator<(const RunCell& other) const {
  if (dash != other.dash) return dash;
  return value < other.value;
}

std::size_t stretches_of(std::u32string_view run) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < run.size(); ++i) out += !is_border(run[i]) && (i == 0 || is_border(run[i - 1]));
  return out;
}

bool mixes_lines(std::u32string_view run) {
  std::size_t lines = 0, longest = 0;
  for (std::size_t i = 0; i < run.size();) {
    std::size_t end = std::min(run.find(U'\n', i), run.size());
    std::size_t cells = stretches_of(run.substr(i, end - i));
    lines += cells > 0;
    longest = std::max(longest, cells);
    i = end + 1;
  }
  return lines > 1 && longest > 1;
}

std::optional<std::vector<Decimal>> plain_numbers(std::u32string_view run, std::size_t cells, bool parted) {
  std::size_t digits = 0, stretches = 0;
  bool zero_led = false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (is_border(run[i])) continue;
    if (!is_digit(run[i])) return std::nullopt;
    bool starts = i == 0 || is_border(run[i - 1]);
    stretches += starts;
    ++digits;
    if (starts && run[i] == U'0') zero_led = zero_led || (i + 1 < run.size() && is_digit(run[i + 1]));
  }
  bool by_stretch = stretches == cells && !zero_led;
  if (by_stretch && mixes_lines(run)) return std::nullopt;
  if (!by_stretch && (parted || digits != cells || stretches != 1)) return std::nullopt;
  std::vector<Decimal> out;
  out.reserve(cells);
  for (std::size_t i = 0; i < run.size();) {
    if (is_border(run[i])) {
      ++i;
      continue;
    }
    std::string text;
    do text.push_back(static_cast<char>(run[i++]));
    while (by_stretch && i < run.size() && !is_border(run[i]));
    std::optional<Decimal> value = Decimal::parse(text);
    if (!value) return std::nullopt;
    out.push_back(*value);
  }
  return out;
}

RunReadings split_run(std::u32string_view run, const std::vector<NumberRange>& ranges, const std::vector<RowSum>& sums) {
  if (run.size() > kMaxRun || ranges.empty()) return {};
  return Splitter(run, ranges, sums).split();
}

}  // namespace nianbao
