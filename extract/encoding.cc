#include "extract/encoding.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "extract/common_characters.h"
#include "extract/encoding_icu.h"
#include "extract/mojibake.h"
#include "extract/utf8_check.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kDeclarationReach = 8192;  // the Standard's 1,024 bytes are not enough where comments come first
constexpr std::size_t kStrayShare = 50;          // one stray byte in so many characters is damage, more is another encoding
constexpr std::size_t kErrorShare = 200;         // likewise for the errors of another encoding

struct Mark {
  std::string_view bytes, name;
};
constexpr std::array<Mark, 5> kMarks{{{"\xEF\xBB\xBF"sv, "UTF-8"sv},
                                      {"\xFF\xFE\0\0"sv, "UTF-32LE"sv},
                                      {"\0\0\xFE\xFF"sv, "UTF-32BE"sv},
                                      {"\xFF\xFE"sv, "UTF-16LE"sv},
                                      {"\xFE\xFF"sv, "UTF-16BE"sv}}};

Finding doubt(std::string message, std::string message_zh) {
  Finding out = make_finding("encoding_doubt");
  out.message = std::move(message);
  out.message_zh = std::move(message_zh);
  return out;
}

Finding stray_bytes(std::string_view name, std::size_t count) {
  const std::string bytes = std::to_string(count);
  return doubt(bytes + " places hold bytes that are not " + std::string(name) + "; they became U+FFFD",
               "有" + bytes + "处字节不是" + std::string(name) + "编码，已记为U+FFFD");
}

Finding belied(std::string_view declared, std::string_view name) {
  return doubt("the text is declared as " + std::string(declared) + ", its bytes are " + std::string(name),
               "声明的编码为" + std::string(declared) + "，实际字节为" + std::string(name));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

/// The value after `charset=` or `encoding=` at `at`, quotes left out.
std::string_view value_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kAround = " \t\r\n\"'=";
  at = text.find_first_not_of(kAround, at);
  if (at == std::string_view::npos) return {};
  std::size_t end = std::min(text.find_first_of(" \t\r\n\"'/>;?", at), text.size());
  return text.substr(at, end - at);
}

int commonness(std::string_view utf8) { return count_common_characters(utf8).commonness(); }

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t out = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++out;
  return out;
}

/// What speaks against a text that was lost before it came here: its bytes are right, and its characters are not.
std::optional<Finding> find_loss(std::string_view utf8) {
  constexpr std::size_t kLeastLost = 3, kLeastIdeographs = 40;
  constexpr int kLeastCommon = 40;
  const std::size_t lost = count_of(utf8, "\xEF\xBF\xBD") + count_of(utf8, "锟斤拷");
  if (lost >= kLeastLost)
    return doubt("characters had been lost in " + std::to_string(lost) + " places before the text was saved (U+FFFD, 锟斤拷); they can't be told",
                 "有" + std::to_string(lost) + "处字符在保存之前即已丢失（U+FFFD、锟斤拷），无法还原");
  const CharacterCensus census = count_common_characters(utf8);
  if (census.ideographs >= kLeastIdeographs && census.ideographs * 2 > census.all && census.commonness() < kLeastCommon)
    return doubt("its characters are not those of Chinese text; it had probably been decoded wrongly before it was saved",
                 "文字不似汉语，疑在保存之前即已误解码");
  return std::nullopt;
}

class Decoder {
 public:
  Decoder(std::string_view bytes, const DecodeOptions& options) : bytes_(bytes), options_(options) {}

  Result<DecodedText> decode() {
    bool done = by_mark() || by_zero_bytes() || by_utf8() || by_declaration() || by_detection();
    if (!done)
      return Failure(Error{ErrorCode::wrong_encoding, {}, "no encoding explains these bytes; open the file and save it as UTF-8"});
    repair();
    return std::move(out_);
  }

