#pragma once

#include <random>
#include <string>
#include <vector>

namespace nianbao {

/// Damages files as disks, networks and hostile hands do; the same seed damages in the same way.
class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  /// `bytes` after one to three damages: bits flipped, the end cut off, a stretch of `other` put in, two of its objects (of a PDF),
  /// members (of a ZIP file), tags or lines exchanged, a number made huge.
  std::string damaged(std::string bytes, const std::string& other) {
    for (int n = 1 + below(3); n > 0 && !bytes.empty(); --n) bytes = damaged_once(std::move(bytes), other);
    return bytes;
  }

 private:
  int below(int count) { return static_cast<int>(random_() % static_cast<std::uint32_t>(count)); }
  std::size_t place_in(const std::string& bytes) { return random_() % (bytes.size() + 1); }

  std::string damaged_once(std::string bytes, const std::string& other) {
    switch (below(5)) {
      case 0: return with_flipped_bits(std::move(bytes));
      case 1: return bytes.substr(0, place_in(bytes));
      case 2: return spliced(std::move(bytes), other);
      case 3: return with_exchanged_pieces(bytes);
      default: return with_huge_number(std::move(bytes));
    }
  }

  std::string with_flipped_bits(std::string bytes) {
    for (int n = 1 + below(40); n > 0; --n) bytes[random_() % bytes.size()] ^= static_cast<char>(1 << below(8));
    return bytes;
  }

  std::string spliced(std::string bytes, const std::string& other) {
    const std::size_t from = place_in(other), at = place_in(bytes);
    const std::string stretch = other.substr(from, random_() % 4000);
    return bytes.replace(at, below(2) ? stretch.size() : 0, stretch);
  }

  static std::string separator_of(const std::string& bytes) {
    if (bytes.find("endobj") != std::string::npos) return "endobj";
    if (bytes.rfind("PK\x03\x04", 0) == 0) return "PK\x03\x04";
    return bytes.find("</") != std::string::npos ? "<" : "\n";
  }

  std::string with_exchanged_pieces(const std::string& bytes) {
    const std::string separator = separator_of(bytes);
    std::vector<std::string> pieces;
    std::size_t from = 0;
    for (std::size_t at; (at = bytes.find(separator, from + 1)) != std::string::npos; from = at) pieces.push_back(bytes.substr(from, at - from));
    pieces.push_back(bytes.substr(from));
    std::swap(pieces[random_() % pieces.size()], pieces[random_() % pieces.size()]);
    std::string out;
    for (const std::string& piece : pieces) out += piece;
    return out;
  }

  std::string with_huge_number(std::string bytes) {
    static const std::vector<std::string> numbers{"0", "-1", "99999999", "2147483647", "4294967296", "1e30"};
    const std::size_t at = bytes.find_first_of("0123456789", place_in(bytes));
    if (at == std::string::npos) return bytes;
    const std::size_t end = bytes.find_first_not_of("0123456789", at);
    return bytes.replace(at, (end == std::string::npos ? bytes.size() : end) - at, numbers[random_() % numbers.size()]);
  }

  std::mt19937 random_;
};

}  // namespace nianbao
