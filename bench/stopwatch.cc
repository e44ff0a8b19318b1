#include "bench/stopwatch.h"

#include <sys/resource.h>

#include <algorithm>
#include <ctime>

namespace nianbao {
namespace {

double processor_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  rusage children{};
  ::getrusage(RUSAGE_CHILDREN, &children);
  auto ms = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; };
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6 + ms(children.ru_utime) + ms(children.ru_stime);
}

}  // namespace

double milliseconds(const std::function<void()>& work) {
  const double start = processor_ms();
  work();
  return processor_ms() - start;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  std::size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

Pairing run_pairs(int pairs, const std::function<void()>& floor, const std::function<void()>& work) {
  floor();
  work();
  std::vector<double> floor_ms, work_ms, ratios;
  for (int i = 0; i < pairs; ++i) {
    double first = 0, second = 0;
    if (i % 2 == 0) first = milliseconds(floor), second = milliseconds(work);
    else second = milliseconds(work), first = milliseconds(floor);
    floor_ms.push_back(first);
    work_ms.push_back(second);
    ratios.push_back(second / first);
  }
  return {median(floor_ms), median(work_ms), median(ratios), quantile(ratios, 0.25), quantile(ratios, 0.75)};
}

}  // namespace nianbao
