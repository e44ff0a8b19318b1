// Runs a fuzz target where libFuzzer is not linked: replays every seed, then a bounded number of mutations of them.
// Takes libFuzzer's own options -runs=N, -seed=S and -max_total_time=SECONDS, and files or folders of seeds; the same
// seeds and options make the same inputs. Where the target dies, the input is in `crash-input`.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using Input = std::string;

constexpr std::size_t kMaxSize = 4 * 1024 * 1024;

struct Options {
  long runs = 1000;
  std::uint64_t seed = 1;
  double max_seconds = 0;  ///< 0: no bound
  std::vector<std::string> paths;
};

Options parse(int argc, char** argv) {
  Options out;
  for (int i = 1; i < argc; ++i) {
    std::string_view word = argv[i];
    const char* value = word.find('=') == std::string_view::npos ? "" : argv[i] + word.find('=') + 1;
    if (word.starts_with("-runs=")) out.runs = std::atol(value);
    else if (word.starts_with("-seed=")) out.seed = std::strtoull(value, nullptr, 10);
    else if (word.starts_with("-max_total_time=")) out.max_seconds = std::atof(value);
    else if (!word.starts_with("-")) out.paths.emplace_back(word);
  }
  return out;
}

void add_file(const fs::path& path, std::vector<Input>& seeds) {
  std::ifstream in(path, std::ios::binary);
  Input bytes{std::istreambuf_iterator<char>(in), {}};
  if (bytes.size() <= kMaxSize) seeds.push_back(std::move(bytes));
}

/// In the order of the paths' names, so that a seed number means the same everywhere.
std::vector<Input> read_seeds(const std::vector<std::string>& paths) {
  std::vector<Input> seeds;
  for (const std::string& path : paths) {
    if (fs::is_regular_file(path)) add_file(path, seeds);
    if (!fs::is_directory(path)) continue;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) add_file(file, seeds);
  }
  if (seeds.empty()) seeds.emplace_back();
  return seeds;
}

class Mutator {
 public:
  Mutator(std::uint64_t seed, const std::vector<Input>& seeds) : random_(seed), seeds_(seeds) {}

  Input next() {
    Input bytes = seeds_[below(seeds_.size())];
    for (std::size_t n = 1 + below(4); n > 0; --n) change(bytes);
    if (bytes.size() > kMaxSize) bytes.resize(kMaxSize);
    return bytes;
  }

 private:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(random_() % end); }

  void change(Input& bytes) {
    switch (below(6)) {
      case 0: return flip(bytes);
      case 1: bytes.resize(below(bytes.size() + 1)); return;
      case 2: return splice(bytes);
      case 3: return repeat(bytes);
      case 4: bytes.erase(below(bytes.size() + 1), below(64)); return;
      default: return set_number(bytes);
    }
  }

  void flip(Input& bytes) {
    for (std::size_t n = 1 + below(16); n > 0 && !bytes.empty(); --n)
      bytes[below(bytes.size())] ^= static_cast<char>(1 << below(8));
  }

  void splice(Input& bytes) {
    const Input& other = seeds_[below(seeds_.size())];
    std::size_t from = below(other.size() + 1);
    bytes.insert(below(bytes.size() + 1), other.substr(from, below(4096)));
  }

  void repeat(Input& bytes) {
    std::size_t from = below(bytes.size() + 1);
    Input chunk = bytes.substr(from, 1 + below(512));
    for (std::size_t n = 1 + below(8); n > 0; --n) bytes.insert(from, chunk);
  }

  void set_number(Input& bytes) {
    static constexpr std::string_view kNumbers[] = {"0", "-1", "2147483647", "4294967296", "1e99", "-0.0000001", "99999999999999999999"};
    std::size_t digit = bytes.find_first_of("0123456789", below(bytes.size() + 1));
    if (digit == Input::npos) return;
    std::size_t end = std::min(bytes.find_first_not_of("0123456789", digit), bytes.size());
    bytes.replace(digit, end - digit, kNumbers[below(std::size(kNumbers))]);
  }

  std::mt19937_64 random_;
  const std::vector<Input>& seeds_;
};

void run(const Input& bytes) {
  std::ofstream("crash-input", std::ios::binary) << bytes;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  Options options = parse(argc, argv);
  auto start = std::chrono::steady_clock::now();
  auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  std::vector<Input> seeds = read_seeds(options.paths);
  for (const Input& seed : seeds) run(seed);
  Mutator mutator(options.seed, seeds);
  long done = 0;
  while (done < options.runs && (options.max_seconds <= 0 || seconds() < options.max_seconds)) {
    run(mutator.next());
    ++done;
  }
  std::remove("crash-input");
  std::printf("%zu seeds replayed, %ld mutations run (seed %llu) in %.1f s\n", seeds.size(), done,
              static_cast<unsigned long long>(options.seed), seconds());
}
