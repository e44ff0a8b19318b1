#include "extract/archive_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <utility>

#include "extract/archive_names.h"

namespace nianbao {
namespace {

/// libarchive makes names by the locale of its thread: UTF-8, whatever the program's own is.
class Utf8Names {
 public:
  Utf8Names() : own_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(own_ ? ::uselocale(own_) : nullptr) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    if (!own_) return;
    ::uselocale(before_);
    ::freelocale(own_);
  }

 private:
  locale_t own_, before_;
};

Failure broken(archive* handle) {
  const char* why = archive_error_string(handle);
  std::string text = why ? why : "no more is known";
  const bool locked = text.find("ncrypt") != std::string::npos || text.find("assphrase") != std::string::npos;
  if (locked) return Failure(Error{ErrorCode::encrypted, {}, "the archive needs a password; pack it without one"});
  return Failure(Error{ErrorCode::damaged_file, {}, "the archive is damaged (" + text + "); what stands before was read"});
}

std::string name_of(archive_entry* entry) {
  if (const char* raw = archive_entry_pathname(entry)) return utf8_name(raw);
  const char* utf8 = archive_entry_pathname_utf8(entry);
  return utf8 ? utf8 : "";
}

}  // namespace

struct ArchiveStream::Handle {
  archive* reader = nullptr;
  bool lost = false;  ///< nothing more can be read
  ~Handle() {
    if (reader) archive_read_free(reader);
  }
};

ArchiveStream::ArchiveStream(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ArchiveStream::ArchiveStream(ArchiveStream&&) noexcept = default;
ArchiveStream::~ArchiveStream() = default;

Result<ArchiveStream> ArchiveStream::open(std::string_view bytes, What what) {
  const Utf8Names names;
  auto handle = std::make_unique<Handle>();
  handle->reader = archive_read_new();
  if (!handle->reader) return Failure(Error{ErrorCode::out_of_memory, {}, "the memory was not enough for this archive"});
  archive_read_support_filter_gzip(handle->reader);
  archive_read_support_filter_bzip2(handle->reader);
  archive_read_support_filter_xz(handle->reader);
  if (what == What::container) {
    archive_read_support_format_zip(handle->reader);
    archive_read_support_format_tar(handle->reader);
    archive_read_support_format_7zip(handle->reader);
  }
  archive_read_support_format_empty(handle->reader);
  archive_read_support_format_raw(handle->reader);
  if (archive_read_open_memory(handle->reader, bytes.data(), bytes.size()) != ARCHIVE_OK) return broken(handle->reader);
  return ArchiveStream(std::move(handle));
}

Result<std::optional<ArchiveStream::Entry>> ArchiveStream::next() {
  const Utf8Names names;
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(handle_->reader, &entry);
  if (code == ARCHIVE_EOF) return std::optional<Entry>();
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return broken(handle_->reader);
  Entry out;
  out.raw = archive_format(handle_->reader) == ARCHIVE_FORMAT_RAW;
  out.packed = archive_filter_count(handle_->reader) > 1;
  if (!out.raw) out.name = name_of(entry);
  out.is_file = out.raw || (archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry));
  out.encrypted = archive_entry_is_data_encrypted(entry) > 0;
  if (archive_entry_size_is_set(entry)) out.bytes = archive_entry_size(entry);
  return std::optional<Entry>(std::move(out));
}

Result<bool> ArchiveStream::read(std::string& out) {
  constexpr std::size_t kStep = 256 * 1024;
  const std::size_t before = out.size();
  out.resize(before + kStep);
  const la_ssize_t got = archive_read_data(handle_->reader, out.data() + before, kStep);
  out.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
  if (got >= 0) return got > 0;
  handle_->lost = got == ARCHIVE_FATAL;
  return broken(handle_->reader);
}

bool ArchiveStream::can_go_on() const { return !handle_->lost; }

}  // namespace nianbao
