#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/input_files.h"
#include "cli/manifest_facts.h"
#include "model/error.h"
#include "records/report_store.h"

namespace nianbao {

/// One thing to read: a file, or what came out of an archive.
struct InputItem {
  InputFile file;
  std::optional<std::string> bytes;  ///< of a file in an archive, which has no path; else the file is to be opened
  std::string url, retrieved;        ///< where an archive of web pages tells them
  std::optional<Error> error;        ///< known beforehand that it cannot be read
  SeenFile seen = {};                ///< for the store's books, where it goes to a store
  std::optional<std::string> converted = {};  ///< what LibreOffice made of `bytes`, where they go by way of it
  FileDescription description = {};           ///< what a manifest says; `bytes` are those of all its parts, one after the other
  std::vector<std::size_t> part_sizes = {};   ///< of them

  bool operator==(const InputItem&) const = default;
};

/// What there is to read, one after the other, in an order that is the same at each run.
class InputStream {
 public:
  enum class State { ready, waiting, ended };

  virtual ~InputStream() = default;
  /// Whether an item can be taken; never waits for one.
  virtual State look() = 0;
  /// After `ready`: the next item.
  virtual InputItem take() = 0;
  /// After `waiting`: becomes readable when it is worth looking again.
  virtual int descriptor() const = 0;
};

}  // namespace nianbao
