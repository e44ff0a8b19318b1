#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/input_stream.h"
#include "extract/archive.h"

namespace nianbao {

/// A forked process that unpacks one archive, as libarchive is not to be trusted with the run: a crash costs the rest of this
/// archive. Files come through a socket one at a time; the process waits until they are taken, so that no more than one and a
/// bit is held in memory. Nothing is written to disk.
class ArchiveProcess : public InputStream {
 public:
  /// What to read: all of the archive, or its file `only`. Each item's path and source are the archive's, `!/` and the
  /// name within. After `seconds_without_file` (0: any time) without a file it is ended. None (errno set) where no process
  /// can be had.
  static std::unique_ptr<ArchiveProcess> start(const InputFile& archive, const std::string& only,
                                               const ArchiveLimits& limits, int seconds_without_file);
  ArchiveProcess(const ArchiveProcess&) = delete;
  ArchiveProcess& operator=(const ArchiveProcess&) = delete;
  ~ArchiveProcess() override;

  State look() override;
  InputItem take() override;
  int descriptor() const override { return socket_; }

 private:
  ArchiveProcess(InputFile archive, pid_t pid, int socket, int seconds)
      : archive_(std::move(archive)), pid_(pid), socket_(socket), seconds_(seconds) {}
  State receive();
  void interpret(std::vector<std::string> texts);
  void end_with(Error error);

  InputFile archive_;
  pid_t pid_;
  int socket_, seconds_;
  std::string received_;
  std::optional<InputItem> next_;
  bool over_ = false;
  std::optional<std::chrono::steady_clock::time_point> waiting_since_;
};

}  // namespace nianbao
