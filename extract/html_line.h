#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao {

/// Gathers one line of displayed text: white space collapses as browsers collapse it, no-break spaces become spaces and
/// stay as many as they are.
class HtmlLine {
 public:
  /// `preserved`: white space stays as it is (<pre>). Line ends are the caller's to part.
  void add(std::string_view utf8, bool preserved = false);
  /// A space of its own, at the end of a nested cell.
  void add_space();
  /// Figures that come next are set high (a note's mark: 12¹), or no longer.
  void raise(bool on) { raised_ += on ? 1 : -1; }
  bool empty() const { return text_.empty(); }
  /// The line without white space at its ends; leading space stays where spaces inside show that it is lined up.
  std::string take();

 private:
  void append(std::string_view run);

  std::string text_;
  bool pending_space_ = false;
  int raised_ = 0;  ///< how many elements that set figures high are open
  bool preserved_ = false;
};

}  // namespace nianbao
