#include "extract/scan/label_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "extract/embedded.h"
#include "extract/scan/digit_reader.h"
#include "extract/scan/integer_net.h"
#include "extract/scan/label_strip.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::uint64_t kWholeShare = std::uint64_t{1} << 30;
constexpr int kGoodConfidence = 300'000;
constexpr int kMostUnknown = 10;  // one in so many
constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";

struct LabelNet {
  std::u32string alphabet;  ///< class 1 and on; class 0 is blank
  IntegerNet net;
};

/// The alphabet stands in the model's own file, so that the two cannot part.
const LabelNet& label_net() {
  static const LabelNet net = [] {
    constexpr std::string_view kMark = "\nalphabet ";
    const std::string_view file = embedded_label_line_txt();
    LabelNet out;
    const std::size_t at = file.find(kMark);
    if (at == std::string_view::npos) return out;
    const std::size_t begin = at + kMark.size();
    out.alphabet = to_code_points(file.substr(begin, file.find('\n', begin) - begin));
    out.net = parse_integer_net(file);
    return out;
  }();
  return net;
}

bool is_word(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF && kNumerals.find(c) == std::u32string_view::npos; }

/// A character and the greatest share that a column gives it.
struct ReadCharacter {
  char32_t text = 0;
  std::uint32_t share = 0;
};

/// The likeliest class of each column; the same in neighbouring columns is one character.
std::vector<ReadCharacter> best_path(const LabelNet& net, const Activations& scores) {
  std::vector<ReadCharacter> out;
  int last = 0;
  for (int column = 0; column < scores.columns; ++column) {
    const std::vector<std::uint32_t> shares = to_shares(scores.values.data() + static_cast<std::ptrdiff_t>(column) * scores.channels, scores.channels);
    const auto best = std::max_element(shares.begin(), shares.end());
    const int cls = static_cast<int>(best - shares.begin());
    if (cls != 0 && cls != last) out.push_back({net.alphabet[static_cast<std::size_t>(cls) - 1], *best});
    else if (cls != 0) out.back().share = std::max(out.back().share, *best);
    last = cls;
  }
  return out;
}

std::vector<ReadCharacter> read_strip(const DigitStrip& strip) {
  const LabelNet& net = label_net();
  if (strip.width == 0) return {{U'?', 0}};
  Activations input{kStripHeight, strip.width, 1, {}};
  input.values.assign(strip.ink.begin(), strip.ink.end());
  const Activations scores = run_integer_net(net.net, input);
  if (scores.channels != static_cast<int>(net.alphabet.size()) + 1) return {{U'?', 0}};
  return best_path(net, scores);
}

}  // namespace

bool LabelReading::is_good() const { return characters > 0 && confidence >= kGoodConfidence && (characters - known) * kMostUnknown <= characters; }

LabelReading read_label(const std::vector<GrayImage>& lines, int usual_height, int darkest) {
  LabelReading out;
  std::uint64_t least = kWholeShare;
  std::u32string text;
  for (const GrayImage& line : lines) {
    if (!text.empty()) text.push_back(U'\n');
    for (const ReadCharacter& c : read_strip(make_label_strip(line, usual_height, darkest))) {
      text.push_back(c.text);
      least = std::min<std::uint64_t>(least, c.share);
      ++out.characters;
      out.known += c.text != U'?';
      out.has_words = out.has_words || is_word(c.text);
    }
  }
  out.text = to_utf8(text);
  if (out.characters > 0) out.confidence = static_cast<int>(least * static_cast<std::uint64_t>(kFullConfidence) / kWholeShare);
  return out;
}

}  // namespace nianbao
