#include "extract/archive_names.h"

#include <array>
#include <utility>
#include <vector>

#include "extract/encoding_icu.h"
#include "extract/utf8_check.h"

namespace nianbao {
namespace {

bool is_drive(std::string_view part) { return part.size() == 2 && part[1] == ':'; }

std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> out(1);
  for (char c : name) {
    if (c == '/' || c == '\\') out.emplace_back();
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out.back().push_back(c);
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

}  // namespace

std::string utf8_name(std::string_view raw) {
  if (find_invalid(raw) == std::string_view::npos) return std::string(raw);
  auto converted = to_utf8_from(raw, "GB18030");
  return converted ? std::move(converted->utf8) : std::string();
}

std::string clean_member_name(std::string_view name) {
  std::string out;
  for (const std::string& part : parts_of(name)) {
    if (part.empty() || part == "." || part == ".." || (out.empty() && is_drive(part))) continue;
    if (!out.empty()) out.push_back('/');
    out += part;
  }
  return out;
}

bool is_hidden_member(std::string_view clean_name) {
  for (const std::string& part : parts_of(clean_name))
    if (part.starts_with('.') || part == "__MACOSX") return true;
  return false;
}

std::string unpacked_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEndings{
      {{".tgz", ".tar"}, {".tbz2", ".tar"}, {".tbz", ".tar"}, {".txz", ".tar"}, {".gz", ""}, {".bz2", ""}, {".xz", ""}}};
  const std::string_view file = name.substr(name.find_last_of('/') == std::string_view::npos ? 0 : name.find_last_of('/') + 1);
  for (const auto& [packed, plain] : kEndings)
    if (file.size() > packed.size() && lower(file).ends_with(packed))
      return clean_member_name(std::string(file.substr(0, file.size() - packed.size())) + std::string(plain));
  const std::string clean = clean_member_name(file);
  return clean.empty() ? "content" : clean;
}

}  // namespace nianbao
