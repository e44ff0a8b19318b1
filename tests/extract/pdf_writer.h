#pragma once

#include <string>
#include <vector>

namespace nianbao {

/// A page of a test PDF: the operators that draw it, and what its dictionary says besides (`/Rotate 90`).
struct TestPage {
  std::string content;
  std::string entries = "/MediaBox [0 0 200 100]";
  std::string resources = "";  ///< besides the fonts
};

/// Writes a whole PDF by hand: uncompressed, with a right table of objects, so that a test says all that is in it.
///
/// Fonts: /F1 Helvetica, /F2 Helvetica-Bold, /F3 a Song without ToUnicode (UniGB-UCS2-H, Adobe-GB1), /F4 the same for
/// vertical writing, /F5 a Song by GB bytes (GBK-EUC-H), /F6 an Identity font whose glyphs nothing maps to Unicode,
/// /F7 Helvetica with a ToUnicode that maps `f` to three code points and `x` to a private one, /F8 a Type 3 font in
/// units of 1/10 whose `a` is 6 wide, /F9 a subset TrueType font whose codes `0` and `1` no encoding explains.
/// `info` is the Info dictionary's content; `extra` are further objects from number 40 on, as text.
std::string make_pdf(const std::vector<TestPage>& pages, const std::string& info = {}, const std::string& extra = {});

/// A PDF of one page of 200 x 100 points.
std::string make_pdf(const std::string& content);

}  // namespace nianbao
