#include "tests/extract/archive_writer.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace nianbao {
namespace {

la_ssize_t append(archive*, void* out, const void* data, size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return static_cast<la_ssize_t>(size);
}

void check(archive* writer, int code) {
  if (code != ARCHIVE_OK) throw std::runtime_error(std::string("the test's archive: ") + archive_error_string(writer));
}

void add(archive* writer, const PackedFile& file) {
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
  const bool folder = !file.name.empty() && file.name.back() == '/';
  archive_entry_set_pathname(entry.get(), file.name.c_str());
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_filetype(entry.get(), folder ? AE_IFDIR : file.link.empty() ? AE_IFREG : AE_IFLNK);
  if (!file.link.empty()) archive_entry_set_symlink(entry.get(), file.link.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
  check(writer, archive_write_header(writer, entry.get()));
  archive_write_data(writer, file.bytes.data(), file.bytes.size());
}

}  // namespace

std::string pack(const std::string& format, const std::string& packing, const std::vector<PackedFile>& files,
                 const std::string& options, const std::string& password) {
  std::string out;
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), archive_write_free);
  check(writer.get(), archive_write_set_format_by_name(writer.get(), format.c_str()));
  if (packing != "none") check(writer.get(), archive_write_add_filter_by_name(writer.get(), packing.c_str()));
  if (!options.empty()) check(writer.get(), archive_write_set_options(writer.get(), options.c_str()));
  if (!password.empty()) check(writer.get(), archive_write_set_passphrase(writer.get(), password.c_str()));
  archive_write_set_bytes_in_last_block(writer.get(), 1);
  check(writer.get(), archive_write_open(writer.get(), &out, nullptr, append, nullptr));
  for (const PackedFile& file : files) add(writer.get(), file);
  check(writer.get(), archive_write_close(writer.get()));
  return out;
}

std::string warc_record(const std::string& headers, const std::string& block) {
  return "WARC/1.0\r\n" + headers + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string warc_response(const std::string& url, const std::string& http_headers, const std::string& body) {
  return warc_record("WARC-Type: response\r\nWARC-Target-URI: " + url +
                         "\r\nWARC-Date: 2024-03-05T08:12:11Z\r\nContent-Type: application/http; msgtype=response\r\n",
                     "HTTP/1.1 200 OK\r\n" + http_headers + "\r\n" + body);
}

}  // namespace nianbao
