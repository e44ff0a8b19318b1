#pragma once

#include <string>

#include "model/result.h"

namespace nianbao {

/// The right to write to a store, held by one run at a time: a lock on the file `STORE.lock` beside it, which names the run's
/// process and is gone when the run is. The system lets the lock go with the process that holds it, however that ends; a
/// lock file that a killed run left behind stands in nobody's way.
///
/// SQLite's own locks last for one transaction; a run is many.
class StoreLock {
 public:
  /// Waits up to `wait_seconds` for another run. Errors: output_failed (another run holds it: says which process; the
  /// folder cannot be written to).
  static Result<StoreLock> take(const std::string& store, int wait_seconds);

  StoreLock() = default;
  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&& other) noexcept;
  ~StoreLock();

 private:
  StoreLock(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  void release();

  std::string path_;
  int descriptor_ = -1;
};

}  // namespace nianbao
