#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"
#include "normalize/number_cell.h"

namespace nianbao {

/// One cell's text within a run of digits that stand with nothing between them: a number, or a dash.
struct RunCell {
  bool dash = false;
  Decimal value;

  std::string text() const { return dash ? "-" : value.to_string(); }
  bool operator==(const RunCell&) const = default;
  bool operator<(const RunCell& other) const;  ///< dash first, then by value
};
using RunReading = std::vector<RunCell>;

/// A sum within the row: cells `parts` add up to cell `total` (indexes into the row).
struct RowSum {
  std::vector<int> parts;
  int total = 0;
};

/// All that a run can be: for every cell its possible contents over all splits, and over the splits that meet every
/// row sum; whole rows of the latter (else of all), ascending, at most `kMaxReadings`.
struct RunReadings {
  bool possible = false;                        ///< some split exists
  bool summed = false;                          ///< some split meets every row sum (false without sums)
  std::vector<std::vector<RunCell>> all;        ///< per cell, ascending, distinct
  std::vector<std::vector<RunCell>> with_sums;  ///< per cell; empty vectors where `summed` is false
  std::vector<RunReading> rows;
  bool more_rows = false;                       ///< `rows` was cut
  bool cuts_whole_number = false;               ///< a stretch between borders that could be one number has to be cut
};
inline constexpr std::size_t kMaxReadings = 64;

/// How many stretches the borders part the run into.
std::size_t stretches_of(std::u32string_view run);

/// Whether the run goes over several lines and one of them holds several stretches: lines are neither cells nor the row, so
/// the order of the cells is not sure.
bool mixes_lines(std::u32string_view run);

/// The numbers of the usual row: plain digits, as many of them, or as many stretches between borders, as there are cells.
/// That is its one reading; none where it is not such a row, or mixes lines. With `parted` only stretches count.
std::optional<std::vector<Decimal>> plain_numbers(std::u32string_view run, std::size_t cells, bool parted = false);

/// Splits `run` (folded; a space is a border; where there are line breaks, each line is a cell) into one cell for each of `ranges`: no number has a leading
/// zero, a fraction stands only where the range has decimals, a minus sign only where it allows negatives.
/// The cost is bounded: where there are too many splits to list, `rows` is cut and `with_sums` stays sound (it may hold
/// more than it would, never less).
RunReadings split_run(std::u32string_view run, const std::vector<NumberRange>& ranges, const std::vector<RowSum>& sums);

}  // namespace nianbao
