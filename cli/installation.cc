#include "cli/installation.h"

#include <algorithm>
#include <string_view>

#include "cli/confinement.h"
#include "extract/foreign_program.h"
#include "extract/office_convert.h"
#include "extract/pdf_reader.h"
#include "extract/scan/digit_reader.h"
#include "extract/scan/language_data.h"
#include "extract/scan/text_recogniser.h"

namespace nianbao {
namespace {

constexpr std::string_view kOffice = "soffice";

/// A page that says 政府 in a font of GBK codes, which is not in the file: what the codes mean is known from Poppler's tables alone.
constexpr std::string_view kChinesePdf =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 40>>stream\nBT /F 20 Tf 20 40 Td <D5FEB8AE> Tj ET    \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>endobj\n"
    "6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    "/FontDescriptor 7 0 R>>endobj\n"
    "7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200"
    "/CapHeight 700/StemV 80>>endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

InstallationPart check_poppler_data() {
  InstallationPart out{"Poppler's encoding data", false, {}, "reads PDFs whose Chinese fonts do not say what their codes mean", {}};
  const auto document = read_pdf(kChinesePdf, {});
  out.works = document && document->pages.size() == 1 && !document->pages[0].spans.empty() && document->pages[0].spans[0].text == U"政府";
  out.detail = out.works ? "codes of GBK fonts are known" : "codes of GBK fonts are not known";
  if (!out.works) out.advice = "apt-get install poppler-data";
  return out;
}

InstallationPart check_language_data(const std::string& tessdata) {
  InstallationPart out{"Chinese language data", false, {}, "reads the labels and the text of scans and photographs", {}};
  const auto folder = find_language_data(tessdata);
  out.detail = folder ? language_file(*folder) : folder.error().message;
  if (folder) {
    out.works = TextRecogniser(*folder).load();
    if (!out.works) out.detail += " cannot be loaded";
  }
  if (!out.works) out.advice = "apt-get install tesseract-ocr-chi-sim, or --tessdata DIR";
  return out;
}

/// A plain stroke, as a scan at 200 dpi shows a 1.
InkCrop drawn_one() {
  InkCrop out{40, 40, std::vector<std::uint8_t>(40 * 40, 255)};
  for (int y = 9; y < 31; ++y)
    for (int x = 19; x < 22; ++x) out.gray[static_cast<std::size_t>(y * 40 + x)] = 20;
  for (int i = 0; i < 5; ++i)
    for (int x = 0; x < 2; ++x) out.gray[static_cast<std::size_t>((10 + i) * 40 + 18 - i + x)] = 60;
  return out;
}

InstallationPart check_models() {
  InstallationPart out{"models of digits", false, {}, "read the numbers of scans and photographs", {}};
  const std::vector<DigitReading> readings = read_digits({200, {drawn_one()}});
  out.works = readings.size() == 1 && readings[0].line.text == "1" && readings[0].glyphs.text == "1";
  out.detail = out.works ? "both witnesses read a drawn 1" : "a drawn 1 is not read";
  if (!out.works) out.advice = "they are part of the program: build it anew, or get another copy";
  return out;
}

InstallationPart check_office() {
  InstallationPart out{"LibreOffice", false, {}, "reads DOC, WPS, RTF, XLS and ET files", {}};
  const std::string path = find_program(std::string(kOffice));
  const OfficeInput letter{"{\\rtf1\\ansi 1\\par}", Kind::rtf};
  const auto converted = convert_office({&letter, 1}, {});
  out.works = converted.front().has_value();
  out.detail = out.works ? path + " converts" : converted.front().error().message;
  if (!out.works) out.advice = "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui";
  return out;
}

InstallationPart check_confinement() {
  InstallationPart out{"sandbox", false, {}, "confines the processes that read: no network, no writing, no programs", {}};
  const auto confined = try_confinement();
  out.works = confined.has_value();
  out.detail = out.works ? "the kernel confines (seccomp)" : confined.error().message;
  if (!out.works) out.advice = "a kernel or container that allows seccomp filters; without, --no-sandbox reads unconfined";
  return out;
}

}  // namespace

std::vector<InstallationPart> check_installation(const std::string& tessdata) {
  return {check_poppler_data(), check_language_data(tessdata), check_models(), check_office(), check_confinement()};
}

}  // namespace nianbao
