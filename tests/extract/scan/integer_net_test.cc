#include "extract/scan/integer_net.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

namespace nianbao {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream file(NIANBAO_SOURCE_DIR "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Runs the net on each picture of a file that training/reference_values.py wrote; the number of pixels compared.
int compare_with_reference(const IntegerNet& net, const std::string& path) {
  std::istringstream lines(read_text(path));
  std::string line;
  Activations answer;
  std::size_t at = 0;
  int pixels = 0;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word, hex;
    words >> word;
    if (word == "picture") {
      Activations input{0, 0, 1, {}};
      words >> input.rows >> input.columns >> hex;
      for (std::size_t i = 0; i + 1 < hex.size(); i += 2) input.values.push_back(std::stoi(hex.substr(i, 2), nullptr, 16));
      answer = run_integer_net(net, input);
      at = 0;
      continue;
    }
    std::int32_t score = 0;
    while (words >> score) {
      REQUIRE(at < answer.values.size());
      REQUIRE(answer.values[at++] == score);
    }
    ++pixels;
  }
  return pixels;
}

// One layer of one weight 3 with bias 5, whose multiplier is one: conv 1 -> 1, 1 x 1.
constexpr const char* kThreeTimesPlusFive = "# a test\nconv 1 1 1 1 0 0 1 scores -\nAwUAAAAAAAAB\nend\n";

}  // namespace

TEST_CASE("the line net answers to the bit what the training script computes from its file") {
  const IntegerNet net = parse_integer_net(read_text("extract/scan/models/digit_line.txt"));
  REQUIRE(net.layers.size() == 5);
  CHECK(compare_with_reference(net, "tests/extract/scan/line_net_reference.txt") == 4 * 6);
}

TEST_CASE("the glyph net answers to the bit what the training script computes from its file") {
  const IntegerNet net = parse_integer_net(read_text("extract/scan/models/digit_glyph.txt"));
  REQUIRE(net.layers.size() == 4);
  CHECK(compare_with_reference(net, "tests/extract/scan/glyph_net_reference.txt") == 4);
}

TEST_CASE("the label net answers to the bit what the training script computes from its file") {
  const IntegerNet net = parse_integer_net(read_text("extract/scan/models/label_line.txt"));
  REQUIRE(net.layers.size() == 6);
  CHECK(compare_with_reference(net, "tests/extract/scan/label_net_reference.txt") == 4 * 6);
}

TEST_CASE("a layer multiplies, adds its bias and scales") {
  const IntegerNet net = parse_integer_net(kThreeTimesPlusFive);
  REQUIRE(net.layers.size() == 1);
  CHECK(run_integer_net(net, {1, 3, 1, {0, 1, 127}}).values == std::vector<std::int32_t>{5, 8, 386});
}

TEST_CASE("a model that breaks off or is no model gives a net without layers") {
  CHECK(parse_integer_net("").layers.empty());
  CHECK(parse_integer_net("conv 1 1 1 1 0 0 1 scores -\nAwUA\nend\n").layers.empty());
  CHECK(parse_integer_net("conv 1 1 1 1 0 0 1 scores -\nAwUAAAAAAAAB\n").layers.empty());
  CHECK(parse_integer_net("conv 0 1 1 1 0 0 1 scores -\nend\n").layers.empty());
}

TEST_CASE("a picture smaller than the kernel gives no pixels") {
  const IntegerNet two_wide = parse_integer_net("conv 1 1 1 2 0 0 1 scores -\nAwMAAAAAAAAAAQ==\nend\n");
  REQUIRE(two_wide.layers.size() == 1);
  CHECK(run_integer_net(two_wide, {1, 1, 1, {127}}).values.empty());
}

TEST_CASE("shares follow the scores and sum to one") {
  const std::int32_t scores[] = {0, -256, 256, -100'000};
  const std::vector<std::uint32_t> shares = to_shares(scores, 4);
  CHECK(shares[2] == Approx(0.66524 * (1 << 30)).epsilon(0.0001));
  CHECK(shares[0] == Approx(0.24473 * (1 << 30)).epsilon(0.0001));
  CHECK(shares[1] == Approx(0.09003 * (1 << 30)).epsilon(0.0001));
  CHECK(shares[3] == 0);
}

TEST_CASE("the cost of a share is its logarithm") {
  CHECK(cost_of_share(1u << 30) == 0);
  CHECK(cost_of_share(1u << 29) == 178);  // 256 ln 2 = 177.4
  CHECK(cost_of_share(0) == 20 * 256);
}

}  // namespace nianbao
