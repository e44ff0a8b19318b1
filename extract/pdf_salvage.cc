#include "extract/pdf_salvage.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nianbao {
namespace {

constexpr std::size_t kDictReach = 64 * 1024;  // from an object's start to its /Type
constexpr std::size_t kMaxPages = 100'000;
constexpr std::size_t kMaxFonts = 1'000;
constexpr std::string_view kBlanks("\0\t\n\f\r ", 6);
constexpr std::string_view kA4 = "[0 0 595.28 841.89]";

bool is_blank(char c) { return kBlanks.find(c) != std::string_view::npos; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// The number before `at`, over blanks; `at` moves to its first digit.
std::optional<std::string> number_before(std::string_view text, std::size_t& at) {
  while (at > 0 && is_blank(text[at - 1])) --at;
  std::size_t end = at;
  while (at > 0 && is_digit(text[at - 1])) --at;
  if (at == end || end - at > 9) return std::nullopt;
  return std::string(text.substr(at, end - at));
}

/// `12 0` of the object that holds the place `at`.
std::optional<std::string> object_around(std::string_view pdf, std::size_t at) {
  std::size_t start = at > kDictReach ? at - kDictReach : 0;
  std::string_view before = pdf.substr(start, at - start);
  std::size_t obj = before.rfind("obj");
  if (obj == std::string_view::npos || before.substr(0, obj).ends_with("end")) return std::nullopt;
  std::optional<std::string> generation = number_before(before, obj);
  if (!generation) return std::nullopt;
  std::optional<std::string> number = number_before(before, obj);
  if (!number) return std::nullopt;
  return *number + " " + *generation;
}

/// The objects of that type, in the order of the file, each once.
std::vector<std::string> objects_of_type(std::string_view pdf, std::string_view type) {
  std::vector<std::string> out;
  constexpr std::string_view kKey = "/Type";
  for (std::size_t at = pdf.find(kKey); at != std::string_view::npos; at = pdf.find(kKey, at + 1)) {
    std::size_t value = skip_blanks(pdf, at + kKey.size());
    std::size_t end = value + type.size();
    if (pdf.substr(value, type.size()) != type) continue;
    if (end < pdf.size() && !is_blank(pdf[end]) && pdf[end] != '/' && pdf[end] != '>') continue;
    std::optional<std::string> object = object_around(pdf, at);
    if (object && std::find(out.begin(), out.end(), *object) == out.end()) out.push_back(*object);
    if (out.size() >= kMaxPages) break;
  }
  return out;
}

std::string_view page_box(std::string_view pdf) {
  std::size_t key = pdf.find("/MediaBox");
  if (key == std::string_view::npos) return kA4;
  std::size_t open = skip_blanks(pdf, key + 9);
  std::size_t close = pdf.find(']', open);
  bool is_box = open < pdf.size() && pdf[open] == '[' && close != std::string_view::npos && close - open < 100;
  return is_box ? pdf.substr(open, close - open + 1) : kA4;
}

bool has_object(std::string_view pdf, const std::string& object) {
  std::string head = object + " obj";
  for (std::size_t at = pdf.find(head); at != std::string_view::npos; at = pdf.find(head, at + 1))
    if (at == 0 || !is_digit(pdf[at - 1])) return true;
  return false;
}

/// Fonts name their character collection in an object of its own, which writers put last; without it Poppler drops
/// the font. Identity leaves the meaning of its glyphs to the font's ToUnicode.
std::string lost_collections(std::string_view pdf) {
  constexpr std::string_view kKey = "/CIDSystemInfo";
  std::string out;
  std::vector<std::string> known;
  for (std::size_t at = pdf.find(kKey); at != std::string_view::npos; at = pdf.find(kKey, at + 1)) {
    std::size_t end = skip_blanks(pdf, at + kKey.size());
    while (end < pdf.size() && (is_digit(pdf[end]) || is_blank(pdf[end]))) ++end;
    if (end >= pdf.size() || pdf[end] != 'R') continue;
    std::optional<std::string> generation = number_before(pdf, end);
    std::optional<std::string> number = generation ? number_before(pdf, end) : std::nullopt;
    if (!number) continue;
    std::string object = *number + " " + *generation;
    if (known.size() >= kMaxFonts || std::find(known.begin(), known.end(), object) != known.end()) continue;
    known.push_back(object);
    if (!has_object(pdf, object))
      out += object + " obj\n<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>\nendobj\n";
  }
  return out;
}

std::string with_end(std::string_view pdf, const std::string& objects, const std::string& root) {
  return std::string(pdf) + "\nendstream\nendobj\n" + lost_collections(pdf) + objects + "trailer\n<< /Root " + root +
         " R >>\nstartxref\n0\n%%EOF\n";
}

}  // namespace

std::optional<std::string> with_new_trailer(std::string_view pdf) {
  std::vector<std::string> catalogs = objects_of_type(pdf, "/Catalog");
  if (catalogs.empty()) return std::nullopt;
  return with_end(pdf, {}, catalogs.back());
}

std::optional<std::string> with_new_catalog(std::string_view pdf) {
  std::vector<std::string> pages = objects_of_type(pdf, "/Page");
  if (pages.empty()) return std::nullopt;
  std::string kids;
  int free_number = 1;
  for (const std::string& page : pages) {
    kids += page + " R ";
    free_number = std::max(free_number, std::stoi(page) + 1);
  }
  // A number that no object has: those of fonts and contents lie near the pages'.
  std::string tree = std::to_string(free_number + 1'000'000), catalog = std::to_string(free_number + 1'000'001);
  std::string objects = tree + " 0 obj\n<< /Type /Pages /Count " + std::to_string(pages.size()) + " /MediaBox " +
                        std::string(page_box(pdf)) + " /Kids [ " + kids + "] >>\nendobj\n" + catalog +
                        " 0 obj\n<< /Type /Catalog /Pages " + tree + " 0 R >>\nendobj\n";
  return with_end(pdf, objects, catalog + " 0");
}

}  // namespace nianbao
