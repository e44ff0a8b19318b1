#include "extract/scan/glyph_witness.h"

#include <algorithm>
#include <cstddef>

#include "extract/embedded.h"
#include "extract/scan/integer_net.h"

namespace nianbao {
namespace {

constexpr std::string_view kAlphabet = "0123456789.,/-()?";
constexpr std::size_t kMostTexts = 9;
constexpr std::int32_t kFarCost = 10 * 256;  // 10 natural logarithms: a class this unlikely is not tried

const IntegerNet& glyph_net() {
  static const IntegerNet net = parse_integer_net(embedded_digit_glyph_txt());
  return net;
}

/// A way to name an arc: its cost in 1/256 of a natural logarithm under certainty, and its share of 2^30.
struct Name {
  char character = '?';
  std::int32_t cost = 0;
  std::uint32_t share = 0;
};

std::vector<Name> name_arc(const InkLine& line, const std::vector<InkAtom>& atoms, const GlyphArc& arc, int type_height) {
  const std::vector<std::uint8_t> window = draw_glyph(line, atoms, arc, type_height);
  Activations input{kGlyphSize, kGlyphSize, 1, {}};
  input.values.assign(window.begin(), window.end());
  const Activations scores = run_integer_net(glyph_net(), input);
  const std::vector<std::uint32_t> shares = to_shares(scores.values.data(), scores.channels);
  const auto most = std::max_element(shares.begin(), shares.end());
  const std::int32_t most_score = *std::max_element(scores.values.begin(), scores.values.end());
  const std::int32_t most_cost = cost_of_share(*most);
  std::vector<Name> names;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    const std::int32_t cost = most_cost + (most_score - scores.values[i]);
    names.push_back({kAlphabet[i], cost, shares[i]});
  }
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.cost != b.cost ? a.cost < b.cost : a.character < b.character; });
  while (names.size() > 1 && names.back().cost > names.front().cost + kFarCost) names.pop_back();
  return names;
}

/// A text that spells the atoms so far.
struct Spelling {
  std::string text;
  std::int32_t cost = 0;
  std::vector<NamedGlyph> glyphs;
  std::vector<GlyphArc> arcs;
};

void add_spelling(std::vector<Spelling>& spellings, Spelling spelling) {
  for (Spelling& known : spellings) {
    if (known.text != spelling.text) continue;
    if (spelling.cost < known.cost) known = std::move(spelling);
    return;
  }
  spellings.push_back(std::move(spelling));
}

void keep_cheapest(std::vector<Spelling>& spellings) {
  std::sort(spellings.begin(), spellings.end(), [](const Spelling& a, const Spelling& b) { return a.cost != b.cost ? a.cost < b.cost : a.text < b.text; });
  if (spellings.size() > kMostTexts) spellings.resize(kMostTexts);
}

std::vector<Spelling> spell(const InkLine& line, const std::vector<InkAtom>& atoms, int type_height) {
  std::vector<std::vector<Spelling>> at(atoms.size() + 1);
  at[0].push_back({});
  int place = -1;
  for (const GlyphArc& arc : find_arcs(line, atoms, type_height)) {
    auto& from = at[static_cast<std::size_t>(arc.first)];
    if (arc.first != place) keep_cheapest(from);
    place = arc.first;
    const std::vector<Name> names = name_arc(line, atoms, arc, type_height);
    const InkAtom& last = atoms[static_cast<std::size_t>(arc.first + arc.count - 1)];
    const int middle = atoms[static_cast<std::size_t>(arc.first)].left + last.right;
    for (const Spelling& spelling : from) {
      for (const Name& name : names) {
        Spelling longer = spelling;
        longer.text += name.character;
        longer.cost += name.cost;
        const auto share = static_cast<int>((static_cast<std::uint64_t>(name.share) * kFullConfidence) >> 30);
        longer.glyphs.push_back({name.character, share, middle, {}});
        longer.arcs.push_back(arc);
        add_spelling(at[static_cast<std::size_t>(arc.first + arc.count)], std::move(longer));
      }
    }
  }
  keep_cheapest(at.back());
  return std::move(at.back());
}

}  // namespace

GlyphReading read_glyphs(const InkLine& line, int type_height) {
  const std::vector<InkAtom> atoms = find_atoms(line, type_height);
  if (atoms.empty()) return {{"?", 0, {}}, line.body_height, {}};
  std::vector<Spelling> spellings = spell(line, atoms, type_height);
  std::vector<std::int32_t> scores;
  for (const Spelling& spelling : spellings) scores.push_back(-spelling.cost);
  const std::vector<std::uint32_t> shares = to_shares(scores.data(), static_cast<int>(scores.size()));
  const auto confidence = [](std::uint32_t share) { return static_cast<int>((static_cast<std::uint64_t>(share) * kFullConfidence) >> 30); };
  GlyphReading result;
  Spelling& best = spellings.front();
  result.digit_height = line.body_height;
  result.reading.text = best.text;
  result.reading.confidence = confidence(shares.front());
  for (std::size_t i = 0; i < best.glyphs.size(); ++i) {
    best.glyphs[i].shape = draw_shape(line, atoms, best.arcs[i]);
    result.reading.confidence = std::min(result.reading.confidence, best.glyphs[i].share);
  }
  result.glyphs = std::move(best.glyphs);
  for (std::size_t i = 1; i < spellings.size(); ++i) result.reading.runners_up.push_back({spellings[i].text, confidence(shares[i])});
  return result;
}

}  // namespace nianbao
