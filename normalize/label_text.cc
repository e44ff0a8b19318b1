#include "normalize/label_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";

/// Radicals that fonts without a proper ToUnicode give for ideographs and that NFKC leaves alone (Unicode block CJK
/// Radicals Supplement), ascending.
constexpr std::array<std::pair<char32_t, char32_t>, 28> kRadicals{
    {{0x2E8F, U'尢'}, {0x2E9F, U'母'}, {0x2EA0, U'民'}, {0x2EC1, U'虎'}, {0x2EC4, U'西'}, {0x2EC5, U'见'}, {0x2EC6, U'角'},
     {0x2EC9, U'贝'}, {0x2ECB, U'车'}, {0x2ED3, U'长'}, {0x2ED4, U'门'}, {0x2ED8, U'青'}, {0x2ED9, U'韦'}, {0x2EDA, U'页'},
     {0x2EDB, U'风'}, {0x2EDC, U'飞'}, {0x2EDD, U'食'}, {0x2EE2, U'马'}, {0x2EE3, U'骨'}, {0x2EE4, U'鬼'}, {0x2EE5, U'鱼'},
     {0x2EE6, U'鸟'}, {0x2EE7, U'卤'}, {0x2EE8, U'麦'}, {0x2EE9, U'黄'}, {0x2EEC, U'齐'}, {0x2EEE, U'齿'}, {0x2EF0, U'龙'}}};

bool is_numeral(char32_t c) {
  return (c >= U'0' && c <= U'9') || c == U'十' || (c != U'零' && kNumerals.find(c) != std::u32string_view::npos);
}

/// Where an ordinal at `begin` ends (after its mark), or `begin` where there is none; its value to `value`.
std::size_t ordinal_end(std::u32string_view text, std::size_t begin, int& value) {
  std::size_t i = begin;
  bool bracket = i < text.size() && (text[i] == U'(' || text[i] == U'〔' || text[i] == U'[');
  if (bracket) ++i;
  std::size_t from = i;
  while (i < text.size() && is_numeral(text[i])) ++i;
  std::size_t to = i;
  if (from == to || to - from > 3) return begin;
  bool arabic = text[from] < 0x80;
  bool closed = i < text.size() && (text[i] == U')' || text[i] == U'〕' || text[i] == U']');
  bool marked = i < text.size() && (text[i] == U'、' || text[i] == U'.' || text[i] == U',' || text[i] == U'．' ||
                                    text[i] == U':' || text[i] == U'。');
  if (bracket || closed) {
    if (!closed && !marked) return begin;
    ++i;
    if (i < text.size() && text[i] == U'、') ++i;
  } else if (marked) {
    ++i;
  } else if (!arabic) {
    return begin;  // 三安全一稳定: no mark, so it is the label's own
  }
  value = numeral_value(text.substr(from, to - from));
  return i;
}

bool is_circled(char32_t c) { return c >= 0x2460 && c <= 0x2473; }

}  // namespace

std::u32string_view without_note_mark(std::u32string_view raw) {
  while (raw.size() > 2 && (is_space(raw.back()) || is_circled(raw.back()))) raw.remove_suffix(1);
  return raw;
}

void append_label_part(char32_t c, std::u32string& out) {
  if (c == U'於') out.push_back(U'于');  // not so in names: 於潜镇
  else if (!is_space(c) && !is_raised_figure(c)) append_folded(c, out);
}

std::u32string fold_whole(std::u32string_view raw) {
  std::u32string out;
  out.reserve(raw.size());
  for (char32_t c : without_note_mark(raw)) append_label_part(c, out);
  return out;
}

bool is_space(char32_t c) {
  if (c > U' ' && c < 0x85) return false;
  if (c >= 0x3001) return c == 0xFEFF;
  return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || c == 0xAD || c == 0xFEFF || c == 0x85 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x2060;
}

bool is_uncommon_label_character(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }

