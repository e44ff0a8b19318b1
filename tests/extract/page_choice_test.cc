#include "extract/page_choice.h"

#include <catch2/catch.hpp>

#include <string>

using namespace nianbao;

namespace {

Page page_of(const std::u32string& text, bool pictured, std::int64_t hidden = 0) {
  Page out;
  out.page_no = 1, out.width_pt = 595, out.height_pt = 842;
  if (!text.empty()) {
    Span& span = out.spans.emplace_back();
    span.text = text;
    span.box = {90, 100, 500, 112};
  }
  out.hidden_glyphs = hidden;
  if (pictured) out.pictures.push_back({{0, 0, 595, 842}, 1654, 2339});
  return out;
}

PageChoice choice_of(const Page& page, OcrMode mode = OcrMode::automatic) {
  Page other = page_of(U"说明", false);
  std::vector<Page> pages{page, other};
  return choose_pages(pages, mode).front();
}

const std::u32string kReport =
    U"本年度报告由本机关按照政府信息公开条例和有关规定编制，全年主动公开政府信息，收到公民、法人和其他组织提出的申请，均在规定的期限内予以答复，没有因此被复议或者诉讼。";

std::u32string repeated(const std::u32string& text, int times) {
  std::u32string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a page of text is read from its text, over a background picture too") {
  CHECK(choice_of(page_of(kReport, false)) == PageChoice::text_layer);
  CHECK(choice_of(page_of(kReport, true)) == PageChoice::text_layer);
}

TEST_CASE("a picture with a page number or a watermark in tiles is a scan") {
  CHECK(choice_of(page_of(U"", true)) == PageChoice::scanned);
  CHECK(choice_of(page_of(U"- 3 -", true)) == PageChoice::scanned);
  Page tiled = page_of(U"某县人民政府", true);
  for (int i = 0; i < 40; ++i) tiled.spans.push_back(tiled.spans.front());
  CHECK(choice_of(tiled) == PageChoice::scanned);
}

TEST_CASE("text that lies hidden with a picture is a scanner's own, and is not trusted") {
  const auto all = static_cast<std::int64_t>(kReport.size());
  CHECK(choice_of(page_of(kReport, true, all)) == PageChoice::scanner_text);
  CHECK(choice_of(page_of(kReport, true, all), OcrMode::never) == PageChoice::text_layer);
  CHECK(choice_of(page_of(kReport, false, all)) == PageChoice::text_layer);  // there is no picture to read
}

TEST_CASE("text that is no language is garbage") {
  CHECK(is_garbage(page_of(repeated(U"\xE123\xE456", 40), false)));
  CHECK(is_garbage(page_of(repeated(U"Õþ¸®ÐÅÏ¢¹«¿ª", 10), false)));        // GBK taken for Latin-1
  CHECK(is_garbage(page_of(repeated(U"鏀垮簻淇℃伅鍏", 12), false)));      // UTF-8 taken for GBK
  CHECK(is_garbage(page_of(repeated(U"!\"#$%&'()*", 10), false)));
  CHECK_FALSE(is_garbage(page_of(kReport, false)));
  CHECK_FALSE(is_garbage(page_of(repeated(U"0 12 3456 0.00 - / ", 20), false)));
  CHECK_FALSE(is_garbage(page_of(repeated(U"the report on the year 2023, in English; ", 5), false)));
}

TEST_CASE("the caller may ask for all pages or none") {
  CHECK(choice_of(page_of(kReport, false), OcrMode::always) == PageChoice::asked);
  CHECK(choice_of(page_of(U"", true), OcrMode::never) == PageChoice::text_layer);
}
