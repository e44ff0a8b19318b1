#pragma once

namespace nianbao {

/// What Poppler has said of a file while it read it.
struct PdfComplaints {
  bool rebuilt = false;  ///< the table of objects was rebuilt
  int damages = 0;       ///< places where content is cut short, cannot be unpacked, or is no PDF
};

/// While it lives, what Poppler says in this thread goes to `complaints` instead of standard error.
///
/// Poppler keeps its tables in one global object and its error callback in another: this is the one place that sets
/// them, once a process, and the reason why the reader has state outside its arguments. The tables never change the
/// result of a reading; the callback finds the reader of its own thread.
class PdfLibraryUse {
 public:
  explicit PdfLibraryUse(PdfComplaints& complaints);
  ~PdfLibraryUse();
  PdfLibraryUse(const PdfLibraryUse&) = delete;
  PdfLibraryUse& operator=(const PdfLibraryUse&) = delete;

 private:
  PdfComplaints* before_;
};

}  // namespace nianbao
