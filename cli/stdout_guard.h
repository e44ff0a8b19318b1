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

/// Opens /dev/null, to read only, for each of the three standard descriptors that is closed: no file of ours gets its
/// number, and writing there fails as it should.
void ensure_standard_descriptors();

}  // namespace nianbao
