#include "extract/kind.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/encoding.h"

namespace nianbao {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeaderReach = 1024;       // PDF 1.7, appendix H.3: readers look this far for %PDF-
constexpr std::size_t kMarkupReach = 64 * 1024;
constexpr int kMaxMembers = 4096;

constexpr std::array kInfos{
    KindInfo{Kind::empty, "empty file", "application/octet-stream"},
    KindInfo{Kind::pdf, "PDF", "application/pdf"},
    KindInfo{Kind::html, "web page (HTML)", "text/html"},
    KindInfo{Kind::xml, "XML", "application/xml"},
    KindInfo{Kind::text, "text", "text/plain"},
    KindInfo{Kind::docx, "Word document (.docx)",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    KindInfo{Kind::word_xml, "Word document in one XML file", "application/xml"},
    KindInfo{Kind::xlsx, "Excel workbook (.xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    KindInfo{Kind::pptx, "PowerPoint presentation (.pptx)",
             "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    KindInfo{Kind::odt, "OpenDocument text (.odt)", "application/vnd.oasis.opendocument.text"},
    KindInfo{Kind::ods, "OpenDocument spreadsheet (.ods)", "application/vnd.oasis.opendocument.spreadsheet"},
    KindInfo{Kind::ofd, "OFD document", "application/ofd"},
    KindInfo{Kind::epub, "EPUB book", "application/epub+zip"},
    KindInfo{Kind::zip, "ZIP archive", "application/zip"},
    KindInfo{Kind::doc, "Word document (.doc)", "application/msword"},
    KindInfo{Kind::xls, "Excel workbook (.xls)", "application/vnd.ms-excel"},
    KindInfo{Kind::wps, "WPS document (.wps)", "application/vnd.ms-works"},
    KindInfo{Kind::et, "WPS workbook (.et)", "application/vnd.ms-works"},
    KindInfo{Kind::ole, "OLE compound file", "application/x-ole-storage"},
    KindInfo{Kind::rtf, "RTF document", "application/rtf"},
    KindInfo{Kind::mhtml, "saved web page (MHTML)", "multipart/related"},
    KindInfo{Kind::warc, "web archive (WARC)", "application/warc"},
    KindInfo{Kind::jpeg, "JPEG image", "image/jpeg"},
    KindInfo{Kind::png, "PNG image", "image/png"},
    KindInfo{Kind::gif, "GIF image", "image/gif"},
    KindInfo{Kind::tiff, "TIFF image", "image/tiff"},
    KindInfo{Kind::bmp, "BMP image", "image/bmp"},
    KindInfo{Kind::webp, "WebP image", "image/webp"},
    KindInfo{Kind::jp2, "JPEG 2000 image", "image/jp2"},
    KindInfo{Kind::gzip, "gzip file", "application/gzip"},
    KindInfo{Kind::xz, "xz file", "application/x-xz"},
    KindInfo{Kind::bzip2, "bzip2 file", "application/x-bzip2"},
    KindInfo{Kind::seven_zip, "7z archive", "application/x-7z-compressed"},
    KindInfo{Kind::rar, "RAR archive", "application/vnd.rar"},
    KindInfo{Kind::tar, "tar archive", "application/x-tar"},
    KindInfo{Kind::unknown, "unknown kind of file", "application/octet-stream"},
};

struct Signature {
  std::string_view bytes;
  std::size_t offset;
  Kind kind;
};

constexpr std::array kSignatures{
    Signature{"\xFF\xD8\xFF"sv, 0, Kind::jpeg},
    Signature{"\x89PNG\r\n\x1A\n"sv, 0, Kind::png},
    Signature{"GIF87a"sv, 0, Kind::gif},
    Signature{"GIF89a"sv, 0, Kind::gif},
    Signature{"II*\0"sv, 0, Kind::tiff},
    Signature{"MM\0*"sv, 0, Kind::tiff},
    Signature{"WEBP"sv, 8, Kind::webp},
    Signature{"\0\0\0\x0CjP  \r\n\x87\n"sv, 0, Kind::jp2},
    Signature{"\x1F\x8B\x08"sv, 0, Kind::gzip},
    Signature{"\xFD"
              "7zXZ\0"sv,
              0, Kind::xz},
    Signature{"BZh"sv, 0, Kind::bzip2},
    Signature{"7z\xBC\xAF\x27\x1C"sv, 0, Kind::seven_zip},
    Signature{"Rar!\x1A\x07"sv, 0, Kind::rar},
    Signature{"ustar"sv, 257, Kind::tar},
    Signature{"{\\rtf"sv, 0, Kind::rtf},
    Signature{"WARC/"sv, 0, Kind::warc},
};

bool has_at(std::string_view bytes, std::size_t offset, std::string_view part) {
  return bytes.size() >= offset + part.size() && bytes.substr(offset, part.size()) == part;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = 0; i < count && at + static_cast<std::size_t>(i) < bytes.size(); ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])) << (8 * i);
  return value;
}

