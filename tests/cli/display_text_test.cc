#include "cli/display_text.h"

#include <catch2/catch.hpp>

#include "model/unicode.h"

using namespace nianbao;
using Lines = std::vector<std::string>;

TEST_CASE("text breaks between ideographs, at its width in columns") {
  CHECK(wrap_text("法律服务机构", 8) == Lines{"法律服务", "机构"});
  CHECK(wrap_text("法律服务机构", 9) == Lines{"法律服务", "机构"});
  CHECK(wrap_text("法律", 8) == Lines{"法律"});
  CHECK(wrap_text("", 8) == Lines{""});
}

TEST_CASE("numbers and names stay whole where they fit a line") {
  CHECK(wrap_text("总计为12345件", 8) == Lines{"总计为", "12345件"});
  CHECK(wrap_text("abcdefghij", 4) == Lines{"abcd", "efgh", "ij"});
}

TEST_CASE("no line starts with closing punctuation where it can be helped") {
  CHECK(wrap_text("逾期不补正、行政", 10) == Lines{"逾期不补", "正、行政"});
  CHECK(wrap_text("，，，，", 4) == Lines{"，，", "，，"});
}

TEST_CASE("every line keeps to its width, and nothing is lost") {
  const std::string text = "3.申请人无正当理由逾期不补正、行政机关（abc.def）不再处理其政府信息公开申请，合计1234件";
  for (int width = 2; width < 60; ++width) {
    std::string joined;
    for (const std::string& line : wrap_text(text, width)) {
      CHECK(display_width(line) <= width);
      joined += line;
    }
    CHECK(joined == text);
  }
}

TEST_CASE("a terminal gets no control characters and no marks of unsure width") {
  CHECK(plain_for_terminal("危及“三安全一稳定”\033[31m\n") == "危及\"三安全一稳定\"[31m ");
}

TEST_CASE("padding counts columns") {
  CHECK(padded_left("总计", 6) == "  总计");
  CHECK(padded_right("总计", 6) == "总计  ");
  CHECK(padded_left("总计", 3) == "总计");
}
