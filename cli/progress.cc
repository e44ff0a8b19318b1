#include "cli/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace nianbao {
namespace {

constexpr int kBarWidth = 24;

std::string rate_text(double per_second) {
  char text[32];
  std::snprintf(text, sizeof text, per_second < 10 ? "%.1f/s" : "%.0f/s", per_second);
  return text;
}

bool can_erase_lines() {
  const char* terminal = std::getenv("TERM");
  return terminal && std::string_view(terminal) != "dumb";
}

/// How many characters a line of the terminal takes, so that none is wrapped.
std::size_t columns() {
  winsize size = {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string progress_line(const ProgressState& state) {
  const double share = state.all == 0 ? 1.0 : static_cast<double>(state.done) / static_cast<double>(state.all);
  const int filled = static_cast<int>(share * kBarWidth);
  std::string out = "[" + std::string(static_cast<std::size_t>(filled), '=');
  if (filled < kBarWidth) out += ">" + std::string(static_cast<std::size_t>(kBarWidth - filled - 1), ' ');
  out += "] " + std::to_string(state.done) + "/" + std::to_string(state.all) + "  " +
         std::to_string(static_cast<int>(share * 100)) + " %";
  if (state.done > 0 && state.seconds > 0) {
    const double rate = static_cast<double>(state.done) / state.seconds;
    out += "  " + rate_text(rate);
    if (state.done < state.all)
      out += "  " + duration_text(static_cast<double>(state.all - state.done) / rate) + " left";
  }
  if (state.failed > 0) out += "  " + std::to_string(state.failed) + " failed";
  return out;
}

ProgressBar::ProgressBar(std::size_t all, bool wanted)
    : shown_(wanted && ::isatty(STDERR_FILENO) == 1 && can_erase_lines()), start_(std::chrono::steady_clock::now()), last_(start_) {
  state_.all = all;
}

void ProgressBar::advance(bool failed) {
  ++state_.done;
  if (failed) ++state_.failed;
}

void ProgressBar::draw() {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  state_.seconds = seconds();
  std::fprintf(stderr, "\r\033[K%s", progress_line(state_).substr(0, columns() - 1).c_str());
  on_screen_ = true;
}

void ProgressBar::clear() {
  if (on_screen_) std::fputs("\r\033[K", stderr);
  on_screen_ = false;
}

double ProgressBar::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace nianbao
