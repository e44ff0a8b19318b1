#include <catch2/catch.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extract/pdf_reader.h"
#include "model/unicode.h"

using namespace nianbao;

namespace {

const std::string kSample = NIANBAO_SOURCE_DIR "/../shared/reports/hongze-2023.pdf";

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return out;
  std::array<char, 65536> buffer;
  while (std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), count);
  return pclose(pipe) == 0 ? out : std::string();
}

struct Word {
  int page_no;
  Box box;
  std::u32string text;
};

double attribute(const std::string& tag, const std::string& name) {
  std::size_t at = tag.find(name + "=\"");
  return at == std::string::npos ? 0 : std::strtod(tag.c_str() + at + name.size() + 2, nullptr);
}

std::string unescaped(std::string text) {
  for (auto [entity, plain] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
      text.replace(at, std::string(entity).size(), plain);
  return text;
}

/// What `pdftotext -bbox` writes: a line a word.
std::vector<Word> words_of(const std::string& html) {
  std::vector<Word> out;
  int page_no = 0;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    if (html.compare(at, 6, "<page ") == 0) ++page_no;
    if (html.compare(at, 6, "<word ") != 0) continue;
    std::size_t open = html.find('>', at), close = html.find("</word>", at);
    std::string tag = html.substr(at, open - at);
    out.push_back({page_no,
                   {attribute(tag, "xMin"), attribute(tag, "yMin"), attribute(tag, "xMax"), attribute(tag, "yMax")},
                   to_code_points(unescaped(html.substr(open + 1, close - open - 1)))});
  }
  return out;
}

struct Placed {
  char32_t c;
  double x0, x1;
};

/// Our glyphs whose middle lies in the box, from left to right.
std::vector<Placed> glyphs_in(const Page& page, const Box& box) {
  std::vector<Placed> out;
  for (const Span& span : page.spans) {
    if (span.box.mid_y() < box.y0 || span.box.mid_y() > box.y1) continue;
    for (std::size_t i = 0; i < span.text.size(); ++i) {
      double middle = (span.edges[i] + span.edges[i + 1]) / 2;
      if (middle > box.x0 && middle < box.x1) out.push_back({span.text[i], span.edges[i], span.edges[i + 1]});
    }
  }
  std::sort(out.begin(), out.end(), [](const Placed& a, const Placed& b) { return a.x0 < b.x0; });
  return out;
}

}  // namespace

TEST_CASE("a published report's words are where pdftotext finds them") {
  std::string bytes = bytes_of(kSample);
  std::string html = bytes.empty() ? "" : output_of("pdftotext -bbox -cropbox '" + kSample + "' - 2>/dev/null");
  if (html.empty()) {
    WARN("skipped: the sample report or pdftotext is not here");
    return;
  }
  Result<Document> document = read_pdf(bytes, {});
  REQUIRE(document);
  REQUIRE(document->pages.size() == 5);
  CHECK(document->findings.empty());
  std::vector<Word> words = words_of(html);
  REQUIRE(words.size() > 300);
  int single_column = 0;
  for (const Word& word : words) {
    // The column of vertical writing: pdftotext puts it half an em to the right of where it is drawn.
    if (word.box.x0 > 85 && word.box.x1 < 101) continue;
    std::vector<Placed> glyphs = glyphs_in(document->pages.at(static_cast<std::size_t>(word.page_no) - 1), word.box);
    std::u32string text;
    for (const Placed& glyph : glyphs) text.push_back(glyph.c);
    CHECK(to_utf8(text) == to_utf8(word.text));
    if (glyphs.empty()) continue;
    CHECK(glyphs.front().x0 == Approx(word.box.x0).margin(0.1));
    // Of spread ideographs, each reaches to the next one here, while a word ends there.
    bool number = word.text.find_first_not_of(U"0123456789.-") == std::u32string::npos;
    CHECK(glyphs.back().x1 >= word.box.x1 - 0.1);
    CHECK(glyphs.back().x1 <= word.box.x1 + (number ? 0.1 : 0.4 * word.box.height()));
    ++single_column;
  }
  CHECK(single_column > 300);
}
