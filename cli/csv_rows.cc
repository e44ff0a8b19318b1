#include "cli/csv_rows.h"

#include <utility>

namespace nianbao {
namespace {

class CsvParser {
 public:
  CsvParser(std::string_view text, const std::string& name) : text_(text), name_(name) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  Result<std::vector<CsvRow>> rows() {
    while (at_ < text_.size()) {
      row_ = {line_, {}};
      do {
        if (Result<void> read = cell(); !read) return Failure(read.error());
      } while (skip(','));
      end_line();
      if (row_.cells.size() > 1 || !row_.cells.front().empty()) out_.push_back(std::move(row_));
    }
    return std::move(out_);
  }

 private:
  bool skip(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void end_line() {
    if (skip('\r')) skip('\n');
    else skip('\n');
    ++line_;
  }

  Result<void> cell() {
    row_.cells.emplace_back();
    std::string& out = row_.cells.back();
    if (!skip('"')) {
      const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
      out = text_.substr(at_, end - at_);
      at_ = end;
      return {};
    }
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"' && !skip('"')) return after_quote();
      if (c == '\n') ++line_;
      out += c;
    }
    return wrong("a quote is never closed");
  }

  Result<void> after_quote() {
    if (at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '\r' || text_[at_] == '\n') return {};
    return wrong("something stands behind a closing quote");
  }

  Failure wrong(const std::string& what) const {
    return Failure({ErrorCode::damaged_file, name_, name_ + ": line " + std::to_string(row_.line) + ": " + what});
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0;
  int line_ = 1;
  CsvRow row_;
  std::vector<CsvRow> out_;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& name) { return CsvParser(text, name).rows(); }

}  // namespace nianbao
