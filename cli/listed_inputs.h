#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/archive_process.h"
#include "cli/input_stream.h"
#include "extract/archive.h"
#include "model/result.h"

namespace nianbao {

/// A file in an archive as people name it: `archive.zip!/2024/乡镇.pdf`.
struct MemberPath {
  std::string archive, member;

  bool operator==(const MemberPath&) const = default;
};

/// Splits a path at the first `!/` before which a file's name stands; none where the path itself is there, or no such file.
std::optional<MemberPath> find_member_path(const std::string& path);

/// The files of a list, archives among them opened (by their content, whatever they are called): their files stand in their
/// place, in the archive's order. A member path (`a.zip!/b.pdf`) gives that file only. An archive that cannot be read to its
/// end gives, after the files before, an item of its own with the error.
class ListedInputs : public InputStream {
 public:
  /// `seconds_per_file` is how long the next file of an archive may take; 0: any time.
  ListedInputs(std::vector<InputFile> files, const ArchiveLimits& limits, int seconds_per_file, ForkServer& processes)
      : files_(std::move(files)), limits_(limits), seconds_(seconds_per_file), processes_(processes) {}

  State look() override;
  InputItem take() override;
  int descriptor() const override { return process_ ? process_->descriptor() : -1; }

  /// How many items there are, as far as it is known: an archive counts one until its files come.
  std::size_t known() const { return taken_ + (files_.size() - at_) + (next_ ? 1 : 0); }

 private:
  void open_next();

  std::vector<InputFile> files_;
  ArchiveLimits limits_;
  int seconds_;
  ForkServer& processes_;
  std::size_t at_ = 0, taken_ = 0;
  std::unique_ptr<ArchiveProcess> process_;
  std::optional<InputItem> next_;
};

}  // namespace nianbao
