#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "extract/kind.h"
#include "model/result.h"

namespace nianbao {

/// What an archive may hold before it is taken for a bomb. Reports are megabytes, and pack at most some tenfold.
struct ArchiveLimits {
  std::int64_t max_members = 200'000;           ///< entries of any kind, folders too
  std::int64_t max_member_bytes = 512LL << 20;  ///< a longer member is left out, with an error of its own
  std::int64_t max_total_bytes = 64LL << 30;
  std::int64_t free_bytes = 64LL << 20;  ///< what may come out of however little
  int max_ratio = 200;                   ///< of all that came out to the archive's size, over `free_bytes`
};

/// A file in an archive.
struct ArchiveMember {
  std::string name;            ///< within the archive, UTF-8; `inner.zip!/a.pdf` of an archive in it; a WARC's address
  std::string_view bytes;      ///< valid during the call
  std::string url, retrieved;  ///< of a WARC
  std::optional<Error> error;  ///< why this member cannot be read; `bytes` is then empty
};

/// Whether files of that kind are containers of files: zip, tar, 7z, gzip, xz, bzip2, warc.
bool is_archive(Kind kind);

/// Hands over the files of an archive one after the other, in its order, unpacked in memory (libarchive): zip, tar (plain,
/// .gz, .xz, .bz2), 7z, single packed files, WARC (what warc_reader.h says). Folders, links and hidden files (`.DS_Store`,
/// `__MACOSX/`) are passed over. Archives in the archive are opened, those within them are members with an error.
///
/// Names that are not UTF-8 are taken as GB18030; they are made relative and free of `.`, `..` and control characters.
/// `name` is the archive's file name, for a packed file, which has no name of its own. `each` returns false to stop.
///
/// A bomb, damage or an archive without files ends with an error, after the members before it: damaged_file,
/// limit_exceeded, encrypted (also the names are), empty_file, unsupported_kind. A member that is encrypted, too long or
/// broken where the archive goes on is a member with an error; so is an archive in the archive.
Result<void> each_member(std::string_view bytes, std::string_view name, const ArchiveLimits& limits,
                         const std::function<bool(const ArchiveMember&)>& each);

}  // namespace nianbao
