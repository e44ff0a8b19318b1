#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace nianbao {

/// What a progress line shows.
struct ProgressState {
  std::size_t done = 0, all = 0, failed = 0;
  double seconds = 0;  ///< since the start

  bool operator==(const ProgressState&) const = default;
};

/// `[=====>      ]  412/1000  41 %  33/s  18 s left  2 failed`, at most 79 columns.
std::string progress_line(const ProgressState& state);

/// `18 s`, `4 min 10 s`, `2 h 5 min`.
std::string duration_text(double seconds);

/// Draws the line on a terminal's standard error, at most ten times a second; silent where standard error is none.
class ProgressBar {
 public:
  ProgressBar(std::size_t all, bool wanted);
  /// There are now known to be that many.
  void expect(std::size_t all) { state_.all = all; }
  void advance(bool failed);
  void draw();
  /// Takes the line away, so that other words can be written.
  void clear();
  double seconds() const;

 private:
  ProgressState state_;
  bool shown_;
  bool on_screen_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace nianbao
