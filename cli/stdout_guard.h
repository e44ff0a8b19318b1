#pragma once

namespace nianbao {

/// While this lives, what libraries print on standard output goes to standard error; our own records go to
/// `descriptor`, the real standard output (-1 where the program was started without one).
class StdoutGuard {
 public:
  StdoutGuard();
  ~StdoutGuard();
  StdoutGuard(const StdoutGuard&) = delete;
  StdoutGuard& operator=(const StdoutGuard&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Opens /dev/null for each of the three standard descriptors that is closed, so that no file of ours gets its number.
void ensure_standard_descriptors();

}  // namespace nianbao
