#include "extract/html_steps.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>

namespace nianbao {
namespace {

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Elements whose end tags pages leave out, or that have none: they don't tell how deep a page nests.
bool may_stay_open(std::string_view name) {
  constexpr std::array<std::string_view, 22> kNames{"p",   "li",   "dt",    "dd",   "td",  "th",  "tr",   "tbody", "thead", "tfoot", "option",
                                                    "br",  "img",  "input", "meta", "link", "hr", "col", "area", "base", "param", "wbr"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class StepCounter {
 public:
  explicit StepCounter(std::string_view html) : html_(html) {}

  bool exceeds(std::int64_t most) {
    std::int64_t steps = 0;
    for (std::size_t at = html_.find('<'); at != std::string_view::npos && steps <= most; at = html_.find('<', at_)) {
      at_ = at + 1;
      const bool closes = html_.substr(at_, 1) == "/";
      if (closes) ++at_;
      const std::string_view name = read_name();
      if (name.empty()) continue;
      const std::int64_t attributes = closes ? 0 : count_attributes();
      count(name, closes);
      steps += open_ + attributes * attributes / 2;
    }
    return steps > most;
  }

 private:
  /// Lower-case, of a long name its begin.
  std::string_view read_name() {
    std::size_t length = 0;
    for (; at_ < html_.size(); ++at_) {
      const char c = html_[at_];
      if (std::isalnum(static_cast<unsigned char>(c)) == 0) break;
      if (length < name_.size()) name_[length++] = to_lower(c);
    }
    return {name_.data(), length};
  }

  std::int64_t count_attributes() {
    std::int64_t attributes = 0;
    bool apart = true;
    for (; at_ < html_.size(); ++at_) {
      const char c = html_[at_];
      if (c == '>') break;
      if (c == '=') {
        skip_value();
        apart = true;
        continue;
      }
      const bool parts = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/';
      if (!parts && apart) ++attributes;
      apart = parts;
    }
    return attributes;
  }

  /// Goes on at the last byte of the value behind `=`.
  void skip_value() {
    std::size_t begin = std::min(html_.find_first_not_of(" \t\r\n\f", at_ + 1), html_.size());
    if (begin == html_.size()) return void(at_ = begin - 1);
    const char quote = html_[begin];
    if (quote == '"' || quote == '\'') at_ = std::min(html_.find(quote, begin + 1), html_.size() - 1);
    else at_ = std::min(html_.find_first_of(" \t\r\n\f>", begin), html_.size()) - 1;
  }

  void count(std::string_view name, bool closes) {
    if (may_stay_open(name)) return;
    std::int64_t& open = open_of_[std::string(name)];
    if (closes && open == 0) return;
    open += closes ? -1 : 1;
    open_ += closes ? -1 : 1;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::array<char, 8> name_{};
  std::map<std::string, std::int64_t> open_of_;
  std::int64_t open_ = 0;
};

}  // namespace

bool takes_more_steps(std::string_view html, std::int64_t most) { return StepCounter(html).exceeds(most); }

}  // namespace nianbao
