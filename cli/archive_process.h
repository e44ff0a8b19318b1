#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/child_process.h"
#include "cli/fork_server.h"
#include "cli/input_stream.h"
#include "extract/archive.h"

namespace nianbao {

/// A process that unpacks one archive, as libarchive is not to be trusted with the run: a crash costs the rest of this archive. Files come through a socket one at a time; the process waits until they are taken, so that no more than one and a
/// bit is held in memory. Nothing is written to disk.
class ArchiveProcess : public InputStream {
 public:
  /// What to read: all of the archive, or its file `only`. Each item's path and source are the archive's, `!/` and the
  /// name within. After `seconds_without_file` (0: any time) without a file it is ended. None (errno set) where no process
  /// can be had.
  static std::unique_ptr<ArchiveProcess> start(ForkServer& processes, const InputFile& archive, const std::string& only,
                                               const ArchiveLimits& limits, int seconds_without_file);

  State look() override;
  InputItem take() override;
  int descriptor() const override { return process_.socket(); }

 private:
  ArchiveProcess(InputFile archive, ChildProcess process, int seconds)
      : archive_(std::move(archive)), process_(std::move(process)), seconds_(seconds) {}
  State receive();
  void interpret(std::vector<std::string> texts);
  void end_with(Error error);

  InputFile archive_;
  ChildProcess process_;
  int seconds_;
  std::string received_;
  std::optional<InputItem> next_;
  bool over_ = false;
  std::optional<std::chrono::steady_clock::time_point> waiting_since_;
};

/// What the process does.
void unpack_archive(int socket);

}  // namespace nianbao
