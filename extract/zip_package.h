#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace nianbao {

/// What a document of zipped parts may hold. A report is a few megabytes; what goes beyond these is made to hurt.
struct ZipLimits {
  std::int64_t max_part_bytes = 256LL << 20;  ///< of one part, unpacked
  std::int64_t max_total_bytes = 512LL << 20; ///< of all parts that are read
  std::int64_t free_bytes = 16LL << 20;       ///< up to this size a part may be packed however tightly
  int max_ratio = 200;                        ///< unpacked to packed, over `free_bytes`; document XML stays under 60
  std::int64_t max_members = 20000;
};

/// A document of zipped parts (OOXML, OpenDocument, OFD), read from memory (libzip, which stays in the source file).
/// Names are looked up whatever their case, with `/` or `\`. The bytes must outlive the package.
class ZipPackage {
 public:
  /// Errors: damaged_file, limit_exceeded, out_of_memory.
  static Result<ZipPackage> open(std::string_view bytes, const ZipLimits& limits = {});

  ZipPackage(ZipPackage&&) noexcept;
  ZipPackage& operator=(ZipPackage&&) noexcept;
  ~ZipPackage();

  bool has(std::string_view name) const;
  /// The part's bytes, unpacked. Errors: damaged_file (not there, or broken), encrypted, limit_exceeded.
  Result<std::string> read(std::string_view name);

 private:
  struct Handle;
  ZipPackage();

  std::unique_ptr<Handle> handle_;
  ZipLimits limits_;
  std::int64_t total_ = 0;
  std::map<std::string, std::uint64_t> index_;  ///< by name in lower case
};

}  // namespace nianbao
