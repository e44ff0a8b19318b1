#include "corpus/generator/pdf_update.h"

#include <cstdio>
#include <utility>

namespace nianbao::corpus {

namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

/// Number and text of each page object, in the order of the pages (cairo writes them in that order).
std::vector<std::pair<int, std::string>> page_objects(const std::string& pdf) {
  std::vector<std::pair<int, std::string>> out;
  const std::string mark = "<< /Type /Page %";
  for (std::size_t at = pdf.find(mark); at != std::string::npos; at = pdf.find(mark, at + 1)) {
    const std::size_t line = pdf.rfind('\n', at - 2) + 1;
    const std::size_t end = pdf.find("endobj", at);
    out.emplace_back(std::stoi(pdf.substr(line)), pdf.substr(at, end - at));
  }
  return out;
}

std::string last_after(const std::string& pdf, const std::string& key) {
  const std::size_t at = pdf.rfind(key);
  const std::size_t from = pdf.find_first_not_of(" \n", at + key.size());
  return pdf.substr(from, pdf.find_first_of("\n", from) - from);
}

}  // namespace

std::string page_entries(const Sheet& sheet) {
  std::string out;
  if (sheet.rotate_degrees != 0) out += " /Rotate " + std::to_string(sheet.rotate_degrees);
  if (sheet.user_unit != 1) out += " /UserUnit " + number(sheet.user_unit);
  if (sheet.crop > 0) {
    const bool swapped = (sheet.turn_degrees + sheet.rotate_degrees) % 180 != 0;
    const double width = swapped ? sheet.height : sheet.width, height = swapped ? sheet.width : sheet.height;
    out += " /CropBox [ " + number(sheet.crop) + " " + number(sheet.crop) + " " + number(sheet.crop + width) + " " +
           number(sheet.crop + height) + " ]";
  }
  return out;
}

std::string with_page_entries(const std::string& pdf, const std::vector<Sheet>& sheets) {
  std::string update, xref = "xref\n";
  const auto pages = page_objects(pdf);
  for (std::size_t i = 0; i < pages.size() && i < sheets.size(); ++i) {
    const std::string entries = page_entries(sheets[i]);
    if (entries.empty()) continue;
    char offset[32];
    std::snprintf(offset, sizeof offset, "%010zu 00000 n \n", pdf.size() + update.size());
    xref += std::to_string(pages[i].first) + " 1\n" + offset;
    const std::string body = pages[i].second;
    update += std::to_string(pages[i].first) + " 0 obj\n<<" + entries + body.substr(2) + "endobj\n";
  }
  if (update.empty()) return pdf;
  const std::string trailer = "trailer\n<< /Size " + last_after(pdf, "/Size") + "\n   /Root " + last_after(pdf, "/Root") +
                              "\n   /Info " + last_after(pdf, "/Info") + "\n   /Prev " + last_after(pdf, "startxref") +
                              "\n>>\nstartxref\n" + std::to_string(pdf.size() + update.size()) + "\n%%EOF\n";
  return pdf + update + xref + trailer;
}

}  // namespace nianbao::corpus
