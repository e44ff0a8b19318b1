#pragma once

#include <vector>

namespace nianbao {

/// A line of labels in a column left of the values (or, one level up, a row of the table beside its group's label).
struct LabelLine {
  double y = 0;             ///< its middle
  bool begins = false;      ///< it begins a label for sure: it has an ordinal
  bool full = true;         ///< it fills its cell, so that the next line may go on with it
};

/// How the lines of labels belong to the rows of values, when a label may take several lines and its values stand at
/// the height of its first line, its middle, or its last one (the same throughout a table).
struct LabelMatch {
  std::vector<int> row_of_line;  ///< the row of each line; -1: its label has no row, or it is not certain which
  std::vector<int> block_of_line;  ///< number of the label, from 0, ascending; lines of one label share it
  double cost = 0;                 ///< sum of the distances, in em

  bool operator==(const LabelMatch&) const = default;
};

/// What parts the lines of labels: heights, ascending.
struct RowBounds {
  std::vector<double> cuts;    ///< rulings between rows: no label crosses one
  std::vector<double> breaks;  ///< page breaks: beside a label at one, the values stand anywhere

  bool operator==(const RowBounds&) const = default;
};

struct LabelSpacing {
  double em = 10;                 ///< letter size
  double widest_pitch_em = 1.8;   ///< lines of one label are not further apart
  double reach_em = 0.35;         ///< a row stands no further off its place in the label: less than half a line
  int most_lines = 8;             ///< of one label
  bool whole_lines = false;       ///< places are whole lines of a text: rows and lines of a label are as far apart
  RowBounds bounds;
};

/// How far the labels stand below the values of their rows by their fonts alone (above: negative): the median over the
/// rows that have a line at about their height; 0 where none has.
double usual_offset(const std::vector<LabelLine>& lines, const std::vector<double>& rows, double em);

/// Matches lines (ascending by y) with rows (heights of the values, ascending): the cheapest way to part the lines into
/// labels in order and give each row at most one. Each of the three places (first line, middle, last line) is tried for
/// the whole table; rows to which places of about the same cost give different labels get none.
/// Cost: O(lines * nearby rows * most_lines), by dynamic programming.
LabelMatch match_labels(const std::vector<LabelLine>& lines, const std::vector<double>& rows,
                        const LabelSpacing& spacing);

}  // namespace nianbao
