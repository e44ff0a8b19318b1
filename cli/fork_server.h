#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "cli/child_process.h"

namespace nianbao {

/// A process that makes the processes which read. It is forked once, before anything is open that they must not have: a process
/// that inherits SQLite's handle can break its owner's commits, and one that holds the output's pipe keeps its reader waiting.
/// It stays small, so that a new process costs little, whatever the caller has grown to.
///
/// What it makes are children of the caller (CLONE_PARENT), who alone waits for them, and hold no descriptor but their
/// socket and standard error.
class ForkServer {
 public:
  /// What a process does with its socket; it ends when that returns or throws.
  using Role = std::function<void(int socket)>;

  /// Null (errno set) where no process can be had.
  static std::unique_ptr<ForkServer> start(const std::vector<Role>& roles);

  /// A process that has begun with this role (an index); none (errno set) where none can be had.
  std::optional<ChildProcess> make(std::size_t role);

 private:
  explicit ForkServer(ChildProcess process) : process_(std::move(process)) {}

  ChildProcess process_;
};

}  // namespace nianbao
