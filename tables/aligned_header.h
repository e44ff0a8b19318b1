#pragma once

#include <deque>
#include <vector>

#include "tables/aligned_columns.h"

namespace nianbao {

/// A cell of the header: over the value columns [col, col + col_span), or over the labels (`over_labels`), or both.
struct HeaderCell {
  int level = 0;  ///< row of the header, from 0
  bool over_labels = false;
  int col = 0, col_span = 0;  ///< 0 columns where it stands over the labels only
  std::vector<const AlignedWord*> words;

  bool operator==(const HeaderCell&) const = default;
};

struct AlignedHeader {
  int levels = 0;
  std::vector<HeaderCell> cells;  ///< by level, then from left to right

  bool operator==(const AlignedHeader&) const = default;
};

/// Fits the columns to the header above them. A column is widened by its own header; columns that have a header but no
/// value (all cells blank) are added; one with two headers side by side is parted (its values touch). The labels of the
/// rows end at `labels_to`, -1e18 where there are none; the leftmost header word is over the labels, if there are any.
void fit_columns_to_header(const std::vector<AlignedLine>& header, double labels_to, std::vector<ValueColumn>& columns);

/// How many columns the header names: the words over the values that have nothing below them.
int count_headed_columns(const std::vector<AlignedLine>& header, double labels_to);

/// Whether each column has just its own header above it. Lined-up text whose header has lost its places has not.
bool header_fits(const std::vector<AlignedLine>& header, double labels_to, const std::vector<ValueColumn>& columns);

/// A header that names as many columns as the rows have values, but not above them: its lowest words are the columns' in order, what
/// stands above these is one cell over all columns.
AlignedHeader place_header_in_order(const std::vector<AlignedLine>& header, double labels_to);

/// The header of lined-up text that does not fit its columns: as many words as columns, side by side, are theirs in
/// order; else all of it is one cell over all columns, as to say which is which would be a guess. Lines of one cell above
/// it (第二十条第（五）项) stand by themselves. `words` gets the words that had to be cut from longer ones.
AlignedHeader place_unfit_header(const std::vector<AlignedLine>& header, int columns, bool has_labels,
                                 std::deque<AlignedWord>& words);

/// Parts a header into cells. Words over one column that follow closely on each other are the column's own label, on the
/// lowest level (商业 / 企业); others stand over several columns (法人或其他组织): as many as lie evenly on both sides.
/// `borders` are those between the value columns (columns + 1); what ends left of `values_from` is over the labels.
AlignedHeader place_header(const std::vector<AlignedLine>& header, const std::vector<double>& borders,
                           double values_from);

}  // namespace nianbao
