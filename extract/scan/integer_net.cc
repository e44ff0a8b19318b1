#include "extract/scan/integer_net.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <locale>
#include <sstream>
#include <string>

namespace nianbao {
namespace {

constexpr int kVector = 16;  // int16 values to a 32-byte vector
constexpr int kShift = 24;
constexpr int kOutputsAtOnce = 4;

int value_of_base64(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

/// The next `count` bytes of base64, over as many lines as they take. Shorter where the text ends or is not base64.
std::vector<std::uint8_t> read_bytes(std::istream& text, std::size_t count) {
  std::vector<std::uint8_t> bytes;
  unsigned buffer = 0;
  int bits = 0;
  std::string line;
  while (bytes.size() < count && std::getline(text, line)) {
    for (const char c : line) {
      const int value = value_of_base64(c);
      if (value < 0) break;
      buffer = buffer << 6 | static_cast<unsigned>(value);
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      bytes.push_back(static_cast<std::uint8_t>(buffer >> bits & 0xFF));
    }
  }
  return bytes;
}

std::int32_t to_int32(const std::uint8_t* bytes) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | bytes[i];
  return static_cast<std::int32_t>(value);
}

bool read_layer(std::istream& text, std::istream& shape, IntegerLayer& layer) {
  std::string end, after;
  shape >> layer.channels >> layer.outputs >> layer.rows >> layer.columns >> layer.pad_rows >> layer.pad_columns >> layer.stride >> end >> after;
  if (!shape || layer.channels < 1 || layer.outputs < 1 || layer.rows < 1 || layer.columns < 1 || layer.stride < 1) return false;
  layer.scores = end == "scores";
  layer.pool = after == "pool2";
  const auto kernel = static_cast<std::size_t>(layer.rows * layer.columns * layer.channels);
  const auto outputs = static_cast<std::size_t>(layer.outputs);
  const std::vector<std::uint8_t> bytes = read_bytes(text, outputs * (kernel + 8));
  if (bytes.size() < outputs * (kernel + 8)) return false;
  layer.patch = (static_cast<int>(kernel) + kVector - 1) / kVector * kVector;
  const std::size_t padded = (outputs + kOutputsAtOnce - 1) / kOutputsAtOnce * kOutputsAtOnce;
  layer.weights.assign(padded * static_cast<std::size_t>(layer.patch), 0);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t k = 0; k < kernel; ++k) {
      layer.weights[o * static_cast<std::size_t>(layer.patch) + k] = static_cast<std::int8_t>(bytes[o * kernel + k]);
    }
    layer.bias.push_back(to_int32(bytes.data() + outputs * kernel + 4 * o));
    layer.multiplier.push_back(to_int32(bytes.data() + outputs * (kernel + 4) + 4 * o));
  }
  layer.bias.resize(padded, 0);
  return std::all_of(layer.multiplier.begin(), layer.multiplier.end(), [](std::int32_t m) { return m >= 0; });
}

/// A layer's input between layers: 16 bits, so that a compiler can multiply and add in pairs.
struct Picture {
  int rows = 0;
  int columns = 0;
  int channels = 0;
  std::vector<std::int16_t> values;
};

Picture pad_picture(const Picture& from, int pad_rows, int pad_columns) {
  Picture to{from.rows + 2 * pad_rows, from.columns + 2 * pad_columns, from.channels, {}};
  to.values.assign(static_cast<std::size_t>(to.rows) * static_cast<std::size_t>(to.columns * to.channels), 0);
  for (int row = 0; row < from.rows; ++row) {
    std::copy_n(from.values.begin() + static_cast<std::ptrdiff_t>(row) * from.columns * from.channels, from.columns * from.channels,
                to.values.begin() + (static_cast<std::ptrdiff_t>(row + pad_rows) * to.columns + pad_columns) * to.channels);
  }
  return to;
}

// One source for every instruction set: the sums are exact, so that the compiler's choice shows in the time alone.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define NIANBAO_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define NIANBAO_VECTOR_CLONES
#endif