void append_folded(char32_t c, std::u32string& out) {
  if (folds_to_itself(c)) return out.push_back(c);
  if (is_traditional(c)) return out.push_back(to_simplified(c));
  static const icu::Normalizer2* nfkc = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCInstance(status);
  }();
  if (c >= 0x2E80 && c <= 0x2EFF) {
    auto radical = std::lower_bound(kRadicals.begin(), kRadicals.end(), c, [](auto& pair, char32_t v) { return pair.first < v; });
    if (radical != kRadicals.end() && radical->first == c) return out.push_back(radical->second);
  }
  icu::UnicodeString decomposition;
  if (!nfkc || !nfkc->getDecomposition(static_cast<UChar32>(c), decomposition)) {
    out.push_back(c);
    return;
  }
  for (int i = 0; i < decomposition.length(); i = decomposition.moveIndex32(i, 1))
    out.push_back(static_cast<char32_t>(decomposition.char32At(i)));
}

int numeral_value(std::u32string_view text) {
  if (text.empty()) return 0;
  if (text.front() < 0x80) {
    int value = 0;
    for (char32_t c : text) {
      if (c < U'0' || c > U'9' || value > 99) return 0;
      value = value * 10 + static_cast<int>(c - U'0');
    }
    return value;
  }
  // `三三、` is a misprint of `三、`: a repeated numeral counts once.
  if (text.size() == 2 && text[0] == text[1]) text.remove_prefix(1);
  std::size_t ten = text.find(U'十');
  auto digit = [](std::u32string_view part) -> int {
    if (part.size() != 1) return -1;
    std::size_t at = kNumerals.find(part.front());
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
  };
  if (ten == std::u32string_view::npos) return std::max(0, digit(text));
  int tens = ten == 0 ? 1 : digit(text.substr(0, ten));
  int ones = ten + 1 == text.size() ? 0 : digit(text.substr(ten + 1));
  return tens < 0 || ones < 0 ? 0 : tens * 10 + ones;
}

FoldedText fold_text(std::u32string_view raw) {
  FoldedText out;
  out.text.reserve(raw.size());
  out.origin.reserve(raw.size());
  std::u32string piece;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (folds_to_itself(raw[i])) {
      if (!is_label_character(raw[i])) continue;
      out.text.push_back(raw[i]);
      out.origin.push_back(static_cast<int>(i));
      continue;
    }
    piece.clear();
    append_folded(raw[i], piece);
    for (char32_t c : piece) {
      if (!is_label_character(c)) continue;
      out.text.push_back(c);
      out.origin.push_back(static_cast<int>(i));
    }
  }
  return out;
}

void LabelSearch::append(std::u32string_view folded) {
  if (last_of_pair_.empty()) last_of_pair_.assign(std::size_t{1} << kPairBits, 0);
  std::size_t from = text_.empty() ? 0 : text_.size() - 1;
  text_ += folded;
  earlier_.resize(text_.size());
  for (std::size_t i = from; i + 1 < text_.size(); ++i) {
    int& last = last_of_pair_[pair_of(text_[i], text_[i + 1])];
    earlier_[i] = std::exchange(last, static_cast<int>(i) + 1);
  }
}

bool LabelSearch::contains(std::u32string_view label) const {
  if (text_.empty()) return false;
  if (label.size() < 2) return text_.find(label) != std::u32string::npos;
  for (int at = last_of_pair_[pair_of(label[0], label[1])]; at > 0; at = earlier_[at - 1])
    if (std::u32string_view(text_).substr(at - 1, label.size()) == label) return true;
  return false;
}

LabelSearch::Places LabelSearch::places_of(std::u32string_view label) const {
  Places out;
  if (label.size() < 2) {
    const std::size_t at = text_.find(label);
    if (at != std::u32string::npos) out = {at, text_.find(label, at + 1) != std::u32string::npos};
    return out;
  }
  if (text_.empty()) return out;
  for (int at = last_of_pair_[pair_of(label[0], label[1])]; at > 0; at = earlier_[at - 1]) {
    if (std::u32string_view(text_).substr(at - 1, label.size()) != label) continue;
    out = {static_cast<std::size_t>(at) - 1, out.first.has_value()};
  }
  return out;
}

