#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "bench/floor.h"
#include "bench/html_floor.h"
#include "bench/pdftotext.h"
#include "bench/stopwatch.h"
#include "cli/pipeline.h"
#include "extract/kind.h"
#include "extract/pdf_reader.h"
#include "extract/read_document.h"
#include "normalize/form_loader.h"
#include "normalize/normalize.h"
#include "records/json_writer.h"
#include "tables/layout.h"

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

void print_pairing(std::string_view work, std::string_view against, const nianbao::Pairing& pairing) {
  std::printf("  %-10.*s %9.3f ms   %-9.*s %9.3f ms   ratio %.3f (%.3f to %.3f)\n", static_cast<int>(work.size()), work.data(),
              pairing.work_ms, static_cast<int>(against.size()), against.data(), pairing.floor_ms, pairing.ratio, pairing.ratio_low,
              pairing.ratio_high);
}

/// Bytes to JSON line, as `nianbao extract --in-process` does it.
std::size_t whole_job(const std::string& bytes, const nianbao::PreparedForms& forms) {
  std::string line;
  for (const nianbao::Record& record : nianbao::extract_report(bytes, "bench", forms, {})) append_json_line(record, line);
  return line.size();
}

void measure_pdf(const std::string& path, const std::string& bytes, const nianbao::PreparedForms& forms, int pairs) {
  nianbao::FloorCount count = nianbao::run_floor(bytes);
  std::printf("%s: %d pages, %lld glyphs, %lld paths, %d pairs\n", path.c_str(), count.pages,
              static_cast<long long>(count.glyphs), static_cast<long long>(count.paths), pairs);
  auto floor = [&] { nianbao::run_floor(bytes); };
  auto read = [&] { (void)nianbao::read_pdf(bytes, {}); };
  auto job = [&] { (void)whole_job(bytes, forms); };
  auto pdftotext = [&] { (void)nianbao::run_pdftotext(path); };
  print_pairing("read_pdf", "floor", nianbao::run_pairs(pairs, floor, read));
  print_pairing("whole job", "floor", nianbao::run_pairs(pairs, floor, job));
  if (nianbao::run_pdftotext(path) == nianbao::PdftotextOutcome::failed) std::printf("  pdftotext cannot read this file\n");
  else print_pairing("whole job", "pdftotext", nianbao::run_pairs(pairs / 4 + 1, pdftotext, job));
}

void measure_page(const std::string& path, const std::string& bytes, const nianbao::PreparedForms& forms, int pairs) {
  std::printf("%s: %zu bytes, %d pairs\n", path.c_str(), bytes.size(), pairs);
  auto floor = [&] { (void)nianbao::run_html_floor(bytes); };
  auto read = [&] { (void)nianbao::read_document(bytes, {}); };
  auto job = [&] { (void)whole_job(bytes, forms); };
  print_pairing("read page", "libxml2", nianbao::run_pairs(pairs, floor, read));
  print_pairing("whole job", "libxml2", nianbao::run_pairs(pairs, floor, job));
}

void measure_text(const std::string& path, const std::string& bytes, const nianbao::PreparedForms& forms, int pairs) {
  std::printf("%s: %zu bytes, %d runs\n", path.c_str(), bytes.size(), pairs);
  std::vector<double> whole;
  for (int i = 0; i < pairs; ++i) whole.push_back(nianbao::milliseconds([&] { (void)whole_job(bytes, forms); }));
  std::printf("  %-10s %9.3f ms\n", "whole job", nianbao::median(whole));
}

/// What each stage takes, one after another on the same file.
void measure_stages(const std::string& bytes, const nianbao::PreparedForms& forms, int runs) {
  std::vector<double> read, layout, map, write;
  for (int i = 0; i < runs; ++i) {
    nianbao::Result<nianbao::Document> document = nianbao::Failure(nianbao::Error{});
    nianbao::Layout built;
    std::vector<nianbao::Record> records;
    std::string line;
    read.push_back(nianbao::milliseconds([&] { document = nianbao::read_document(bytes, {}); }));
    if (!document) return;
    layout.push_back(nianbao::milliseconds([&] { built = nianbao::build_layout(*document, {}); }));
    map.push_back(nianbao::milliseconds([&] { records = nianbao::normalize(*document, built, forms, {}); }));
    write.push_back(nianbao::milliseconds([&] { append_json_line(records.front(), line); }));
  }
  std::printf("  stages: extract %.3f, tables %.3f, normalize %.3f, json %.3f ms\n", nianbao::median(read),
              nianbao::median(layout), nianbao::median(map), nianbao::median(write));
}

void measure(const std::string& path, const nianbao::PreparedForms& forms, int pairs) {
  std::string bytes = bytes_of(path);
  if (bytes.starts_with("%PDF")) measure_pdf(path, bytes, forms, pairs);
  else if (nianbao::sniff_kind(bytes) == nianbao::Kind::html) measure_page(path, bytes, forms, pairs);
  else measure_text(path, bytes, forms, pairs);
  measure_stages(bytes, forms, pairs);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fprintf(stderr, "usage: nianbao-bench [--pairs N] FILE...\n"
                         "Times the reader and the whole job (bytes to JSON) in one process: a PDF against the floor (Poppler only\n"
                         "counting) and against pdftotext (poppler-utils) as a process of its own, a page against libxml2's parse of it, in turns, medians of\n"
                         "N pairs, and the quartiles of their ratios; text alone. All in processor time.\n");
    return 1;
  }
  if (nianbao::run_pdftotext("/dev/null") == nianbao::PdftotextOutcome::not_installed) {
    std::fprintf(stderr, "nianbao-bench: pdftotext cannot be run, so PDFs have nothing to be measured against: install poppler-utils\n");
    return 1;
  }
  nianbao::PreparedForms forms(nianbao::builtin_forms());
  for (const std::string& path : options.files) measure(path, forms, options.pairs);
}
