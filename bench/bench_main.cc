#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "bench/floor.h"
#include "bench/stopwatch.h"
#include "extract/pdf_reader.h"

namespace {

struct Options {
  int pairs = 101;
  std::vector<std::string> files;
};

bool parse(int argc, char** argv, Options& out) {
  for (int i = 1; i < argc; ++i) {
    std::string_view word = argv[i];
    if (word == "--pairs" && i + 1 < argc) out.pairs = std::atoi(argv[++i]);
    else if (word.starts_with("--")) return false;
    else out.files.emplace_back(word);
  }
  return !out.files.empty() && out.pairs > 0;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void print_pairing(std::string_view work, const nianbao::Pairing& pairing) {
  std::printf("  %-12.*s %9.3f ms   floor %9.3f ms   ratio %.3f\n", static_cast<int>(work.size()), work.data(),
              pairing.work_ms, pairing.floor_ms, pairing.ratio);
}

void measure(const std::string& path, int pairs) {
  std::string bytes = bytes_of(path);
  nianbao::FloorCount count = nianbao::run_floor(bytes);
  std::printf("%s: %d pages, %lld glyphs, %lld paths, %d pairs\n", path.c_str(), count.pages,
              static_cast<long long>(count.glyphs), static_cast<long long>(count.paths), pairs);
  auto floor = [&] { nianbao::run_floor(bytes); };
  auto read = [&] { (void)nianbao::read_pdf(bytes, {}); };
  print_pairing("read_pdf", nianbao::run_pairs(pairs, floor, read));
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fprintf(stderr, "usage: nianbao-bench [--pairs N] FILE.pdf...\n"
                         "Times the reader against the floor (Poppler only counting), in turns, medians of N pairs.\n");
    return 1;
  }
  for (const std::string& path : options.files) measure(path, options.pairs);
}
