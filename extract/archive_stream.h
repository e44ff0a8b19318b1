#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace nianbao {

/// libarchive over bytes in memory, which must outlive it. Used by the archive reader alone.
class ArchiveStream {
 public:
  enum class What { container, packed_file };  ///< `packed_file`: only the packing (gzip, …) is undone

  struct Entry {
    std::string name;   ///< as it stands in the archive, UTF-8
    bool raw = false;   ///< no format of archives was found: the one entry is all that was packed
    bool packed = false;  ///< in a packing that could be undone
    bool is_file = false, encrypted = false;
    std::optional<std::int64_t> bytes;  ///< where the archive tells it beforehand
  };

  static Result<ArchiveStream> open(std::string_view bytes, What what);
  ArchiveStream(ArchiveStream&&) noexcept;
  ~ArchiveStream();

  /// The next entry, none at the end. What was not read of the one before is skipped.
  Result<std::optional<Entry>> next();
  /// More of the entry's bytes, appended to `out`; false at its end.
  Result<bool> read(std::string& out);
  /// After a failed `read`: whether only this entry is lost.
  bool can_go_on() const;

 private:
  struct Handle;
  explicit ArchiveStream(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace nianbao
