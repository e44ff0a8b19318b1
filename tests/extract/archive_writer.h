#pragma once

#include <string>
#include <vector>

namespace nianbao {

/// A file that a test packs. `link` (not empty) makes it a symbolic link to that; a name that ends in `/` is a folder.
struct PackedFile {
  std::string name, bytes;
  std::string link = {};
};

/// An archive of that format (`zip`, `gnutar`, `7zip`, `raw`) and packing (`none`, `gzip`, `xz`, `bzip2`), by libarchive.
/// `options` as libarchive's; with a `password` the files are locked.
std::string pack(const std::string& format, const std::string& packing, const std::vector<PackedFile>& files,
                 const std::string& options = {}, const std::string& password = {});

inline std::string zip_of(const std::vector<PackedFile>& files) { return pack("zip", "none", files); }

/// A record of a web archive, and an HTTP response to stand in one.
std::string warc_record(const std::string& headers, const std::string& block);
std::string warc_response(const std::string& url, const std::string& http_headers, const std::string& body);

}  // namespace nianbao
