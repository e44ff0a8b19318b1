#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/assembled_document.h"
#include "cli/input_stream.h"
#include "cli/manifest.h"

namespace nianbao {

/// Passes on the items of a stream with what a manifest says of them; a report in several files with the bytes of all.
class DescribedInputs : public InputStream {
 public:
  /// More than `max_bytes` in all files of a report is limit_exceeded; 0: no limit.
  DescribedInputs(InputStream& items, Manifest& manifest, std::int64_t max_bytes)
      : items_(items), manifest_(manifest), max_bytes_(max_bytes) {}

  State look() override { return items_.look(); }
  InputItem take() override;
  int descriptor() const override { return items_.descriptor(); }

 private:
  void read_parts(InputItem& item) const;

  InputStream& items_;
  Manifest& manifest_;
  std::int64_t max_bytes_;
};

/// The files of an item that is a report in several; they point into the item. Empty for any other.
std::vector<ReportFile> files_of(const InputItem& item);

}  // namespace nianbao
