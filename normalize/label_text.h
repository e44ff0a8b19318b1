#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/traditional_script.h"

namespace nianbao {

/// A code point as labels and numbers are compared: NFKC (full width, circled and squared forms), simplified script, Chinese variants of
/// one mark folded ('：' and ':' …). May give several code points (㈠ → (一)); most give one.
void append_folded(char32_t c, std::u32string& out);

/// Whether append_folded() gives the character itself, known without a look into a table: ASCII, common Han of the simplified script, 、 。 《 》 “ ”.
inline bool folds_to_itself(char32_t c) {
  return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF && !is_traditional(c)) || (c >= 0x3001 && c <= 0x3017) || (c >= 0x2018 && c <= 0x201D);
}

/// Han, kana, letters and digits count in a label; punctuation, white space and symbols do not.
bool is_uncommon_label_character(char32_t c);
inline bool is_label_character(char32_t c) {
  if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  return (c >= 0x4E00 && c <= 0x9FFF) || is_uncommon_label_character(c);
}

/// `¹`: a figure set high, which is no digit of the number or label before it.
inline bool is_raised_figure(char32_t c) { return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x2079); }

/// White space in any script, and the invisible characters that pages carry (zero width, BOM, soft hyphen).
bool is_space(char32_t c);

/// Value of a Chinese or Arabic numeral up to 99 (`三` 3, `十二` 12, `7`); 0 where it is none.
int numeral_value(std::u32string_view text);

/// Text folded for comparison, with the way back.
struct FoldedText {
  std::u32string text;      ///< label characters only
  std::vector<int> origin;  ///< for each, the code point it came from
};
FoldedText fold_text(std::u32string_view raw);

/// Which characters a text has, roughly: a bit for several of them. Two texts whose sets differ in n bits are at least
/// n / 2 edits apart, which spares most comparisons.
class CharacterSet {
 public:
  CharacterSet() = default;
  explicit CharacterSet(std::u32string_view text) {
    for (char32_t c : text) *this = with(c);
  }
  CharacterSet with(char32_t c) const {
    CharacterSet out = *this;
    out.bits_ |= std::uint64_t{1} << ((c * 0x9E3779B1u) >> 26);
    return out;
  }
  /// At least so many edits lie between the texts.
  int least_distance(CharacterSet other) const {
    return std::max(std::popcount(bits_ & ~other.bits_), std::popcount(other.bits_ & ~bits_));
  }
  /// False only where the other text has a character that this one has not.
  bool may_hold(CharacterSet other) const { return (other.bits_ & ~bits_) == 0; }
  bool operator==(const CharacterSet&) const = default;

 private:
  std::uint64_t bits_ = 0;
};

/// A folded text in which labels are looked for, many of them: the places of each pair of characters are chained, so that
/// only those are looked at where a label's first two stand.
class LabelSearch {
 public:
  void append(std::u32string_view folded);
  bool contains(std::u32string_view label) const;
  struct Places {
    std::optional<std::size_t> first;  ///< none where the label does not stand there
    bool several = false;
  };
  Places places_of(std::u32string_view label) const;
  bool empty() const { return text_.empty(); }

 private:
  static constexpr int kPairBits = 12;
  static std::size_t pair_of(char32_t a, char32_t b) { return (a * 0x9E3779B1u ^ b * 0x85EBCA6Bu) >> (32 - kPairBits); }

  std::u32string text_;
  std::vector<int> last_of_pair_;  ///< by pair_of: the last place of such a pair, from 1; 0: none
  std::vector<int> earlier_;       ///< by place: the one before it of a pair like it
};

/// A label ready for comparing.
struct LabelText {
  std::u32string key;   ///< folded, without its ordinal
  std::u32string head;  ///< the same up to the first bracket; equal to key where there is none
  int ordinal = 0;      ///< of `（三）`, `3.`, `三、` before it; 0 without
  CharacterSet key_set, head_set;

  bool operator==(const LabelText&) const = default;
  bool empty() const { return key.empty() && ordinal == 0; }
};
LabelText to_label(std::u32string_view raw);
/// The same of a text that is folded already, by fold_whole().
LabelText to_label_of_folded(std::u32string_view folded);
/// A label's text folded, without white space, a note's mark at its end and figures set high.
std::u32string fold_whole(std::u32string_view raw);
/// Its two steps, for texts that hold several labels: what is left at the end, and a character of that.
std::u32string_view without_note_mark(std::u32string_view raw);
void append_label_part(char32_t c, std::u32string& out);
LabelText to_label(std::string_view utf8);

/// Least number of insertions, deletions and replacements that make one into the other, or `limit` + 1 if over `limit`.
int edit_distance(std::u32string_view a, std::u32string_view b, int limit);

/// How well a label fits one of the form's spellings; lower is better. `exact` where the folded texts are equal,
/// `near` where at most a third of the longer one's characters differ, and at least two agree.
enum class LabelFit { exact, near, none };
struct LabelMatch {
  LabelFit fit = LabelFit::none;
  int distance = 0;
};
bool is_same_label(const LabelText& seen, const LabelText& known);
inline bool is_exact(const LabelText& seen, const LabelText& known) {
  // Most pairs differ in their characters already.
  const bool may_be = seen.key_set == known.key_set || seen.head_set == known.key_set || seen.key_set == known.head_set ||
                      seen.head_set == known.head_set;
  return may_be && is_same_label(seen, known);
}
LabelMatch match_label(const LabelText& seen, const LabelText& known);

/// Best of several spellings.
LabelMatch match_label(const LabelText& seen, const std::vector<LabelText>& known);

}  // namespace nianbao