Kind kind_of_member(std::string_view name, std::string_view data) {
  if (name.starts_with("word/")) return Kind::docx;
  if (name.starts_with("xl/")) return Kind::xlsx;
  if (name.starts_with("ppt/")) return Kind::pptx;
  if (name == "OFD.xml") return Kind::ofd;
  if (name != "mimetype") return Kind::unknown;
  if (data.starts_with(info_of(Kind::odt).media_type)) return Kind::odt;
  if (data.starts_with(info_of(Kind::ods).media_type)) return Kind::ods;
  if (data.starts_with(info_of(Kind::epub).media_type)) return Kind::epub;
  return Kind::unknown;
}

/// Goes from local header to local header by signature: sizes may stand behind the data, and a cut file has no
/// directory.
Kind zip_kind(std::string_view bytes) {
  constexpr std::string_view kLocalHeader = "PK\x03\x04"sv;
  std::size_t at = 0;
  for (int n = 0; n < kMaxMembers; ++n) {
    at = bytes.find(kLocalHeader, at);
    if (at == std::string_view::npos || at + 30 > bytes.size()) break;
    std::size_t name_length = little_endian(bytes, at + 26, 2), extra_length = little_endian(bytes, at + 28, 2);
    std::string_view name = bytes.substr(at + 30, name_length);
    std::size_t data_at = std::min(bytes.size(), at + 30 + name_length + extra_length);
    Kind kind = kind_of_member(name, bytes.substr(data_at, 128));
    if (kind != Kind::unknown) return kind;
    std::size_t packed = little_endian(bytes, at + 18, 4);
    at = packed > 0 && packed < bytes.size() - data_at ? data_at + packed : data_at;
  }
  return Kind::zip;
}

bool has_stream(std::string_view bytes, std::string_view name) {
  std::string utf16;
  for (char c : name) utf16.append({c, '\0'});
  utf16.append(2, '\0');  // directory names end so
  return bytes.find(utf16) != std::string_view::npos;
}

/// A compound file's directory holds its streams' names in UTF-16, wherever in the file it lies.
Kind ole_kind(std::string_view bytes) {
  if (has_stream(bytes, "WpsDocument")) return Kind::wps;
  if (has_stream(bytes, "WordDocument")) return Kind::doc;
  if (has_stream(bytes, "ETWorkbook")) return Kind::et;
  if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book")) return Kind::xls;
  return Kind::ole;
}

