#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "extract/archive.h"
#include "model/result.h"

namespace nianbao {

/// Appends more bytes to its argument; false at the end.
using ByteSource = std::function<Result<bool>(std::string&)>;

/// Hands over the documents of a web archive (WARC 1.0 and 1.1, ISO 28500), its packing undone: `response` records with
/// status 2xx and `resource` records of http(s) addresses. The HTTP headers are taken off, chunks joined, gzip undone.
/// Requests, revisits, other statuses and what no report is kept in (pictures, style sheets, scripts, fonts, sound and
/// film, JSON, by their content type) are passed over.
///
/// A member's `name` and `url` are the address, `retrieved` the record's WARC-Date. `each` returns false to stop. A record
/// longer than `limits.max_member_bytes`, or in a content encoding that is not known, is a member with an error. Errors:
/// damaged_file (with how far it got), limit_exceeded, and those of the source.
Result<void> each_warc_member(const ByteSource& source, const ArchiveLimits& limits,
                              const std::function<bool(const ArchiveMember&)>& each);

}  // namespace nianbao