 private:
  /// Sets right what was decoded wrongly before, as often as it was.
  void repair() {
    constexpr int kMostTimes = 3;
    for (int i = 0; i < kMostTimes; ++i) {
      auto repair = repair_mojibake(out_.utf8);
      if (!repair) break;
      const bool changed = repair->utf8 != out_.utf8;
      if (!changed && i > 0) break;
      out_.utf8 = std::move(repair->utf8);
      std::move(repair->findings.begin(), repair->findings.end(), std::back_inserter(out_.findings));
      if (!changed) break;
    }
    const bool in_doubt = std::any_of(out_.findings.begin(), out_.findings.end(), [](const Finding& f) { return f.rule == "encoding_doubt"; });
    if (in_doubt) return;
    if (auto loss = find_loss(out_.utf8)) out_.findings.push_back(std::move(*loss));
  }

  void take(std::string utf8, std::string_view name, std::string_view origin, bool certain) {
    out_.utf8 = std::move(utf8);
    out_.info = {std::string(name), std::string(origin), certain};
  }

  bool by_mark() {
    for (const Mark& mark : kMarks) {
      if (!bytes_.starts_with(mark.bytes)) continue;
      auto text = to_utf8_from(bytes_.substr(mark.bytes.size()), std::string(mark.name));
      if (!text || (text->errors > 0 && text->errors * 5 > text->utf8.size())) return false;
      if (text->errors > 0) out_.findings.push_back(stray_bytes(mark.name, text->errors));
      take(std::move(text->utf8), mark.name, "bom", text->errors == 0);
      return true;
    }
    return false;
  }

  bool by_zero_bytes() {
    if (bytes_.substr(0, 4096).find('\0') == std::string_view::npos) return false;
    std::string_view name = unmarked_utf16(bytes_);
    if (name.empty()) return false;
    auto text = to_utf8_from(bytes_, std::string(name));
    if (!text || text->errors * kErrorShare > text->utf8.size()) return false;
    if (text->errors > 0) out_.findings.push_back(stray_bytes(name, text->errors));
    take(std::move(text->utf8), name, "detected", text->errors == 0);
    return true;
  }

  void read_declaration() {
    declared_ = !options_.declared.empty() ? options_.declared : options_.markup ? declared_charset(bytes_) : std::string_view{};
    declared_name_ = standard_name(declared_);
    origin_ = !options_.declared.empty() || bytes_.starts_with("<?xml") ? "declaration" : "meta";
  }

  bool by_utf8() {
    const Utf8Check check = check_bytes(bytes_);
    read_declaration();
    const bool agrees = declared_name_ == "UTF-8";
    if (check.stray == 0) {
      const bool plain = check.wide == 0;
      if (!agrees && !declared_name_.empty() && !plain) out_.findings.push_back(belied(declared_, "UTF-8"));
      take(std::string(bytes_), "UTF-8", agrees ? origin_ : "detected", true);
      return true;
    }
    const bool damaged = check.stray * kStrayShare <= check.wide || (check.stray == 1 && check.cut_short && check.wide > 0);
    if (!damaged) return false;
    if (check.stray == 1 && check.cut_short) add_cut_short();
    else out_.findings.push_back(stray_bytes("UTF-8", check.stray));
    std::string_view whole = check.stray == 1 && check.cut_short ? bytes_.substr(0, check.first_stray) : bytes_;
    take(to_utf8(to_code_points(whole)), "UTF-8", agrees ? origin_ : "detected", false);
    return true;
  }

  void add_cut_short() {
    Finding out = make_finding("file_damaged");
    out.message = "the file ends within a character; what stands before it was read";
    out.message_zh = "文件在一个字符中间结束，已读取其前面的内容";
    out_.findings.push_back(std::move(out));
  }