bool has_utf16_mark(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

/// ASCII letters of markup in lower case, without the zero bytes that UTF-16 puts between them.
std::string plain_start(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const bool marked = has_utf16_mark(bytes);
  std::string out(bytes.substr(marked ? 2 : 0, kMarkupReach));
  if (marked || !unmarked_utf16(bytes).empty()) std::erase(out, '\0');
  out.erase(0, std::min(out.find_first_not_of(" \t\r\n\f\v"), out.size()));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

void skip_comments(std::string_view& start) {
  while (start.starts_with("<!--")) {
    std::size_t end = start.find("-->");
    start.remove_prefix(end == std::string_view::npos ? start.size() : end + 3);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n\f\v"), start.size()));
  }
}

void skip_instructions(std::string_view& start) {
  while (start.starts_with("<?")) {
    const std::size_t end = start.find("?>");
    start.remove_prefix(end == std::string_view::npos ? start.size() : end + 2);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  }
}

bool is_tag(std::string_view start, std::string_view name) {
  if (!start.starts_with(name)) return false;
  return start.size() == name.size() || std::string_view(" \t\r\n>/").find(start[name.size()]) != std::string_view::npos;
}

Kind markup_kind(std::string_view start) {
  skip_comments(start);
  bool declared = start.starts_with("<?xml");
  if (declared) {
    std::size_t end = start.find("?>");
    start.remove_prefix(end == std::string_view::npos ? start.size() : end + 2);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    skip_comments(start);
    skip_instructions(start);
  }
  if (start.starts_with("<!doctype html")) return Kind::html;
  if (is_tag(start, "<office:document")) return Kind::odt;  // flat: .fodt, .fods
  if (is_tag(start, "<w:worddocument")) return Kind::word_xml;
  if (is_tag(start, "<pkg:package") && start.find("wordprocessingml") != std::string_view::npos) return Kind::word_xml;
  for (std::string_view tag : {"<html", "<head", "<body", "<meta", "<title", "<table", "<div", "<p", "<script", "<style",
                               "<link", "<base", "<h1", "<h2", "<h3", "<span", "<br", "<center", "<font", "<section",
                               "<article", "<ul", "<ol", "<a", "<img", "<form", "<input", "<td", "<tr", "<tbody"})
    if (is_tag(start, tag)) return Kind::html;
  return declared ? Kind::xml : Kind::unknown;
}

/// Bytes that no text holds; UTF-16 has zero bytes.
bool is_text(std::string_view bytes) {
  if (has_utf16_mark(bytes) || !unmarked_utf16(bytes).empty()) return true;
  std::string_view start = bytes.substr(0, kMarkupReach);
  auto odd = std::count_if(start.begin(), start.end(), [](char c) {
    auto u = static_cast<unsigned char>(c);
    return u < 0x20 && u != '\t' && u != '\n' && u != '\r' && u != '\f' && u != '\v' && u != 0x1A && u != 0x1B;
  });
  bool zero = start.find('\0') != std::string_view::npos;
  return !zero && static_cast<std::size_t>(odd) * 200 <= start.size();
}

bool is_blank(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

bool is_bmp(std::string_view bytes) {
  return bytes.starts_with("BM") && bytes.size() > 26 && little_endian(bytes, 6, 4) == 0 &&
         little_endian(bytes, 14, 4) <= 124 && little_endian(bytes, 14, 4) >= 12;
}

bool is_mhtml(std::string_view start) {
  std::string_view head = start.substr(0, 4096);
  return head.find("mime-version:") != std::string_view::npos &&
         head.find("multipart/related") != std::string_view::npos;
}

}  // namespace

bool is_encrypted_ole(std::string_view bytes) {
  if (has_stream(bytes, "EncryptedPackage")) return true;
  constexpr std::size_t kSector = 512;
  for (std::size_t at = kSector; at + 32 <= bytes.size(); at += kSector) {
    const std::string_view sector = bytes.substr(at, 32);
    if (sector.starts_with("\xEC\xA5"sv)) return (little_endian(sector, 10, 2) & 0x0100) != 0;  // FibBase.fEncrypted, [MS-DOC] 2.5.2
    if (sector.starts_with("\x09\x08\x10\0\0\x06\x05\0"sv))  // BOF of the workbook, [MS-XLS] 2.4.21
      return little_endian(sector, 4 + little_endian(sector, 2, 2), 2) == 0x002F;  // FilePass
  }
  return false;
}

bool is_cut_ole(std::string_view bytes) {
  // [MS-CFB] 2.2: the sector's size is a power of two, and sector 0 stands behind the header, which fills one.
  const std::uint64_t sector = std::uint64_t{1} << std::min(little_endian(bytes, 30, 2), 16U);
  const std::uint64_t directory = little_endian(bytes, 48, 4);
  return (directory + 2) * sector > bytes.size();
}

const KindInfo& info_of(Kind kind) {
  auto at = std::find_if(kInfos.begin(), kInfos.end(), [&](const KindInfo& info) { return info.kind == kind; });
  assert(at != kInfos.end());
  return *at;
}

Kind sniff_signature(std::string_view start) {
  for (const Signature& signature : kSignatures)
    if (has_at(start, signature.offset, signature.bytes)) return signature.kind;
  if (start.starts_with("PK\x03\x04"sv)) return zip_kind(start);
  return start.starts_with("PK\x05\x06"sv) ? Kind::zip : Kind::unknown;
}

Kind sniff_kind(std::string_view bytes) {
  if (is_blank(bytes)) return Kind::empty;
  if (const Kind kind = sniff_signature(bytes); kind != Kind::unknown) return kind;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return ole_kind(bytes);
  if (is_bmp(bytes)) return Kind::bmp;
  if (bytes.starts_with("%PDF-")) return Kind::pdf;
  std::string start = plain_start(bytes);
  Kind markup = markup_kind(start);
  if (markup != Kind::unknown) return markup;
  if (bytes.substr(0, kHeaderReach).find("%PDF-") != std::string_view::npos) return Kind::pdf;
  if (is_mhtml(start)) return Kind::mhtml;
  return is_text(bytes) ? Kind::text : Kind::unknown;
}

}  // namespace nianbao
