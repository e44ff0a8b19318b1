#pragma once

#include <functional>
#include <vector>

namespace nianbao {

/// Processor time of one call, in milliseconds, that of the processes it waits for included: what else the machine does falls
/// on nobody.
double milliseconds(const std::function<void()>& work);

double median(std::vector<double> values);

/// The value that `share` of all lie below: 0.5 is about the median. 0 of none.
double quantile(std::vector<double> values, double share);

/// Two pieces of work, run in turns so that a change of the machine's speed meets both.
struct Pairing {
  double floor_ms = 0, work_ms = 0;  ///< medians
  double ratio = 0;                  ///< median of the pairs' own ratios
  double ratio_low = 0, ratio_high = 0;  ///< their quartiles
};

/// Runs both once unmeasured, then `pairs` times in turns, the first of a pair changing each time.
Pairing run_pairs(int pairs, const std::function<void()>& floor, const std::function<void()>& work);

}  // namespace nianbao
