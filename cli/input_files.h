#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/result.h"

namespace nianbao {

/// A file to read: `path` opens it, `source` is what its record shows.
struct InputFile {
  std::string path, source;

  bool operator==(const InputFile&) const = default;
};

/// Lists the files of the inputs in the order in which they are read: a file as it was given (whatever it is, also one
/// that is not there), a folder's regular files at any depth in byte order of their paths within it (which are their
/// sources). Hidden names (`.x`) in folders are skipped, a folder that links lead to again is listed once, nothing under
/// `output` (a file or folder; may be empty) is listed, and a path that is
/// met twice is listed once. A folder that cannot be opened is listed like a file, so that its failure is recorded.
std::vector<InputFile> list_input_files(const std::vector<std::string>& inputs, const std::string& output);

/// The bytes of a regular file. Errors: unreadable_file, limit_exceeded (over `max_bytes`, if that is not 0).
Result<std::string> read_file_bytes(const std::string& path, std::int64_t max_bytes = 0);

/// The first bytes of a regular file, at most `count`. Errors: unreadable_file.
Result<std::string> read_file_start(const std::string& path, std::size_t count);

}  // namespace nianbao
