#include "extract/zip_package.h"

#include <zip.h>

#include <algorithm>
#include <utility>

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string_view part, std::string message) {
  return Failure(Error{code, std::string(part), std::move(message)});
}

std::string to_key(std::string_view name) {
  std::string out(name.substr(std::min(name.find_first_not_of("/\\"), name.size())));
  for (char& c : out) {
    if (c == '\\') c = '/';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Failure open_failure(zip_error_t& error) {
  std::string why = zip_error_strerror(&error);
  ErrorCode code = zip_error_code_zip(&error) == ZIP_ER_MEMORY ? ErrorCode::out_of_memory : ErrorCode::damaged_file;
  zip_error_fini(&error);
  return fail(code, {}, "the file is zipped, and its directory cannot be read (" + why + "); it may be cut off");
}

struct PartClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct ZipPackage::Handle {
  zip_t* zip = nullptr;
  ~Handle() {
    if (zip) zip_discard(zip);
  }
};

ZipPackage::ZipPackage() : handle_(std::make_unique<Handle>()) {}
ZipPackage::ZipPackage(ZipPackage&&) noexcept = default;
ZipPackage& ZipPackage::operator=(ZipPackage&&) noexcept = default;
ZipPackage::~ZipPackage() = default;

Result<ZipPackage> ZipPackage::open(std::string_view bytes, const ZipLimits& limits) {
  ZipPackage out;
  out.limits_ = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) return open_failure(error);
  out.handle_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!out.handle_->zip) {
    zip_source_free(source);
    return open_failure(error);
  }
  zip_error_fini(&error);
  const zip_int64_t count = zip_get_num_entries(out.handle_->zip, 0);
  if (count > limits.max_members)
    return fail(ErrorCode::limit_exceeded, {}, "the file has " + std::to_string(count) + " parts, at most " +
                                                   std::to_string(limits.max_members) + " are allowed");
  for (zip_int64_t i = 0; i < count; ++i)
    if (const char* name = zip_get_name(out.handle_->zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW))
      out.index_.emplace(to_key(name), static_cast<std::uint64_t>(i));
  return out;
}

bool ZipPackage::has(std::string_view name) const { return index_.count(to_key(name)) > 0; }

Result<std::string> ZipPackage::read(std::string_view name) {
  auto at = index_.find(to_key(name));
  if (at == index_.end()) return fail(ErrorCode::damaged_file, name, "the file has no part " + std::string(name));
  zip_stat_t facts;
  if (zip_stat_index(handle_->zip, at->second, 0, &facts) != 0 || !(facts.valid & ZIP_STAT_SIZE))
    return fail(ErrorCode::damaged_file, name, "nothing is known of the part " + std::string(name));
  if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE)
    return fail(ErrorCode::encrypted, name, "the file needs a password; save it without one");
  const auto size = static_cast<std::int64_t>(std::min<zip_uint64_t>(facts.size, INT64_MAX));
  const auto packed = std::max<std::int64_t>((facts.valid & ZIP_STAT_COMP_SIZE) ? static_cast<std::int64_t>(facts.comp_size) : size, 1);
  if (size > limits_.max_part_bytes || size > limits_.max_total_bytes - total_)
    return fail(ErrorCode::limit_exceeded, name, "the part " + std::string(name) + " has " + std::to_string(size) +
                                                     " bytes unpacked, more than is allowed");
  if (size > limits_.free_bytes && size / packed > limits_.max_ratio)
    return fail(ErrorCode::limit_exceeded, name, "the part " + std::string(name) + " grows from " + std::to_string(packed) +
                                                     " to " + std::to_string(size) + " bytes: no document does");
  std::unique_ptr<zip_file_t, PartClose> file(zip_fopen_index(handle_->zip, at->second, 0));
  std::string out(static_cast<std::size_t>(size), '\0');
  const zip_int64_t got = file ? zip_fread(file.get(), out.data(), out.size()) : -1;
  // One byte more brings libzip to the part's end, where it compares the check sum.
  char beyond = 0;
  if (got != size || zip_fread(file.get(), &beyond, 1) != 0)
    return fail(ErrorCode::damaged_file, name, "the part " + std::string(name) + " is damaged and cannot be unpacked");
  total_ += size;
  return out;
}

}  // namespace nianbao
