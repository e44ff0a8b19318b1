#include "cli/manifest.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <limits>

#include "cli/csv_rows.h"
#include "cli/digest.h"
#include "cli/file_state.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr const char* kColumns[] = {"path", "sha256", "url", "retrieved", "unit", "unit_id", "year", "published", "report_id", "order"};
constexpr int kFirstYear = 2000, kLastYear = 2100;  // the regulation is of 2007
constexpr double kLastOrder = std::numeric_limits<double>::max();

Failure wrong(const std::string& what) { return Failure({ErrorCode::damaged_file, {}, what}); }

bool is_date(const std::string& text) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  if (text.size() != kPattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (kPattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != kPattern[i]) return false;
  const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_year(const std::string& text) {
  int year = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && year >= kFirstYear && year <= kLastYear;
}

bool is_sha256(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
  return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

}  // namespace

Result<Manifest> Manifest::read(const std::string& path) {
  const auto text = read_file_bytes(path);
  if (!text) return Failure(text.error());
  Manifest out;
  if (Result<void> taken = out.take_rows(*text, path); !taken) return Failure(taken.error());
  return out;
}

Result<void> Manifest::take_rows(const std::string& text, const std::string& path) {
  auto rows = parse_csv(text, path);
  if (!rows) return Failure(rows.error());
  if (rows->empty()) return wrong(path + " is empty: it needs a heading with path or sha256");
  std::vector<std::string> headings;
  for (const std::string& cell : rows->front().cells) headings.push_back(trimmed(cell));
  const auto has = [&](const char* name) { return std::count(headings.begin(), headings.end(), name) > 0; };
  if (!has("path") && !has("sha256")) return wrong(path + ": line 1 is no heading with path or sha256");
  for (const std::string& name : headings)
    if (std::find(std::begin(kColumns), std::end(kColumns), name) == std::end(kColumns)) unused_columns_.push_back(name);
  const std::string folder = fs::path(path).parent_path().string();
  for (std::size_t i = 1; i < rows->size(); ++i)
    if (Result<void> taken = take_row(headings, (*rows)[i].cells, folder); !taken)
      return wrong(path + ": line " + std::to_string((*rows)[i].line) + ": " + taken.error().message);
  return {};
}

Result<void> Manifest::take_row(const std::vector<std::string>& headings, const std::vector<std::string>& cells, const std::string& folder) {
  if (cells.size() > headings.size()) return wrong("there are more cells than headings");
  std::map<std::string, std::string> row;
  for (std::size_t i = 0; i < cells.size(); ++i) row[headings[i]] = trimmed(cells[i]);
  std::string sha256 = row["sha256"];
  std::transform(sha256.begin(), sha256.end(), sha256.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (row["path"].empty() && sha256.empty()) return wrong("neither path nor sha256 says which file is meant");
  if (!sha256.empty() && !is_sha256(sha256)) return wrong(sha256 + " is no sha256");
  if (!row["year"].empty() && !is_year(row["year"])) return wrong("the year " + row["year"] + " is none");
  if (!row["published"].empty() && !is_date(row["published"])) return wrong("published is a date as 2024-01-31, not " + row["published"]);
  Row out{row["path"].empty() ? sha256 : row["path"], row["report_id"], kLastOrder,
          {row["url"], row["retrieved"], row["unit"], row["unit_id"], row["year"], row["published"]}};
  const std::string& order = row["order"];
  if (!order.empty())
    if (const auto read = std::from_chars(order.data(), order.data() + order.size(), out.order);
        read.ec != std::errc() || read.ptr != order.data() + order.size())
      return wrong("order is a number, not " + order);
  const std::size_t index = rows_.size();
  bool is_new = true;
  if (!row["path"].empty()) {
    is_new = by_source_.emplace(row["path"], index).second;
    by_location_.emplace(location_of((fs::path(folder) / row["path"]).string()), index);
    by_location_.emplace(location_of(row["path"]), index);
  } else {
    is_new = by_sha256_.emplace(sha256, index).second;
  }
  if (!is_new) return wrong(out.name + " stands in two rows");
  rows_.push_back(std::move(out));
  return {};
}

std::optional<std::size_t> Manifest::find(const InputFile& file, const std::string& sha256) const {
  if (const auto at = by_location_.find(location_of(file.path)); at != by_location_.end()) return at->second;
  if (const auto at = by_source_.find(file.source); at != by_source_.end()) return at->second;
  const auto digest = digests_.find(file.path);
  const std::string& known = sha256.empty() && digest != digests_.end() ? digest->second : sha256;
  if (const auto at = by_sha256_.find(known); at != by_sha256_.end()) return at->second;
  return std::nullopt;
}

std::vector<InputFile> Manifest::gather(const std::vector<InputFile>& files, std::int64_t max_bytes) {
  if (names_digests())
    for (const InputFile& file : files)
      if (const auto content = identify_file(file.path, max_bytes)) digests_[file.path] = content->sha256;
  std::map<std::string, std::map<std::size_t, InputFile>> reports;  // by report_id, then by row
  for (const InputFile& file : files)
    if (const auto row = find(file, {}); row && !rows_[*row].report_id.empty()) reports[rows_[*row].report_id].emplace(*row, file);
  std::vector<std::string> further;
  for (auto& [report_id, members] : reports) {
    gather_group(report_id, members);
    for (const auto& [row, file] : members) further.push_back(file.path);
  }
  std::sort(further.begin(), further.end());
  std::vector<InputFile> out;
  for (const InputFile& file : files)
    if (groups_.count(file.path) > 0 || !std::binary_search(further.begin(), further.end(), file.path)) out.push_back(file);
  return out;
}

/// A report is all its rows, also those whose file is not there; the first file that is there stands for it.
void Manifest::gather_group(const std::string& report_id, std::map<std::size_t, InputFile>& members) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].report_id == report_id) order.push_back(i);
  if (order.size() < 2) return members.clear();
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rows_[a].order < rows_[b].order; });
  std::vector<DescribedPart> parts;
  std::string leader;
  for (std::size_t row : order) {
    const auto file = members.find(row);
    if (file == members.end()) {
      const std::string& name = rows_[row].name;
      parts.push_back({{name, name}, Error{ErrorCode::unreadable_file, name, "the manifest names it, and it is not among the inputs"}});
      continue;
    }
    if (leader.empty()) leader = file->second.path;
    parts.push_back({file->second, std::nullopt});
    rows_[row].met = rows_[row].gathered = true;
  }
  groups_[leader] = std::move(parts);
}

