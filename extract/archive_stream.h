#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace nianbao {

/// libarchive over bytes in memory. Used by the archive reader alone.
class ArchiveStream {
 public:
  enum class What { container, packed_file };  ///< `packed_file`: only the packing (gzip, …) is undone

  struct Entry {
    std::string name;
    bool is_file = false, encrypted = false;
  };

  static Result<ArchiveStream> open(std::string_view bytes, What what);
  ArchiveStream(ArchiveStream&&) noexcept;
  ~ArchiveStream();

  /// The next entry, none at the end.
  Result<std::optional<Entry>> next();
  /// More of the entry's bytes, appended to `out`; false at its end.
  Result<bool> read(std::string& out);

 private:
  struct Handle;
  explicit ArchiveStream(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace nianbao