  bool by_declaration() {
    if (declared_name_.empty() || declared_name_ == "UTF-8" || declared_name_.starts_with("UTF-16")) return false;
    auto text = to_utf8_from(bytes_, declared_name_);
    if (!text || text->errors * kErrorShare > text->utf8.size()) return false;
    const bool single_byte = declared_name_.starts_with("ISO-8859") || declared_name_.starts_with("ISO_8859") || declared_name_.starts_with("windows-125") || declared_name_ == "US-ASCII";
    if (single_byte) return false;  // any bytes fit those: servers say so of what they don't know
    if (text->errors > 0) out_.findings.push_back(stray_bytes(declared_name_, text->errors));
    take(std::move(text->utf8), declared_name_, origin_, text->errors == 0);
    return true;
  }

  bool by_detection() {
    std::vector<std::string> names = detect_encodings(bytes_);
    names.insert(names.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(names.size(), 1)), {"GB18030", "Big5"});
    std::optional<Conversion> best;
    std::string best_name;
    int best_score = -1, second_score = -1;
    std::vector<std::string> tried;
    for (const std::string& detected : names) {
      std::string name = standard_name(detected);
      if (name.empty() || name == "UTF-8" || std::find(tried.begin(), tried.end(), name) != tried.end()) continue;
      tried.push_back(name);
      auto text = to_utf8_from(bytes_, name);
      if (!text || text->errors * kErrorShare > text->utf8.size()) continue;
      const int score = commonness(text->utf8) - static_cast<int>(std::min<std::size_t>(text->errors, 100)) * 2;
      if (score > best_score) {
        second_score = best_score;
        best_score = score;
        best = std::move(text);
        best_name = name;
      } else {
        second_score = std::max(second_score, score);
      }
    }
    constexpr int kLeastCommon = 60, kClearLead = 150;
    if (!best || best_score < kLeastCommon) return false;
    if (!declared_name_.empty() && declared_name_ != best_name) out_.findings.push_back(belied(declared_, best_name));
    if (best->errors > 0) out_.findings.push_back(stray_bytes(best_name, best->errors));
    const bool clear = best->errors == 0 && best_score - second_score >= kClearLead;
    if (!clear && best->errors == 0)
      out_.findings.push_back(doubt("the bytes fit several encodings; " + best_name + " is the likeliest", "字节符合多种编码，以" + best_name + "最为可能"));
    take(std::move(best->utf8), best_name, "detected", clear);
    return true;
  }

  std::string_view bytes_;
  const DecodeOptions& options_;
  std::string_view declared_, origin_;
  std::string declared_name_;
  DecodedText out_;
};

}  // namespace

std::string_view unmarked_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  // A unit of ASCII has a zero byte on the one side or the other; `一` (U+4E00) looks like an N of the other order.
  auto is_ascii = [](char c) { return (c >= ' ' && c <= '~' && c != 'N') || c == '\n' || c == '\r' || c == '\t'; };
  std::size_t little = 0, big = 0;
  for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
    if (head[i + 1] == '\0' && is_ascii(head[i])) ++little;
    if (head[i] == '\0' && is_ascii(head[i + 1])) ++big;
  }
  const std::size_t more = std::max(little, big), less = std::min(little, big);
  if (more == 0 || more * 50 < head.size() / 2 || less * 20 > more) return {};
  return little > big ? "UTF-16LE" : "UTF-16BE";
}

std::string_view declared_charset(std::string_view markup) {
  std::string_view head = markup.substr(0, kDeclarationReach);
  std::string folded(head);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  if (folded.starts_with("<?xml")) {
    std::size_t end = std::min(folded.find("?>"), folded.size());
    std::size_t at = folded.find("encoding");
    if (at < end) return value_at(head, at + 8);
  }
  for (std::size_t tag = folded.find("<meta"); tag != std::string::npos; tag = folded.find("<meta", tag + 5)) {
    std::size_t end = std::min(folded.find('>', tag), folded.size());
    std::size_t at = folded.find("charset", tag);
    if (at < end) return value_at(head.substr(0, end), at + 7);
  }
  return {};
}

Result<DecodedText> decode_text(std::string_view bytes, const DecodeOptions& options) { return Decoder(bytes, options).decode(); }

}  // namespace nianbao
