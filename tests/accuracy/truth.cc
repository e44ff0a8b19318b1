#include "tests/accuracy/truth.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "tests/accuracy/json_file.h"

namespace nianbao::accuracy {

namespace {

namespace fs = std::filesystem;

std::set<std::string> strings_of(const rapidjson::Value& array) {
  std::set<std::string> out;
  if (!array.IsArray()) return out;
  for (const rapidjson::Value& item : array.GetArray()) out.insert(text_of(item));
  return out;
}

void read_values(const rapidjson::Value& json, Truth& truth) {
  const rapidjson::Value& values = member(json, "values");
  if (!values.IsObject()) throw std::runtime_error(truth.path + ": its truth has no values");
  for (const auto& item : values.GetObject()) truth.values[text_of(item.name)] = decimal_of(item.value);
  const rapidjson::Value& statuses = member(json, "status");
  if (!statuses.IsObject()) return;
  for (const auto& item : statuses.GetObject()) truth.statuses[text_of(item.name)] = text_of(item.value);
}

void read_places(const fs::path& file, Truth& truth) {
  if (!fs::exists(file)) return;
  const rapidjson::Document json = parsed_json(file_bytes(file.string()), file.string());
  for (const auto& item : member(json, "places").GetObject()) {
    const rapidjson::Value& place = item.value;
    const auto at = [&](rapidjson::SizeType i) { return std::stod(text_of(place[i])); };
    truth.places[text_of(item.name)] = {static_cast<int>(at(0)), {at(1), at(2), at(3), at(4)}};
  }
}

Truth load_truth(const fs::path& file, const fs::path& reports, const fs::path& places, const std::string& kind) {
  const rapidjson::Document json = parsed_json(file_bytes(file.string()), file.string());
  Truth truth;
  truth.path = (reports / text_of(member(json, "file"))).string();
  truth.kind = text_of(member(json, "kind"));
  if (truth.kind.empty()) truth.kind = kind;
  truth.unit = text_of(member(json, "unit"));
  truth.form = text_of(member(json, "form"));
  if (!member(json, "record").IsNull()) truth.record = std::stoi(text_of(member(json, "record")));
  if (!member(json, "records").IsNull()) truth.records = std::stoi(text_of(member(json, "records")));
  if (!member(json, "year").IsNull()) truth.year = std::stoi(text_of(member(json, "year")));
  truth.undecided = strings_of(member(json, "undecided"));
  if (member(json, "broken").IsArray()) truth.broken = strings_of(member(json, "broken"));
  truth.findings = strings_of(member(json, "findings"));
  if (!member(json, "dpi").IsNull()) truth.dpi = std::stoi(text_of(member(json, "dpi")));
  truth.number_font = text_of(member(json, "number_font"));
  truth.obstructed = strings_of(member(json, "obstructed"));
  for (const std::string& field : strings_of(member(json, "erased"))) truth.erased = field;
  read_values(json, truth);
  read_places(places, truth);
  return truth;
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<Truth> load_truths(const std::string& folder) {
  const fs::path root = folder;
  std::vector<Truth> out;
  if (fs::is_directory(root / "truth")) {
    for (const fs::path& file : sorted_entries(root / "truth")) {
      if (file.extension() != ".json") continue;
      out.push_back(load_truth(file, root / "reports", root / "places" / file.filename(), "reports"));
    }
    return out;
  }
  if (!fs::is_directory(root)) throw std::runtime_error(folder + " is not a folder");
  for (const fs::path& entry : sorted_entries(root)) {
    if (!fs::is_directory(entry)) continue;
    for (const fs::path& file : sorted_entries(entry))
      if (file.filename().string().rfind("expected", 0) == 0 && file.extension() == ".json")
        out.push_back(load_truth(file, entry, entry / "places.json", entry.filename().string()));
  }
  return out;
}

}  // namespace nianbao::accuracy
