#include "records/csv_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <type_traits>

#include "records/rounded_number.h"

namespace nianbao {
namespace {

constexpr std::size_t kBufferBytes = 1 << 16;

void append_text(std::string_view text, std::string& out) {
  if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_cell(const TableCell& cell, std::string& out) {
  std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::int64_t>) out += std::to_string(value);
        if constexpr (std::is_same_v<T, bool>) out += value ? "true" : "false";
        if constexpr (std::is_same_v<T, Decimal>) out += value.to_string();
        if constexpr (std::is_same_v<T, RoundedNumber>) append_rounded(value.value, value.decimals, out);
        if constexpr (std::is_same_v<T, std::string_view>) append_text(value, out);
      },
      cell);
}

}  // namespace

void append_csv_row(std::span<const TableCell> cells, std::string& out) {
  bool first = true;
  for (const TableCell& cell : cells) {
    if (!first) out += ',';
    first = false;
    append_cell(cell, out);
  }
  out += '\n';
}

TextFile::TextFile(std::string path) : path_(std::move(path)), file_(std::fopen(path_.c_str(), "wb")) {
  if (!file_) error_number_ = errno;
}

void TextFile::append(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= kBufferBytes) flush();
}

void TextFile::flush() {
  if (error_number_ == 0 && std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size())
    error_number_ = errno;
  buffer_.clear();
}

Result<void> TextFile::close() {
  flush();
  if (file_ && error_number_ == 0 && (std::fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0))
    error_number_ = errno;
  file_.reset();
  if (error_number_ == 0) return {};
  return Failure(Error{ErrorCode::output_failed, path_, "cannot write " + path_ + ": " + std::strerror(error_number_)});
}

CsvFile::CsvFile(std::string path, const Table& table) : file_(std::move(path)) {
  for (const Column& column : table.columns) line_ += (line_.empty() ? "" : ",") + column.name;
  file_.append(line_ + "\n");
}

void CsvFile::append(std::span<const TableCell> cells) {
  line_.clear();
  append_csv_row(cells, line_);
  file_.append(line_);
}

}  // namespace nianbao
