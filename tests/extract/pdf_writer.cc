#include "tests/extract/pdf_writer.h"

#include <map>

namespace nianbao {
namespace {

std::string stream(const std::string& data, const std::string& entries = {}) {
  return "<< /Length " + std::to_string(data.size()) + " " + entries + " >>\nstream\n" + data + "\nendstream";
}

std::string song(const std::string& encoding, int descendant) {
  return "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /" + encoding + " /DescendantFonts [" +
         std::to_string(descendant) + " 0 R] >>";
}

std::string descendant(const std::string& ordering, int descriptor) {
  return "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (" +
         ordering + ") /Supplement 4 >> /DW 1000 /FontDescriptor " + std::to_string(descriptor) + " 0 R >>";
}

const char* kToUnicode =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "1 begincodespacerange <00> <FF> endcodespacerange\n"
    "3 beginbfchar <66> <006600660069> <78> <E001> <41> <0041> endbfchar\n"
    "endcmap end end";

/// The fonts are objects 10 to 29; pages' objects come from 100 on.
std::map<int, std::string> font_objects() {
  return {
      {10, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"},
      {11, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"},
      {12, song("UniGB-UCS2-H", 20)},
      {13, song("UniGB-UCS2-V", 20)},
      {14, song("GBK-EUC-H", 20)},
      {15, song("Identity-H", 21)},
      {16, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 23 0 R >>"},
      {17, "<< /Type /Font /Subtype /Type3 /FontBBox [0 -2 10 8] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs << /a 24 0 R >> "
           "/Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [6] >>"},
      {18, "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Song /FirstChar 48 /LastChar 49 /Widths [500 500] "
           "/FontDescriptor 25 0 R >>"},
      {20, descendant("GB1", 22)},
      {21, descendant("Identity", 22)},
      {22, "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
           "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"},
      {23, stream(kToUnicode)},
      {25, "<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
           "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"},
      {24, stream("600 0 d0 0 0 5 7 re f")},
  };
}

std::string resources(const TestPage& page) {
  return "<< /Font << /F1 10 0 R /F2 11 0 R /F3 12 0 R /F4 13 0 R /F5 14 0 R /F6 15 0 R /F7 16 0 R /F8 17 0 R /F9 18 0 R >> " +
         page.resources + " >>";
}

std::string assemble(const std::map<int, std::string>& objects, const std::string& extra, bool has_info) {
  std::string out = "%PDF-1.7\n";
  std::map<int, std::size_t> places;
  for (const auto& [number, text] : objects) {
    places[number] = out.size();
    out += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
  }
  for (std::size_t at = 0; at < extra.size();) {  // objects as text: each begins a line with `N 0 obj`
    std::size_t end = extra.find("endobj\n", at) + 7;
    places[std::stoi(extra.substr(at))] = out.size();
    out += extra.substr(at, end - at);
    at = end;
  }
  std::size_t table = out.size();
  out += "xref\n0 1\n0000000000 65535 f \n";
  for (const auto& [number, place] : places) {
    std::string digits = std::to_string(place);
    out += std::to_string(number) + " 1\n" + std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  out += "trailer\n<< /Size " + std::to_string(places.rbegin()->first + 1) + " /Root 1 0 R" +
         (has_info ? " /Info 3 0 R" : "") + " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  return out;
}

}  // namespace

std::string make_pdf(const std::vector<TestPage>& pages, const std::string& info, const std::string& extra) {
  std::map<int, std::string> objects = font_objects();
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  if (!info.empty()) objects[3] = "<< " + info + " >>";
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    int number = 100 + 2 * static_cast<int>(i);
    kids += std::to_string(number) + " 0 R ";
    objects[number] = "<< /Type /Page /Parent 2 0 R " + pages[i].entries + " /Resources " + resources(pages[i]) +
                      " /Contents " + std::to_string(number + 1) + " 0 R >>";
    objects[number + 1] = stream(pages[i].content);
  }
  objects[2] = "<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [ " + kids + "] >>";
  return assemble(objects, extra, !info.empty());
}

std::string make_pdf(const std::string& content) { return make_pdf({TestPage{content}}); }

}  // namespace nianbao
