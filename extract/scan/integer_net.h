#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace nianbao {

/// A convolution with integer weights. Its sums are exact in 32 bits; what leaves it is
/// `clamp((sum * multiplier + 2^23) >> 24, 0, 127)`, or without the clamp where the layer gives scores.
struct IntegerLayer {
  int channels = 0;  ///< Of the input.
  int outputs = 0;
  int rows = 0;      ///< Of the kernel.
  int columns = 0;
  int pad_rows = 0;  ///< Zero pixels put round the input, on each side.
  int pad_columns = 0;
  int stride = 1;
  bool scores = false;
  bool pool = false;  ///< Takes the greatest of each 2 x 2 pixels at the end; an odd last row or column is dropped.
  int patch = 0;      ///< rows * columns * channels, rounded up to whole vectors; the rest are zeros.
  std::vector<std::int16_t> weights;  ///< outputs (rounded up to fours, with zeros) x patch, each in the order row, column, channel; -127 to 127.
  std::vector<std::int32_t> bias;        ///< Rounded up as the outputs are.
  std::vector<std::int32_t> multiplier;
};

struct IntegerNet {
  std::vector<IntegerLayer> layers;
};

/// A picture with its channels together: value (row, column, channel) at (row * columns + column) * channels + channel.
struct Activations {
  int rows = 0;
  int columns = 0;
  int channels = 0;
  std::vector<std::int32_t> values;
};

/// Reads a model as the training scripts write it (training/integer_model.py). A text that breaks off or does not fit gives a net
/// without layers.
IntegerNet parse_integer_net(std::string_view text);

/// Runs all layers. `input` holds 0 to 127. The result's values are the last layer's: scores in 1/256 of a natural logarithm.
/// The same bits on every machine. An input too small for a kernel gives a picture without pixels.
Activations run_integer_net(const IntegerNet& net, const Activations& input);

/// Turns one pixel's scores into shares of 2^30 that sum to nearly that (softmax), by an integer table of the exponential.
std::vector<std::uint32_t> to_shares(const std::int32_t* scores, int count);

/// The negative natural logarithm of a share of 2^30, in 1/256, rounded up; 20 at the most.
std::int32_t cost_of_share(std::uint32_t share);

}  // namespace nianbao
