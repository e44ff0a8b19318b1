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
  layer.weights.assign(outputs * static_cast<std::size_t>(layer.patch), 0);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t k = 0; k < kernel; ++k) {
      layer.weights[o * static_cast<std::size_t>(layer.patch) + k] = static_cast<std::int8_t>(bytes[o * kernel + k]);
    }
    layer.bias.push_back(to_int32(bytes.data() + outputs * kernel + 4 * o));
    layer.multiplier.push_back(to_int32(bytes.data() + outputs * (kernel + 4) + 4 * o));
  }
  return true;
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

std::int32_t dot(const std::int16_t* a, const std::int16_t* b, int count) {
  std::int32_t sum = 0;
  for (int i = 0; i < count; ++i) sum += static_cast<std::int32_t>(a[i]) * static_cast<std::int32_t>(b[i]);
  return sum;
}

/// The sums of one layer at every pixel, scaled but not clamped.
Activations convolve(const IntegerLayer& layer, const Picture& input) {
  const Picture padded = pad_picture(input, layer.pad_rows, layer.pad_columns);
  Activations output;
  output.channels = layer.outputs;
  if (padded.rows < layer.rows || padded.columns < layer.columns || input.channels != layer.channels) return output;
  output.rows = (padded.rows - layer.rows) / layer.stride + 1;
  output.columns = (padded.columns - layer.columns) / layer.stride + 1;
  output.values.resize(static_cast<std::size_t>(output.rows) * static_cast<std::size_t>(output.columns * output.channels));
  std::vector<std::int16_t> patch(static_cast<std::size_t>(layer.patch), 0);
  const int across = layer.columns * layer.channels;
  std::int32_t* out = output.values.data();
  for (int row = 0; row < output.rows; ++row) {
    for (int column = 0; column < output.columns; ++column) {
      for (int k = 0; k < layer.rows; ++k) {
        const std::ptrdiff_t from = (static_cast<std::ptrdiff_t>(row * layer.stride + k) * padded.columns + column * layer.stride) * layer.channels;
        std::copy_n(padded.values.begin() + from, across, patch.begin() + static_cast<std::ptrdiff_t>(k) * across);
      }
      for (int o = 0; o < layer.outputs; ++o) {
        const auto at = static_cast<std::size_t>(o);
        const std::int64_t sum = layer.bias[at] + dot(patch.data(), layer.weights.data() + at * static_cast<std::size_t>(layer.patch), layer.patch);
        *out++ = static_cast<std::int32_t>((sum * layer.multiplier[at] + (1 << (kShift - 1))) >> kShift);
      }
    }
  }
  return output;
}

/// Clamps to 0 to 127, after taking the greatest of each 2 x 2 pixels where the layer pools.
Picture activate(const Activations& sums, bool pool) {
  const int step = pool ? 2 : 1;
  Picture to{sums.rows / step, sums.columns / step, sums.channels, {}};
  to.values.reserve(static_cast<std::size_t>(to.rows) * static_cast<std::size_t>(to.columns * to.channels));
  const auto at = [&](int row, int column, int channel) {
    return sums.values[(static_cast<std::size_t>(row) * static_cast<std::size_t>(sums.columns) + static_cast<std::size_t>(column)) *
                           static_cast<std::size_t>(sums.channels) + static_cast<std::size_t>(channel)];
  };
  for (int row = 0; row < to.rows; ++row) {
    for (int column = 0; column < to.columns; ++column) {
      for (int channel = 0; channel < to.channels; ++channel) {
        std::int32_t most = at(row * step, column * step, channel);
        for (int i = 1; i < step * step; ++i) most = std::max(most, at(row * step + i / step, column * step + i % step, channel));
        to.values.push_back(static_cast<std::int16_t>(std::clamp(most, 0, 127)));
      }
    }
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
  Picture picture{input.rows, input.columns, input.channels, {}};
  picture.values.assign(input.values.begin(), input.values.end());
  Activations sums;
  for (std::size_t i = 0; i < net.layers.size(); ++i) {
    sums = convolve(net.layers[i], picture);
    if (i + 1 < net.layers.size()) picture = activate(sums, net.layers[i].pool);
  }
  return sums;
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