/// Adds to `sums` the products of one patch with `outputs` rows of weights, which follow one another; `outputs` a multiple of four.
NIANBAO_VECTOR_CLONES void multiply(const std::int16_t* patch, const std::int16_t* weights, int count, int outputs, std::int32_t* sums) {
  for (int o = 0; o < outputs; o += kOutputsAtOnce) {
    const std::int16_t* w0 = weights + static_cast<std::ptrdiff_t>(o) * count;
    const std::int16_t* w1 = w0 + count;
    const std::int16_t* w2 = w1 + count;
    const std::int16_t* w3 = w2 + count;
    std::int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (int i = 0; i < count; ++i) {
      const std::int32_t x = patch[i];
      s0 += x * w0[i];
      s1 += x * w1[i];
      s2 += x * w2[i];
      s3 += x * w3[i];
    }
    sums[o] += s0;
    sums[o + 1] += s1;
    sums[o + 2] += s2;
    sums[o + 3] += s3;
  }
}

/// The patch of pixels under a kernel whose corner is at `from`; a plain loop, since a call for a few bytes costs more than they.
void take_patch(const std::int16_t* from, std::ptrdiff_t row_length, int rows, int across, std::int16_t* patch) {
  for (int row = 0; row < rows; ++row, from += row_length) {
    for (int i = 0; i < across; ++i) *patch++ = from[i];
  }
}

/// The plain sums of one layer at every pixel, with channels rounded up as the layer's outputs are.
Activations convolve(const IntegerLayer& layer, const Picture& input) {
  const Picture padded = pad_picture(input, layer.pad_rows, layer.pad_columns);
  Activations output;
  output.channels = static_cast<int>(layer.bias.size());
  if (padded.rows < layer.rows || padded.columns < layer.columns || input.channels != layer.channels) return output;
  output.rows = (padded.rows - layer.rows) / layer.stride + 1;
  output.columns = (padded.columns - layer.columns) / layer.stride + 1;
  output.values.reserve(static_cast<std::size_t>(output.rows) * static_cast<std::size_t>(output.columns * output.channels));
  std::vector<std::int16_t> patch(static_cast<std::size_t>(layer.patch), 0);
  const std::ptrdiff_t row_length = static_cast<std::ptrdiff_t>(padded.columns) * padded.channels;
  for (int row = 0; row < output.rows; ++row) {
    for (int column = 0; column < output.columns; ++column) {
      const std::int16_t* corner = padded.values.data() + row * layer.stride * row_length + column * layer.stride * layer.channels;
      take_patch(corner, row_length, layer.rows, layer.columns * layer.channels, patch.data());
      output.values.insert(output.values.end(), layer.bias.begin(), layer.bias.end());
      multiply(patch.data(), layer.weights.data(), layer.patch, output.channels, output.values.data() + output.values.size() - layer.bias.size());
    }
  }
  return output;
}

NIANBAO_VECTOR_CLONES void greatest_of_four(const std::int32_t* above, const std::int32_t* below, std::size_t channels, std::int32_t* out) {
  for (std::size_t c = 0; c < channels; ++c) {
    const std::int32_t upper = above[c] > above[c + channels] ? above[c] : above[c + channels];
    const std::int32_t lower = below[c] > below[c + channels] ? below[c] : below[c + channels];
    out[c] = upper > lower ? upper : lower;
  }
}

/// The greatest sum of each 2 x 2 pixels. Taken before scaling, which keeps order since multipliers are positive.
Activations take_greatest(const Activations& sums) {
  Activations to{sums.rows / 2, sums.columns / 2, sums.channels, {}};
  const auto channels = static_cast<std::size_t>(sums.channels);
  const std::size_t row_length = static_cast<std::size_t>(sums.columns) * channels;
  to.values.resize(static_cast<std::size_t>(to.rows) * static_cast<std::size_t>(to.columns) * channels);
  std::int32_t* out = to.values.data();
  for (std::size_t row = 0; row < static_cast<std::size_t>(to.rows); ++row) {
    for (std::size_t column = 0; column < static_cast<std::size_t>(to.columns); ++column, out += channels) {
      const std::int32_t* above = sums.values.data() + 2 * row * row_length + 2 * column * channels;
      greatest_of_four(above, above + row_length, channels, out);
    }
  }
  return to;
}

