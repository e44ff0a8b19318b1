#include "normalize/run_rows.h"

#include <algorithm>
#include <utility>

#include "normalize/number_cell.h"
#include "normalize/run_solver.h"
#include "normalize/text_order.h"
#include "normalize/value_cells.h"

namespace nianbao {
namespace {

constexpr std::size_t kMaxCandidates = 8;

struct RunRow {
  MappedRow row;
  std::vector<int> fields;
  RunReadings readings;
  std::size_t first_cell = 0;  ///< into the cells that the solver decides
};

template <class T>
void unite(std::vector<T>& into, const std::vector<T>& from) {
  const auto middle = static_cast<std::ptrdiff_t>(into.size());
  into.insert(into.end(), from.begin(), from.end());
  std::inplace_merge(into.begin(), into.begin() + middle, into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

void unite_cells(std::vector<std::vector<RunCell>>& into, const std::vector<std::vector<RunCell>>& from) {
  if (into.empty()) into = from;
  else
    for (std::size_t k = 0; k < from.size() && k < into.size(); ++k) unite(into[k], from[k]);
}

/// Both together: where the last digit may or may not be the next label's number.
RunReadings united_readings(RunReadings a, const RunReadings& b) {
  if (!a.possible) return b;
  if (!b.possible) return a;
  unite_cells(a.all, b.all);
  if (a.summed == b.summed) {
    unite_cells(a.with_sums, b.with_sums);
    unite(a.rows, b.rows);
  } else if (b.summed) {
    a.with_sums = b.with_sums;
    a.rows = b.rows;
    a.summed = true;
  }
  a.more_rows = a.more_rows || b.more_rows;
  return a;
}

/// Whether the run's last digit may be the printed number of the row below, `next_ordinal` (0 without).
bool tail_may_be_number(const RowItem& item, int next_ordinal) {
  return !item.run_tail_cut.empty() && next_ordinal > 0 && static_cast<int>(item.run.back() - U'0') == next_ordinal;
}

Value& add_value(TableInstance& t, const MappedRow& row, int column) {
  Value& value = t.values.add(t.field_of(row.ref, column));
  value.raw = row.item->run_raw;
  value.source = row.item->run_source;
  value.status = ValueStatus::unreadable;
  return value;
}

/// The unit that the header in front of the row states: `本年收费金额（单位：元）行政事业性收费`.
std::string header_unit(const RowItem& item) {
  std::string_view label = item.run_label_raw;
  std::size_t at = label.rfind("单位");
  return stated_unit(at == std::string_view::npos ? label : label.substr(at));
}

/// Sets the value; the row's last number may have a unit behind it.
void set_run_number(TableInstance& t, const MappedRow& row, int column, Value& value, NumberCell number) {
  const Field& field = t.form.form->fields[t.field_of(row.ref, column)];
  const bool money = column + 1 == t.column_count(row.ref) && field.unit.ends_with("元");
  if (money) number.unit = row.item->run_unit;
  set_number(t, value, number, field, money ? header_unit(*row.item) : "");
  if (number.status == ValueStatus::doubtful && number.unit != field.unit) value.raw_unit = number.unit;
}

/// Reads a row with one number for each column; false where it is no such row.
bool read_plain_row(TableInstance& t, const MappedRow& row, int next_ordinal, bool parted) {
  if (tail_may_be_number(*row.item, next_ordinal)) return false;
  int columns = t.column_count(row.ref);
  std::optional<std::vector<Decimal>> numbers = plain_numbers(row.item->run, static_cast<std::size_t>(columns), parted);
  for (int c = 0; numbers && c < columns; ++c) {
    NumberCell number;
    number.status = ValueStatus::read;
    number.value = (*numbers)[c];
    set_run_number(t, row, c, add_value(t, row, c), std::move(number));
  }
  return numbers.has_value();
}

/// Every split of the row.
RunRow split_row(const TableInstance& t, const MappedRow& row, int next_ordinal) {
  RunRow out{row, {}, {}, 0};
  for (int c = 0; c < t.column_count(row.ref); ++c) out.fields.push_back(t.field_of(row.ref, c));
  const IndexedBlock& block = t.table.blocks[row.ref.block];
  const std::vector<RowSum>& sums = block.row_sums[row.ref.row];
  out.readings = split_run(row.item->run, block.ranges, sums);
  if (tail_may_be_number(*row.item, next_ordinal))
    out.readings = united_readings(std::move(out.readings), split_run(row.item->run_tail_cut, block.ranges, sums));
  return out;
}

void report_impossible(TableInstance& t, const RunRow& run) {
  const RowItem& item = *run.row.item;
  std::string count = std::to_string(run.fields.size());
  Finding f = t.finding("number_unreadable", t.row_name(run.row.ref));
  for (int field : run.fields) f.fields.push_back(t.form.form->fields[field].id);
  f.source = item.run_source;
  f.message = "\"" + one_line(item.run_raw) + "\" cannot be cut into " + count + " numbers";
  f.message_zh = "“" + one_line(item.run_raw) + "”无法切分为" + count + "个数";
  t.findings.push_back(std::move(f));
}

void report_open(TableInstance& t, const RunRow& run) {
  const RowItem& item = *run.row.item;
  Finding f = t.finding("undecided_split", t.row_name(run.row.ref));
  for (int field : run.fields) f.fields.push_back(t.form.form->fields[field].id);
  f.source = item.run_source;
  for (const RunReading& reading : run.readings.rows) {
    std::vector<std::string>& texts = f.readings.emplace_back();
    for (const RunCell& cell : reading) texts.push_back(cell.text());
  }
  std::string cells = std::to_string(run.fields.size());
  std::string count = std::to_string(run.readings.rows.size()) + (run.readings.more_rows ? "+" : "");
  f.message = "\"" + one_line(item.run_raw) + "\" can be cut into " + cells + " numbers in " + count + " ways";
  f.message_zh = "“" + one_line(item.run_raw) + "”切分为" + cells + "个数，有" + count + "种读法";
  t.findings.push_back(std::move(f));
}

/// The row's values, not read yet, and what the solver has to decide of them.
void add_row(TableInstance& t, RunRow& run, bool parted, std::vector<RunCellState>& cells) {
  run.first_cell = cells.size();
  bool unsure = run.readings.cuts_whole_number || mixes_lines(run.row.item->run) ||
                (parted && stretches_of(run.row.item->run) < run.fields.size());
  for (std::size_t c = 0; c < run.fields.size(); ++c) {
    add_value(t, run.row, static_cast<int>(c));
    if (!run.readings.possible) continue;
    RunCellState state;
    state.field = run.fields[c];
    state.all = std::move(run.readings.all[c]);
    state.needs_sums = unsure;
    if (run.readings.summed) state.with_sums = std::move(run.readings.with_sums[c]);
    cells.push_back(std::move(state));
  }
}

/// Rows of the form between the row above and this one whose label stands in the text before the digits.
std::vector<FormRowRef> rows_shown_before(const TableInstance& t, const MappedRow& row, std::pair<int, int> above) {
  std::vector<FormRowRef> out;
  std::pair<int, int> own{row.ref.block, row.ref.row};
  for (std::size_t b = 0; b < t.table.blocks.size(); ++b)
    for (std::size_t r = 0; r < t.table.blocks[b].rows.size(); ++r) {
      FormRowRef ref{static_cast<int>(b), static_cast<int>(r)};
      std::pair<int, int> place{ref.block, ref.row};
      if (place <= above || place >= own || !t.row_of(ref).variant_set.empty()) continue;
      // Short labels (其他, 总计) are column labels too: they prove nothing.
      const std::vector<LabelText>& labels = t.table.blocks[b].rows[r];
      bool shown = std::any_of(labels.begin(), labels.end(), [&](const LabelText& label) {
        return label.key.size() >= 4 && row.item->run_label_folded.find(label.key) != std::u32string::npos;
      });
      if (shown) out.push_back(ref);
    }
  return out;
}

void read_blank_row(TableInstance& t, const MappedRow& row) {
  for (int c = 0; c < t.column_count(row.ref); ++c) {
    Value& value = t.values.add(t.field_of(row.ref, c));
    value.status = ValueStatus::blank;
    value.raw = "";
    value.source.page = row.item->run_source.page;
    value.source.line = row.item->run_source.line;
  }
}

/// A row whose label stands in the running text with no number behind it, before the next row's label: its cells are
/// empty.
void read_empty_rows(TableInstance& t) {
  std::vector<MappedRow> found;
  auto is_known = [&](const FormRowRef& ref) {
    auto same = [&](const MappedRow& other) { return other.ref == ref; };
    return std::any_of(t.rows.begin(), t.rows.end(), same) || std::any_of(found.begin(), found.end(), same);
  };
  std::pair<int, int> above{-1, -1};
  for (const MappedRow& row : t.rows) {
    std::pair<int, int> last = std::exchange(above, std::pair{row.ref.block, row.ref.row});
    if (!row.item->is_run()) continue;
    for (const FormRowRef& ref : rows_shown_before(t, row, last))
      if (!is_known(ref)) found.push_back({row.item, ref, RowFit::exact});
  }
  for (const MappedRow& row : found) {
    read_blank_row(t, row);
    t.rows.push_back(row);
  }
}

/// What is known of the fields that are not run-together.
KnownFields known_fields(const TableInstance& t, const std::vector<RunCellState>& cells) {
  std::vector<bool> run_together(t.form.form->fields.size());
  for (const RunCellState& cell : cells) run_together[cell.field] = true;
  KnownFields known;
  for (int field : t.values.fields()) {
    const Value& value = *t.values.find(field);
    if (!run_together[field]) known.push_back({field, value.status == ValueStatus::read ? value.value : std::nullopt});
  }
  return known;
}

/// Columns decide their cells each by itself: where the cells chosen in a row are no reading of it together, some column is
/// wrong, and none has decided.
void reopen_contradictions(const std::vector<RunRow>& runs, std::vector<RunCellState>& cells) {
  for (const RunRow& run : runs) {
    const auto first = cells.begin() + static_cast<std::ptrdiff_t>(run.first_cell);
    auto is_joint = [&](const RunReading& reading) {
      return std::equal(reading.begin(), reading.end(), first, [](const RunCell& cell, const RunCellState& state) {
        return !state.chosen || *state.chosen == cell;
      });
    };
    if (run.readings.more_rows || std::any_of(run.readings.rows.begin(), run.readings.rows.end(), is_joint)) continue;
    for (auto state = first; state != first + static_cast<std::ptrdiff_t>(run.fields.size()); ++state)
      if (state->verdict == RunCellState::Verdict::repaired) state->verdict = RunCellState::Verdict::open;
  }
}

NumberCell decided_number(const RunCellState& state) {
  NumberCell out;
  if (state.verdict == RunCellState::Verdict::open) {
    out.status = ValueStatus::doubtful;
    for (const RunCell& reading : state.with_sums.empty() ? state.all : state.with_sums)
      if (!reading.dash && out.candidates.size() < kMaxCandidates) out.candidates.push_back(reading.value);
  } else if (state.chosen->dash) {
    out.status = ValueStatus::dash;
  } else {
    out.status = state.verdict == RunCellState::Verdict::certain ? ValueStatus::read : ValueStatus::repaired;
    out.value = state.chosen->value;
  }
  return out;
}

void set_decided(TableInstance& t, const RunRow& run, const std::vector<RunCellState>& cells) {
  bool open = false;
  for (std::size_t c = 0; c < run.fields.size(); ++c) {
    NumberCell number = decided_number(cells[run.first_cell + c]);
    open = open || number.status == ValueStatus::doubtful;
    set_run_number(t, run.row, static_cast<int>(c), *t.values.find(run.fields[c]), std::move(number));
  }
  if (open) report_open(t, run);
}

}  // namespace

bool read_run_rows(TableInstance& t) {
  if (std::none_of(t.rows.begin(), t.rows.end(), [](const MappedRow& row) { return row.item->is_run(); })) return true;
  std::vector<RunRow> runs;
  std::vector<RunCellState> cells;
  bool parted = parts_its_cells(t), in_order = is_text_in_order(t);
  for (std::size_t i = 0; i < t.rows.size(); ++i) {
    if (!t.rows[i].item->is_run()) continue;
    if (t.rows[i].item->is_blank_run()) {
      read_blank_row(t, t.rows[i]);
      continue;
    }
    int next_ordinal = i + 1 < t.rows.size() && t.rows[i + 1].item->is_run() ? t.row_of(t.rows[i + 1].ref).ordinal : 0;
    if (read_plain_row(t, t.rows[i], next_ordinal, parted)) continue;
    RunRow run = split_row(t, t.rows[i], next_ordinal);
    add_row(t, run, parted, cells);
    in_order = in_order && run.readings.possible;
    if (run.readings.possible) runs.push_back(std::move(run));
    else report_impossible(t, run);
  }
  read_empty_rows(t);
  if (!runs.empty()) decide_runs(*t.form.form, known_fields(t, cells), cells);
  reopen_contradictions(runs, cells);
  for (const RunRow& run : runs) set_decided(t, run, cells);
  if (!in_order) doubt_disordered_text(t);
  return in_order;
}

}  // namespace nianbao
