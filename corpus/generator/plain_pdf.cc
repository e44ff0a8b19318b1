#include "corpus/generator/plain_pdf.h"

#include <iconv.h>
#include <zlib.h>

#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <variant>

#include "corpus/generator/pdf_update.h"

namespace nianbao::corpus {

namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string numbers(std::initializer_list<double> values) {
  std::string out;
  for (const double value : values) out += number(value) + " ";
  return out;
}

std::string converted(const std::string& text, const char* to) {
  const iconv_t converter = iconv_open(to, "UTF-8");
  std::string in = text, out(text.size() * 2 + 4, '\0');
  char *from = in.data(), *into = out.data();
  std::size_t left = in.size(), room = out.size();
  const bool failed = iconv(converter, &from, &left, &into, &room) == static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (failed) throw std::runtime_error("not in the font's encoding: " + text);
  out.resize(out.size() - room);
  return out;
}

std::string hex(const std::string& bytes) {
  std::string out = "<";
  for (const char c : bytes) {
    char two[3];
    std::snprintf(two, sizeof two, "%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += two;
  }
  return out + ">";
}

std::string deflated(const std::string& bytes) {
  uLongf length = compressBound(bytes.size());
  std::string out(length, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9);
  out.resize(length);
  return out;
}

/// Writes content in coordinates whose y points down.
class ContentWriter {
 public:
  ContentWriter(PlainEncoding encoding, std::string& out) : encoding_(encoding), out_(out) {}

  void operator()(const TextRun& run) {
    const bool sans = run.family.find("Sans") != std::string::npos || run.family.find("WenQuanYi") != std::string::npos;
    out_ += number(run.gray) + " g BT /" + (sans || run.bold ? "F2 " : "F1 ") + number(run.size) + " Tf " +
            number(run.letter_spacing) + " Tc ";
    const double angle = run.turned_degrees * 3.14159265358979323846 / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    out_ += numbers({c, s, s, -c, run.x, run.baseline}) + "Tm " + hex(converted(run.text, charset())) + " Tj ET 0 g\n";
  }
  void operator()(const StrokedLine& line) {
    out_ += number(line.width) + " w " + numbers({line.x0, line.y0}) + "m " + numbers({line.x1, line.y1}) + "l S\n";
  }
  void operator()(const StrokedRect& rect) { out_ += number(rect.width) + " w " + path(rect.box) + "S\n"; }
  void operator()(const FilledRect& rect) {
    out_ += number(rect.gray) + " g " + path(rect.box) + "f 0 g\n";
  }
  void operator()(const Picture&) {}  // no pages of this kind show pictures or ink
  void operator()(const InkPath&) {}
  void operator()(const InkRun&) {}
  void operator()(const ClipBegin& clip) { out_ += "q " + path(clip.box) + "W n\n"; }
  void operator()(const ClipEnd&) { out_ += "Q\n"; }

 private:
  const char* charset() const { return encoding_ == PlainEncoding::unigb_ucs2 ? "UCS-2BE" : "GBK"; }
  static std::string path(const Rect& box) {
    return numbers({box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0}) + "re ";
  }

  PlainEncoding encoding_;
  std::string& out_;
};

/// From the sheet's coordinates to the media box: y turned up, content turned, crop added.
std::string matrix(const Sheet& sheet, int degrees) {
  const double w = sheet.width, h = sheet.height, c = sheet.crop;
  switch (degrees) {
    case 90: return "0 -1 -1 0 " + numbers({h + c, w + c}) + "cm\n";
    case 180: return "-1 0 0 1 " + numbers({w + c, c}) + "cm\n";
    case 270: return "0 1 1 0 " + numbers({c, c}) + "cm\n";
    default: return "1 0 0 -1 " + numbers({c, h + c}) + "cm\n";
  }
}

class FileWriter {
 public:
  int add(const std::string& body) {
    bodies_.push_back(body);
    return static_cast<int>(bodies_.size());
  }
  std::string finish(int root) const {
    std::string out = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n", xref = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < bodies_.size(); ++i) {
      char entry[32];
      std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
      xref += entry;
      out += std::to_string(i + 1) + " 0 obj\n" + bodies_[i] + "\nendobj\n";
    }
    const std::string size = std::to_string(bodies_.size() + 1);
    const std::size_t at = out.size();
    return out + "xref\n0 " + size + "\n" + xref + "trailer\n<< /Size " + size + " /Root " + std::to_string(root) +
           " 0 R >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
  }
  std::string& body(int object) { return bodies_[static_cast<std::size_t>(object - 1)]; }

 private:
  std::vector<std::string> bodies_;
};

int add_font(FileWriter& file, const std::string& name, PlainEncoding encoding) {
  const bool ucs2 = encoding == PlainEncoding::unigb_ucs2;
  const int descriptor = file.add("<< /Type /FontDescriptor /FontName /" + name +
                                  " /Flags 6 /FontBBox [ -25 -254 1000 880 ] /ItalicAngle 0 /Ascent 880 /Descent -120"
                                  " /CapHeight 880 /StemV 93 >>");
  const int descendant =
      file.add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /" + name +
               " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor " +
               std::to_string(descriptor) + " 0 R /DW 1000 /W [ " + (ucs2 ? "1 95" : "814 939") + " 500 ] >>");
  return file.add("<< /Type /Font /Subtype /Type0 /BaseFont /" + name + " /Encoding /" +
                  (ucs2 ? "UniGB-UCS2-H" : "GBK-EUC-H") + " /DescendantFonts [ " + std::to_string(descendant) +
                  " 0 R ] >>");
}

int add_page(FileWriter& file, const Sheet& sheet, PlainEncoding encoding, int parent, const std::string& fonts) {
  const int degrees = (sheet.turn_degrees + 360 - sheet.rotate_degrees) % 360;
  const bool swapped = degrees % 180 != 0;
  std::string content = matrix(sheet, degrees);
  ContentWriter writer(encoding, content);
  for (const SheetItem& item : sheet.items) std::visit(writer, item);
  const std::string packed = deflated(content);
  const int stream = file.add("<< /Filter /FlateDecode /Length " + std::to_string(packed.size()) + " >>\nstream\n" +
                              packed + "\nendstream");
  const double width = (swapped ? sheet.height : sheet.width) + 2 * sheet.crop;
  const double height = (swapped ? sheet.width : sheet.height) + 2 * sheet.crop;
  return file.add("<< /Type /Page /Parent " + std::to_string(parent) + " 0 R /MediaBox [ 0 0 " +
                  numbers({width, height}) + "]" + page_entries(sheet) + " /Resources << /Font << " + fonts +
                  " >> >> /Contents " + std::to_string(stream) + " 0 R >>");
}

}  // namespace

std::string to_plain_pdf(const std::vector<Sheet>& sheets, PlainEncoding encoding) {
  FileWriter file;
  const int pages = file.add("");
  const int root = file.add("<< /Type /Catalog /Pages " + std::to_string(pages) + " 0 R >>");
  const std::string fonts = "/F1 " + std::to_string(add_font(file, "STSong-Light", encoding)) + " 0 R /F2 " +
                            std::to_string(add_font(file, "SimHei", encoding)) + " 0 R";
  std::string kids;
  for (const Sheet& sheet : sheets) kids += std::to_string(add_page(file, sheet, encoding, pages, fonts)) + " 0 R ";
  file.body(pages) =
      "<< /Type /Pages /Count " + std::to_string(sheets.size()) + " /Kids [ " + kids + "] >>";
  return file.finish(root);
}

}  // namespace nianbao::corpus
