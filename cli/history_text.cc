#include "cli/history_text.h"

#include <algorithm>
#include <map>

#include "cli/display_text.h"
#include "records/json_text.h"

namespace nianbao {
namespace {

constexpr std::size_t kDigestShown = 12;
constexpr std::size_t kChangesShown = 40;

std::string text_or_null(const std::string& text) { return text.empty() ? "null" : json_text(text); }

std::string title_of(const Record& record) {
  std::string out = record.report.unit.empty() ? "unit unknown" : record.report.unit;
  out += record.report.year ? " " + std::to_string(*record.report.year) : ", year unknown";
  return out + ", " + std::string(to_string(record.status)) + (record.error ? ": " + record.error->message : "");
}

std::string cell_text(const Value* value) {
  if (!value) return "not there";
  if (!value->value) return std::string(to_string(value->status));
  const bool plain = value->status == ValueStatus::read || value->status == ValueStatus::repaired;
  return value->value->to_string() + (plain ? "" : " (" + std::string(to_string(value->status)) + ")");
}

using Cells = std::map<std::pair<std::string, int>, const Value*>;

Cells cells_of(const Record& record) {
  Cells out;
  for (const Value& value : record.values) out.emplace(std::pair(value.field, value.instance), &value);
  return out;
}

/// What the later record says otherwise, a line each.
std::vector<std::string> changes(const Record& before, const Record& after) {
  std::vector<std::string> out;
  const auto say = [&](const std::string& what, const std::string& then, const std::string& now) {
    if (then != now) out.push_back(what + ": " + then + " -> " + now);
  };
  say("report", title_of(before), title_of(after));
  say("signed", before.report.signed_on, after.report.signed_on);
  Cells then = cells_of(before), now = cells_of(after);
  for (const auto& [key, value] : now) then.emplace(key, nullptr);
  for (const auto& [key, value] : then) {
    const auto found = now.find(key);
    const std::string name = key.first + (key.second > 1 ? " (" + std::to_string(key.second) + ")" : "");
    say(name, cell_text(value), cell_text(found == now.end() ? nullptr : found->second));
  }
  return out;
}

std::string changes_text(const std::vector<Record>& before, const std::vector<Record>& after) {
  if (before.empty() || after.empty()) return {};
  const std::vector<std::string> lines = changes(before.front(), after.front());
  std::string out;
  for (std::size_t i = 0; i < std::min(lines.size(), kChangesShown); ++i) out += "       " + plain_for_terminal(lines[i]) + "\n";
  if (lines.size() > kChangesShown) out += "       and " + std::to_string(lines.size() - kChangesShown) + " more changes\n";
  return lines.empty() ? "       another file, the same numbers\n" : out;
}

std::string version_text(const FileVersion& version) {
  std::string out = padded_left(std::to_string(version.version), 4) + "  since " + (version.since.empty() ? "?" : version.since) + "  " +
                    version.sha256.substr(0, kDigestShown);
  for (const Record& record : version.records) out += "  " + plain_for_terminal(title_of(record));
  return out + "\n";
}

std::string record_json(const Record& record) {
  return "{\"record_id\":" + json_text(record.record_id) + ",\"status\":" + json_text(std::string(to_string(record.status))) +
         ",\"unit\":" + text_or_null(record.report.unit) +
         ",\"year\":" + (record.report.year ? std::to_string(*record.report.year) : "null") + ",\"form\":" + text_or_null(record.report.form) +
         ",\"basis\":" + json_text(record.extractor.basis) + "}";
}

std::string version_json(const FileVersion& version) {
  std::string out = "{\"version\":" + std::to_string(version.version) + ",\"since\":" + text_or_null(version.since) +
                    ",\"sha256\":" + json_text(version.sha256) + ",\"records\":[";
  for (std::size_t i = 0; i < version.records.size(); ++i) out += (i > 0 ? "," : "") + record_json(version.records[i]);
  return out + "]}";
}

}  // namespace

std::string history_text(const std::vector<FileVersion>& versions) {
  std::string out;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const FileVersion& version = versions[i];
    const bool further = i > 0 && versions[i - 1].location == version.location;
    if (!further) out += plain_for_terminal(version.location) + "\n";
    out += version_text(version);
    if (further) out += changes_text(versions[i - 1].records, version.records);
    if (!version.gone_since.empty()) out += "      gone since " + version.gone_since + "\n";
  }
  return out;
}

std::string history_json(const std::vector<FileVersion>& versions) {
  std::string out;
  for (std::size_t i = 0; i < versions.size();) {
    const FileVersion& first = versions[i];
    std::string list, gone;
    for (; i < versions.size() && versions[i].location == first.location; ++i) {
      list += (list.empty() ? "" : ",") + version_json(versions[i]);
      gone = versions[i].gone_since;
    }
    out += "{\"location\":" + json_text(first.location) + ",\"path\":" + json_text(first.path) + ",\"gone_since\":" + text_or_null(gone) +
           ",\"versions\":[" + list + "]}\n";
  }
  return out;
}

}  // namespace nianbao
