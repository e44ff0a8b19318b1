#include "records/listing.h"

#include <algorithm>

#include "model/unicode.h"
#include "records/line_writer.h"

namespace nianbao {
namespace {

std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::vector<std::vector<std::string>> header_and_rows(const Listing& listing) {
  std::vector<std::vector<std::string>> lines{listing.columns};
  lines.insert(lines.end(), listing.rows.begin(), listing.rows.end());
  for (std::vector<std::string>& line : lines)
    for (std::string& cell : line) cell = on_one_line(std::move(cell));
  return lines;
}

std::string as_tsv(const Listing& listing) {
  std::string out;
  for (const std::vector<std::string>& line : header_and_rows(listing))
    for (std::size_t i = 0; i < line.size(); ++i) out += line[i] + (i + 1 < line.size() ? '\t' : '\n');
  return out;
}

std::string as_text(const Listing& listing) {
  std::vector<std::vector<std::string>> lines = header_and_rows(listing);
  std::vector<int> widths(listing.columns.size(), 0);
  for (const std::vector<std::string>& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  std::string out;
  for (const std::vector<std::string>& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i];
      if (i + 1 < line.size()) text.append(static_cast<std::size_t>(widths[i] - display_width(line[i]) + 2), ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  }
  return out;
}

std::string as_json(const Listing& listing) {
  std::string out = "[";
  for (const std::vector<std::string>& row : listing.rows) {
    LineWriter json;
    json.start_object();
    for (std::size_t i = 0; i < row.size(); ++i) json.field(listing.columns[i], row[i]);
    json.end_object();
    out += (out.size() == 1 ? "\n" : ",\n") + std::string(json.line());
  }
  return out + (listing.rows.empty() ? "]\n" : "\n]\n");
}

}  // namespace

std::string format_listing(const Listing& listing, ListStyle style) {
  switch (style) {
    case ListStyle::tsv: return as_tsv(listing);
    case ListStyle::text: return as_text(listing);
    case ListStyle::json: return as_json(listing);
  }
  return {};
}

}  // namespace nianbao
