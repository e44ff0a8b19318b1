#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/generator/report.h"

namespace nianbao::corpus {

/// A table row whose numbers stand together with nothing, or here and there a blank, between them.
struct NumberRun {
  std::string row;                  ///< table.row; "reviews" for the fifteen numbers of 四
  std::vector<std::string> fields;
  std::string text;                 ///< the digits, blanks where a border shows
};

/// The cells that runs leave undecided, by enumerating all their splits: a split has no leading zeros, a blank is a border,
/// ranges hold. Decided is a cell on which all splits agree; else those whose row sum holds; else a column's relation
/// whose other cells all splits agree on. None, for text that is not to be generated, where that order of rules reads a
/// cell wrong (a planted mistake pleases another split), where a reader that thinks further than these rules could know
/// more, where a minus could be a dash, and where blanks stand between some
/// numbers only of a row without a sum.
std::optional<std::set<std::string>> undecided_cells(const Report& report, const std::vector<NumberRun>& runs);

/// All splits of a run into the numbers of the fields; none if there are more than `limit`. With `dashes`, a minus alone
/// is a cell too.
using Split = std::vector<std::string>;
std::optional<std::vector<Split>> all_splits(const NumberRun& run, std::size_t limit, bool dashes);

}  // namespace nianbao::corpus
