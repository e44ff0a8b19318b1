#include "corpus/generator/zip_writer.h"

#include <zlib.h>

#include <cstdint>

namespace nianbao::corpus {

namespace {

constexpr std::uint32_t kDate = (40u << 9) | (1u << 5) | 1u;  // 2020-01-01

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

/// What a local header and a directory entry have in common.
void put_member(std::string& out, const std::string& name, const std::string& bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  put(out, 20, 2);
  put(out, 0x0800, 2);  // names in UTF-8
  put(out, 0, 2);       // stored
  put(out, 0, 2);
  put(out, kDate, 2);
  put(out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), size)), 4);
  put(out, size, 4);
  put(out, size, 4);
  put(out, static_cast<std::uint32_t>(name.size()), 2);
  put(out, 0, 2);
}

}  // namespace

std::string to_zip(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out, directory;
  for (const auto& [name, bytes] : members) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    out += "PK\x03\x04";
    put_member(out, name, bytes);
    out += name + bytes;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    put_member(directory, name, bytes);
    put(directory, 0, 2 + 2 + 2);
    put(directory, 0, 4);
    put(directory, offset, 4);
    directory += name;
  }
  const auto begin = static_cast<std::uint32_t>(out.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(members.size()), 2);
  put(out, static_cast<std::uint32_t>(members.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace nianbao::corpus
