#include <cctype>

#include "corpus/generator/run_together.h"

namespace nianbao::corpus {

namespace {

bool ends_with(const std::string& text, const std::string& ending) {
  return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

bool is_number_of(const std::string& field, const std::string& text) {
  std::size_t at = 0;
  if (text[0] == '-') {
    if (!ends_with(field, ".change")) return false;
    at = 1;
  }
  const std::size_t point = text.find('.');
  if (point != std::string::npos && !ends_with(field, ".amount")) return false;
  const std::string whole = text.substr(at, point == std::string::npos ? std::string::npos : point - at);
  const std::string fraction = point == std::string::npos ? "0" : text.substr(point + 1);
  if (whole.empty() || fraction.empty() || (whole.size() > 1 && whole[0] == '0')) return false;
  if (at == 1 && whole == "0" && point == std::string::npos) return false;
  for (const char c : whole + fraction) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return false;
  }
  return true;
}

class Splitter {
 public:
  Splitter(const NumberRun& run, std::size_t limit, bool dashes) : run_(run), limit_(limit), dashes_(dashes) {}

  bool go_on(std::size_t at) {
    while (at < run_.text.size() && run_.text[at] == ' ') ++at;
    if (at == run_.text.size()) {
      if (current_.size() == run_.fields.size()) found.push_back(current_);
      return found.size() <= limit_;
    }
    const std::size_t left = run_.fields.size() - current_.size();
    if (left == 0 || run_.text.size() - at < left) return true;
    for (std::size_t to = at + 1; to <= run_.text.size() && run_.text[to - 1] != ' '; ++to) {
      const std::string piece = run_.text.substr(at, to - at);
      if (!(dashes_ && piece == "-") && !is_number_of(run_.fields[current_.size()], piece)) continue;
      current_.push_back(piece);
      if (!go_on(to)) return false;
      current_.pop_back();
    }
    return true;
  }

  std::vector<Split> found;

 private:
  const NumberRun& run_;
  std::size_t limit_;
  bool dashes_;
  Split current_;
};

}  // namespace

std::optional<std::vector<Split>> all_splits(const NumberRun& run, std::size_t limit, bool dashes) {
  Splitter splitter(run, limit, dashes);
  if (!splitter.go_on(0)) return std::nullopt;
  return std::move(splitter.found);
}

}  // namespace nianbao::corpus