FileDescription Manifest::describe(const InputFile& file, const std::string& sha256) {
  FileDescription out;
  if (const auto group = groups_.find(file.path); group != groups_.end()) out.parts = group->second;
  const auto take = [&](std::size_t row) {
    rows_[row].met = true;
    ManifestFacts& to = out.facts;
    const ManifestFacts& from = rows_[row].facts;
    for (const auto& [fact, said] : {std::pair(&to.url, &from.url), {&to.retrieved, &from.retrieved}, {&to.unit, &from.unit},
                                     {&to.unit_id, &from.unit_id}, {&to.year, &from.year}, {&to.published, &from.published}})
      if (fact->empty()) *fact = *said;
  };
  if (out.parts.empty()) {
    if (const auto row = find(file, sha256)) take(*row);
    return out;
  }
  // The first row that says something of a report says it.
  for (const DescribedPart& part : out.parts)
    if (const auto row = find(part.file, {})) take(*row);
  return out;
}

std::vector<std::string> Manifest::unmet() const {
  std::vector<std::string> out;
  for (const Row& row : rows_)
    if (!row.met) out.push_back(row.name);
  return out;
}

std::vector<std::string> Manifest::read_alone() const {
  std::map<std::string_view, int> files;
  for (const Row& row : rows_) ++files[row.report_id];
  std::vector<std::string> out;
  for (const Row& row : rows_)
    if (row.met && !row.gathered && !row.report_id.empty() && files[row.report_id] > 1) out.push_back(row.name);
  return out;
}

SeenFile see_described(const InputFile& file, const FileDescription& description) {
  SeenFile out = see_file(file);
  out.manifest = description_digest(description);
  if (description.parts.empty()) return out;
  bool trusted = true;
  std::string stamps;
  int number = 0;
  for (const DescribedPart& part : description.parts) {
    SeenFile seen = see_file(part.file);
    trusted = trusted && (part.error || !seen.stamp.empty());
    stamps += (stamps.empty() ? "" : " ") + (part.error ? "-" : seen.stamp);
    ++number;
    if (part.error || part.file.path == file.path) continue;
    seen.part = number;
    seen.stamp.clear();
    out.parts.push_back(std::move(seen));
  }
  out.stamp = trusted ? stamps : std::string();
  return out;
}

}  // namespace nianbao