/// What IntegerLayer says of a sum, for one pixel.
NIANBAO_VECTOR_CLONES void scale_pixel(const std::int32_t* sums, const std::int32_t* multiplier, std::size_t outputs, bool clamp, std::int32_t* out) {
  for (std::size_t o = 0; o < outputs; ++o) {
    out[o] = static_cast<std::int32_t>((std::int64_t{sums[o]} * multiplier[o] + (1 << (kShift - 1))) >> kShift);
  }
  for (std::size_t o = 0; clamp && o < outputs; ++o) {
    const std::int32_t positive = out[o] > 0 ? out[o] : 0;
    out[o] = positive < 127 ? positive : 127;
  }
}

/// Sums to activations or scores, for the layer's own outputs only.
Activations scale_sums(const IntegerLayer& layer, const Activations& sums) {
  Activations to{sums.rows, sums.columns, layer.outputs, {}};
  const auto outputs = static_cast<std::size_t>(layer.outputs);
  const auto channels = static_cast<std::size_t>(sums.channels);
  const std::size_t pixels = channels == 0 ? 0 : sums.values.size() / channels;
  to.values.resize(pixels * outputs);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    scale_pixel(sums.values.data() + pixel * channels, layer.multiplier.data(), outputs, !layer.scores, to.values.data() + pixel * outputs);
  }
  return to;
}

constexpr int kScoreUnit = 256;
constexpr int kFaintest = 20 * kScoreUnit;

/// exp(-k / 256) in 1/2^30, by repeated multiplication with exp(-1/256) in 1/2^31.
std::array<std::uint32_t, kFaintest> make_exponential() {
  constexpr std::uint64_t kStep = 2139111403;  // round(exp(-1/256) * 2^31)
  std::array<std::uint32_t, kFaintest> table{};
  std::uint64_t value = std::uint64_t{1} << 32;
  for (std::uint32_t& entry : table) {
    entry = static_cast<std::uint32_t>(value >> 2);
    value = (value * kStep + (1u << 30)) >> 31;
  }
  return table;
}

const std::array<std::uint32_t, kFaintest>& exponential() {
  static const std::array<std::uint32_t, kFaintest> table = make_exponential();
  return table;
}

}  // namespace

IntegerNet parse_integer_net(std::string_view text) {
  IntegerNet net;
  std::istringstream lines{std::string(text)};
  lines.imbue(std::locale::classic());
  std::string line;
  while (std::getline(lines, line)) {
    if (line == "end") return net;
    std::istringstream shape(line);
    shape.imbue(std::locale::classic());
    std::string word;
    shape >> word;
    if (word != "conv") continue;
    IntegerLayer layer;
    if (!read_layer(lines, shape, layer)) break;
    net.layers.push_back(std::move(layer));
  }
  return {};
}

Activations run_integer_net(const IntegerNet& net, const Activations& input) {
  Activations activations = input;
  for (const IntegerLayer& layer : net.layers) {
    Picture picture{activations.rows, activations.columns, activations.channels, {}};
    picture.values.assign(activations.values.begin(), activations.values.end());
    Activations sums = convolve(layer, picture);
    if (layer.pool) sums = take_greatest(sums);
    activations = scale_sums(layer, sums);
  }
  return activations;
}

std::vector<std::uint32_t> to_shares(const std::int32_t* scores, int count) {
  const std::int32_t most = *std::max_element(scores, scores + count);
  std::vector<std::uint32_t> shares(static_cast<std::size_t>(count));
  std::uint64_t sum = 0;
  for (int i = 0; i < count; ++i) {
    const std::int64_t below = static_cast<std::int64_t>(most) - scores[i];
    shares[static_cast<std::size_t>(i)] = below < kFaintest ? exponential()[static_cast<std::size_t>(below)] : 0;
    sum += shares[static_cast<std::size_t>(i)];
  }
  for (std::uint32_t& share : shares) share = static_cast<std::uint32_t>((static_cast<std::uint64_t>(share) << 30) / sum);
  return shares;
}

std::int32_t cost_of_share(std::uint32_t share) {
  const auto& table = exponential();
  const auto place = std::lower_bound(table.begin(), table.end(), share, [](std::uint32_t entry, std::uint32_t wanted) { return entry > wanted; });
  return static_cast<std::int32_t>(place - table.begin());
}

}  // namespace nianbao
