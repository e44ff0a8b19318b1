#include "extract/pdf_spans.h"

#include <catch2/catch.hpp>
#include <string>

#include "model/unicode.h"

using namespace nianbao;

namespace {

/// Draws text of one style as a PDF would: every glyph half an em wide, ideographs one em.
struct Pen {
  std::vector<Span> spans;
  SpanBuilder builder{spans};
  GlyphStyle style{10, 0.9, -0.1, 0, false, false};

  void draw(double x, double y, std::string_view utf8, double spacing = 0) {
    builder.set_style(style);
    for (char32_t c : to_code_points(utf8)) {
      double advance = (c < 0x2E80 ? 0.5 : 1.0) * style.size_pt, step = advance + spacing;
      builder.add({&c, 1, x, y, advance, step});
      switch (style.turn) {
        case 90: y += step; break;
        case 180: x -= step; break;
        case 270: y -= step; break;
        default: x += step;
      }
    }
  }

  std::vector<std::string> texts() {
    builder.finish();
    std::vector<std::string> out;
    for (const Span& span : spans) out.push_back(to_utf8(span.text));
    return out;
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("glyphs drawn one after another are one span, with the borders between them") {
  Pen pen;
  pen.draw(100, 50, "收12");
  CHECK(pen.texts() == Texts{"收12"});
  CHECK(pen.spans[0].edges == std::vector<float>{100, 110, 115, 120});
  CHECK(pen.spans[0].box == Box{100, 41, 120, 51});
  CHECK(pen.spans[0].font_size_pt == 10);
}

TEST_CASE("a gap ends a span of numbers, also one of 3 pt in 12 pt print") {
  Pen pen;
  pen.style.size_pt = 12;
  pen.draw(100, 50, "27");
  pen.draw(115, 50, "13");
  CHECK(pen.texts() == Texts{"27", "13"});
}

TEST_CASE("justified ideographs stay together over a gap that would end a number") {
  Pen pen;
  for (int i = 0; i < 3; ++i) pen.draw(100 + 12.5 * i, 50, "年");
  pen.draw(160, 50, "度");
  CHECK(pen.texts() == Texts{"年年年", "度"});
}

TEST_CASE("letter-spaced text is one span") {
  Pen pen;
  pen.draw(100, 50, "自然人", 5);
  CHECK(pen.texts() == Texts{"自然人"});
  CHECK(pen.spans[0].edges == std::vector<float>{100, 115, 130, 140});
}

TEST_CASE("white space becomes U+0020, and is cut off at both ends") {
  Pen pen;
  pen.draw(100, 50, " 自\u00A0然\u3000人  ");
  CHECK(pen.texts() == Texts{"自 然 人"});
  CHECK(pen.spans[0].box.x0 == 105);
  CHECK(pen.spans[0].box.x1 == 150);
}

TEST_CASE("white space wider than an em ends a span") {
  Pen pen;
  pen.draw(100, 50, "12     7");
  CHECK(pen.texts() == Texts{"12", "7"});
  CHECK(pen.spans[1].box.x0 == 135);
}

TEST_CASE("nothing but white space is no span") {
  Pen pen;
  pen.draw(100, 50, "  \u3000 ");
  CHECK(pen.texts().empty());
}

TEST_CASE("another line, size or weight starts another span") {
  Pen pen;
  pen.draw(100, 50, "12");
  pen.draw(110, 53, "3");
  pen.style.size_pt = 6;
  pen.draw(115, 53, "4");
  pen.style.bold = true;
  pen.draw(118, 53, "5");
  CHECK(pen.texts() == Texts{"12", "3", "4", "5"});
  CHECK(pen.spans[3].bold);
}

TEST_CASE("text drawn again over itself is bold and stands once") {
  Pen pen;
  pen.draw(100, 50, "总计 21");
  pen.draw(100.3, 50, "总计 21");
  pen.draw(100.3, 50.3, "总计 21");
  CHECK(pen.texts() == Texts{"总计 21"});
  CHECK(pen.spans[0].bold);
}

TEST_CASE("text overprinted glyph by glyph is bold and stands once") {
  Pen pen;
  for (int i = 0; i < 3; ++i) {
    pen.draw(100 + 5 * i, 50, "7");
    pen.draw(100.3 + 5 * i, 50, "7");
  }
  CHECK(pen.texts() == Texts{"777"});
  CHECK(pen.spans[0].bold);
}

TEST_CASE("equal digits side by side are not taken for overprinting") {
  Pen pen;
  pen.draw(105, 50, "1");
  pen.draw(100, 50, "1");
  pen.draw(110, 50, "11");
  CHECK(pen.texts() == Texts{"1", "1", "11"});
  for (const Span& span : pen.spans) CHECK(!span.bold);
}

TEST_CASE("other text over text is kept") {
  Pen pen;
  pen.draw(100, 50, "12");
  pen.draw(100, 50, "34");
  CHECK(pen.texts() == Texts{"12", "34"});
}

TEST_CASE("text that runs down, back and up keeps its direction in its edges") {
  Pen pen;
  pen.style.turn = 90;
  pen.draw(100, 50, "12");
  pen.style.turn = 180;
  pen.draw(200, 50, "12");
  pen.style.turn = 270;
  pen.draw(300, 50, "12");
  CHECK(pen.texts() == Texts{"12", "12", "12"});
  CHECK(pen.spans[0].edges == std::vector<float>{50, 55, 60});
  CHECK(pen.spans[0].box == Box{99, 50, 109, 60});
  CHECK(pen.spans[1].edges == std::vector<float>{200, 195, 190});
  CHECK(pen.spans[1].box == Box{190, 49, 200, 59});
  CHECK(pen.spans[2].edges == std::vector<float>{50, 45, 40});
  CHECK(pen.spans[2].box == Box{291, 40, 301, 50});
}

TEST_CASE("a ligature's code points share its width") {
  Pen pen;
  pen.builder.set_style(pen.style);
  pen.builder.add({U"ffi", 3, 100, 50, 9, 9});
  CHECK(pen.texts() == Texts{"ffi"});
  CHECK(pen.spans[0].edges == std::vector<float>{100, 103, 106, 109});
}

TEST_CASE("each glyph of vertical writing is a span of its own, upright") {
  Pen pen;
  pen.style.vertical = true;
  pen.builder.set_style(pen.style);
  pen.builder.add({U"办", 1, 105, 50, 10, 10});
  pen.builder.add({U"理", 1, 105, 60, 10, 10});
  CHECK(pen.texts() == Texts{"办", "理"});
  CHECK(pen.spans[0].box == Box{100, 50, 110, 60});
  CHECK(pen.spans[0].edges == std::vector<float>{100, 110});
  CHECK(pen.spans[1].box == Box{100, 60, 110, 70});
}