LabelText to_label_of_folded(std::u32string_view folded) {
  LabelText out;
  const std::size_t begin = ordinal_end(folded, 0, out.ordinal);
  std::size_t head = std::u32string::npos;
  out.key.reserve(folded.size() - begin);
  for (std::size_t i = begin; i < folded.size(); ++i) {
    char32_t c = folded[i];
    if (is_label_character(c)) {
      out.key.push_back(c);
      continue;
    }
    bool bracket = c == U'(' || c == U'〔' || c == U'[' || c == U'【';
    if (bracket && !out.key.empty() && head == std::u32string::npos) head = out.key.size();
  }
  out.head = out.key.substr(0, head);
  out.key_set = CharacterSet(out.key);
  out.head_set = head >= out.key.size() ? out.key_set : CharacterSet(out.head);
  return out;
}

LabelText to_label(std::u32string_view raw) { return to_label_of_folded(fold_whole(raw)); }

LabelText to_label(std::string_view utf8) { return to_label(to_code_points(utf8)); }

int edit_distance(std::u32string_view a, std::u32string_view b, int limit) {
  int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  if (std::abs(n - m) > limit) return limit + 1;
  constexpr int kShort = 64;
  std::array<int, kShort + 1> short_row;
  std::vector<int> long_row(m > kShort ? static_cast<std::size_t>(m) + 1 : 0);
  int* const row = m > kShort ? long_row.data() : short_row.data();
  for (int j = 0; j <= m; ++j) row[j] = j;
  for (int i = 1; i <= n; ++i) {
    int diagonal = row[0];
    row[0] = i;
    int least = row[0];
    for (int j = 1; j <= m; ++j) {
      int replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return row[m] > limit ? limit + 1 : row[m];
}

bool is_same_label(const LabelText& seen, const LabelText& known) {
  if (seen.key.empty() || known.key.empty()) return false;
  auto same = [](const std::u32string& a, CharacterSet a_set, const std::u32string& b, CharacterSet b_set) {
    return a_set == b_set && a == b;
  };
  return same(seen.key, seen.key_set, known.key, known.key_set) || same(seen.head, seen.head_set, known.key, known.key_set) ||
         same(seen.key, seen.key_set, known.head, known.head_set) ||
         (!seen.head.empty() && same(seen.head, seen.head_set, known.head, known.head_set));
}

LabelMatch match_label(const LabelText& seen, const LabelText& known) {
  if (seen.key.empty() || known.key.empty()) return {};
  if (is_exact(seen, known)) return {LabelFit::exact, 0};
  LabelMatch best;
  auto compare = [&](const std::u32string& a, const std::u32string& b, int least) {
    int longer = static_cast<int>(std::max(a.size(), b.size()));
    int limit = std::min(longer / 3, longer - 2);
    if (limit < 1 || least > limit) return;
    int distance = edit_distance(a, b, limit);
    if (distance <= limit && (best.fit == LabelFit::none || distance < best.distance)) best = {LabelFit::near, distance};
  };
  compare(seen.key, known.key, seen.key_set.least_distance(known.key_set));
  bool same = seen.key.size() == seen.head.size() && known.key.size() == known.head.size();
  if (!same) compare(seen.head, known.head, seen.head_set.least_distance(known.head_set));
  return best;
}

LabelMatch match_label(const LabelText& seen, const std::vector<LabelText>& known) {
  LabelMatch best;
  for (const LabelText& candidate : known)
    if (is_exact(seen, candidate)) return {LabelFit::exact, 0};
  for (const LabelText& candidate : known) {
    LabelMatch match = match_label(seen, candidate);
    if (match.fit == LabelFit::near && (best.fit == LabelFit::none || match.distance < best.distance)) best = match;
  }
  return best;
}

}  // namespace nianbao
