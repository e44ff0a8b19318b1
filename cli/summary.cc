#include "cli/summary.h"

#include <string_view>

namespace nianbao {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string statuses(const Tally& tally) {
  std::string out;
  for (const auto status : {RecordStatus::complete, RecordStatus::partial, RecordStatus::narrative,
                            RecordStatus::not_a_report, RecordStatus::failed}) {
    if (tally.of(status) == 0) continue;
    out += out.empty() ? ": " : ", ";
    out += std::to_string(tally.of(status)) + " " + std::string(to_string(status));
  }
  return out;
}

}  // namespace

std::string run_summary(std::size_t files, const Tally& tally, const std::string& output) {
  std::string out = counted(files, "file", "files") + ", " + counted(tally.records, "record", "records") + statuses(tally);
  out += "; findings: " + counted(tally.of(Severity::error), "error", "errors") + ", " +
         counted(tally.of(Severity::warning), "warning", "warnings") + ", " +
         counted(tally.of(Severity::note), "note", "notes") + "\n";
  if (tally.doubtful > 0) out += counted(tally.doubtful, "value", "values") + " in doubt; ";
  return out + "written to " + (output.empty() ? "standard output" : output) + "\n";
}

std::string unread_summary(const UnreadCount& unread) {
  std::string out;
  const auto say = [&](const std::string& words) { out += (out.empty() ? "" : ", ") + words; };
  if (unread.unchanged > 0)
    say(counted(unread.unchanged, "file", "files") + " known and not read again" +
        (unread.failed > 0 ? " (" + std::to_string(unread.failed) + " of them failed before)" : ""));
  if (unread.gone > 0) say(std::to_string(unread.gone) + " no longer there");
  if (unread.unsettled > 0) say(std::to_string(unread.unsettled) + " still being written");
  if (!out.empty()) out += "\n";
  if (unread.stale > 0)
    out += counted(unread.stale, "file was", "files were") +
           " read by another version, or with other forms or options; --refresh stale reads them again\n";
  return out;
}

std::string end_event(const std::string& outcome, std::size_t files, const Tally& tally, const UnreadCount& unread,
                      std::size_t new_failures) {
  std::string out = "\"event\":\"end\",\"outcome\":\"" + outcome + "\"";
  const auto add = [&](const std::string& name, std::size_t number) { out += ",\"" + name + "\":" + std::to_string(number); };
  add("files", files);
  add("records", tally.records);
  for (const auto status : {RecordStatus::complete, RecordStatus::partial, RecordStatus::narrative,
                            RecordStatus::not_a_report, RecordStatus::failed})
    add(std::string(to_string(status)), tally.of(status));
  add("new_failures", new_failures);
  add("doubtful", tally.doubtful);
  add("unchanged", unread.unchanged);
  add("stale", unread.stale);
  add("gone", unread.gone);
  add("unsettled", unread.unsettled);
  return out;
}

}  // namespace nianbao
