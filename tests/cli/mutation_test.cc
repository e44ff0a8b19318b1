// Damaged reports of every kind, by the hundred: each is accounted for, and no run outlives its limits.

#include <cairo.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <sstream>

#include "tests/cli/mutated.h"
#include "tests/cli/sample_report.h"
#include "tests/cli/scratch_folder.h"
#include "tests/cli/started_program.h"
#include "tests/extract/archive_writer.h"

using namespace nianbao;

namespace {

namespace fs = std::filesystem;

struct Sample {
  std::string ending, bytes;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A ruled table of numbers, as a picture.
std::string picture() {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 420, 220);
  cairo_t* pen = cairo_create(surface);
  cairo_set_source_rgb(pen, 1, 1, 1);
  cairo_paint(pen);
  cairo_set_source_rgb(pen, 0, 0, 0);
  cairo_set_font_size(pen, 18);
  for (int i = 0; i <= 4; ++i) {
    cairo_rectangle(pen, 20, 20 + 40 * i, 380, 2);
    cairo_rectangle(pen, 20 + 95 * i, 20, 2, 160);
  }
  cairo_fill(pen);
  for (int cell = 0; cell < 16; ++cell) {
    cairo_move_to(pen, 40 + 95 * (cell % 4), 47 + 40 * (cell / 4));
    cairo_show_text(pen, std::to_string(cell * 37).c_str());
  }
  std::string out;
  const auto take = [](void* to, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  };
  cairo_surface_write_to_png_stream(surface, take, &out);
  cairo_destroy(pen);
  cairo_surface_destroy(surface);
  return out;
}

/// By kind, so that each kind gets its turn however many samples there are of it.
std::map<std::string, std::vector<Sample>> samples() {
  std::map<std::string, std::vector<Sample>> out;
  for (const auto& entry : fs::directory_iterator(NIANBAO_SOURCE_DIR "/corpus"))
    for (const char* ending : {".pdf", ".txt", ".md", ".html", ".docx", ".odt"})
      if (const fs::path path = entry.path() / ("input" + std::string(ending)); fs::exists(path)) out[ending].push_back({ending, bytes_of(path)});
  for (const fs::path seed : {"xlsx_reader", "odf_reader"})
    for (const auto& entry : fs::directory_iterator(NIANBAO_SOURCE_DIR "/tests/fuzz/seeds" / seed))
      out[seed.string()].push_back({entry.path().extension().string(), bytes_of(entry.path())});
  out[".zip"].push_back({".zip", zip_of({{"a.txt", sample_report()}, {"b.html", out.at(".html").front().bytes}})});
  out[".tar.gz"].push_back({".tar.gz", pack("gnutar", "gzip", {{"a.txt", sample_report()}, {"b.txt", sample_report("2")}})});
  out[".png"].push_back({".png", picture()});
  return out;
}

/// Writes that many damaged files into `in/`.
void write_damaged(const ScratchFolder& folder, int count, std::uint32_t seed) {
  const auto kinds = samples();
  std::vector<const std::vector<Sample>*> turns;
  for (const auto& [ending, some] : kinds) turns.insert(turns.end(), ending == ".pdf" ? 4 : ending == ".docx" ? 2 : 1, &some);
  Mutator mutator(seed);
  for (int i = 0; i < count; ++i) {
    const auto& some = *turns[static_cast<std::size_t>(i) % turns.size()];
    const std::size_t which = static_cast<std::size_t>(i) / turns.size() % some.size();
    const Sample& sample = some[which];
    folder.write("in/" + std::to_string(i) + sample.ending, mutator.damaged(sample.bytes, some[(which + 1) % some.size()].bytes));
  }
}

/// The text between `key":"` and the next quote, for each record.
std::string text_after(const std::string& line, const std::string& key) {
  const std::size_t at = line.find("\"" + key + "\":\"");
  if (at == std::string::npos) return {};
  const std::size_t from = at + key.size() + 4;
  return line.substr(from, line.find('"', from) - from);
}

/// How the records of a run are: how often each file stands in them, and each error.
struct Account {
  std::map<std::string, int> files, errors;
};

Account account_of(const std::string& lines) {
  Account out;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    const std::string source = text_after(line, "source");
    ++out.files[source.substr(0, source.find("!/"))];
    const std::size_t error = line.find("\"error\":{");
    if (error != std::string::npos) ++out.errors[text_after(line.substr(error), "code")];
  }
  return out;
}

Account read_damaged(int count, std::uint32_t seed) {
  ScratchFolder folder;
  write_damaged(folder, count, seed);
  // What reading may take is counted in a processor's time: on a machine that does other things too, the clock says nothing. It only
  // ends what hangs.
  StartedProgram run(folder.path(), {"extract", "in", "-q", "-o", "out.jsonl", "--jobs", "2", "--max-cpu", "20", "--timeout", "300", "--max-memory", "1024"});
  // Two workers: were half of the files to work until they are ended, the run would take this long.
  const auto ended = run.wait_for(std::chrono::seconds(60 + 20 * count / 4));
  CHECK((ended == 0 || ended == 3));
  Account out = account_of(folder.read("out.jsonl"));
  int accounted = 0;
  for (int i = 0; i < count; ++i)
    for (const auto& entry : out.files) accounted += entry.first.rfind(std::to_string(i) + ".", 0) == 0;
  CHECK(accounted == count);
  CHECK(out.files.size() == static_cast<std::size_t>(count));
  for (const auto& [code, times] : out.errors) UNSCOPED_INFO(code << ": " << times);
  CHECK(out.errors["internal"] == 0);
  CHECK(out.errors["timeout"] == 0);
  CHECK(out.errors["out_of_memory"] == 0);
  CHECK(out.errors["crashed"] == 0);
  return out;
}

}  // namespace

TEST_CASE("two hundred damaged reports are each accounted for") {
  Account account = read_damaged(200, 1);
  CHECK(account.errors.size() > 1);
}

TEST_CASE("two thousand damaged reports are each accounted for", "[.full]") { read_damaged(2000, 2); }
