#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/scan/digit_reader.h"

namespace nianbao {

/// The readings of a net that gives each column of a line a share for blank (class 0) and for each character of `alphabet`
/// (class 1 and on): a prefix beam search (Graves 2006) that sums over all ways to space a text, so that a score is the share
/// of that reading among all. `shares` holds columns x (alphabet + 1) numbers of 2^30, as to_shares gives them. Best first; at
/// least one, at most `most`; equal scores in the order of the texts.
std::vector<ScoredReading> read_columns(const std::vector<std::uint32_t>& shares, std::string_view alphabet, int most);

}  // namespace nianbao
