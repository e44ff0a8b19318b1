#include "extract/scan/line_witness.h"

#include "extract/embedded.h"
#include "extract/scan/ctc_reading.h"
#include "extract/scan/digit_strip.h"
#include "extract/scan/integer_net.h"

namespace nianbao {
namespace {

constexpr std::string_view kAlphabet = "0123456789.,/-()?";
constexpr int kMostReadings = 9;

const IntegerNet& line_net() {
  static const IntegerNet net = parse_integer_net(embedded_digit_line_txt());
  return net;
}

std::vector<std::uint32_t> column_shares(const DigitStrip& strip) {
  Activations input{kStripHeight, strip.width, 1, {}};
  input.values.assign(strip.ink.begin(), strip.ink.end());
  const Activations scores = run_integer_net(line_net(), input);
  std::vector<std::uint32_t> shares;
  for (int column = 0; column < scores.columns; ++column) {
    const std::vector<std::uint32_t> some = to_shares(scores.values.data() + static_cast<std::ptrdiff_t>(column) * scores.channels, scores.channels);
    shares.insert(shares.end(), some.begin(), some.end());
  }
  return shares;
}

}  // namespace

WitnessReading read_line(const InkLine& line, int type_height) {
  const DigitStrip strip = make_strip(line, type_height);
  if (strip.width == 0) return {"?", 0, {}};
  std::vector<ScoredReading> readings = read_columns(column_shares(strip), kAlphabet, kMostReadings);
  WitnessReading best{readings.front().text, readings.front().score, {}};
  // The line has ink, so nothing is no reading of it.
  if (best.text.empty()) best = {"?", 0, {}};
  best.runners_up.assign(readings.begin() + 1, readings.end());
  return best;
}

}  // namespace nianbao
