#include "cli/status_text.h"

#include <algorithm>

#include "cli/display_text.h"

namespace nianbao {
namespace {

constexpr int kNameWidth = 10;
constexpr std::size_t kNamedOfACode = 5;

std::string line(const std::string& name, const std::string& text) { return padded_right(name, kNameWidth) + text + "\n"; }

std::string counted(std::int64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string counts_line(const std::string& name, const Counts& counts) {
  std::string text;
  for (const auto& [key, count] : counts)
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + (key.empty() ? "unknown" : key);
  return text.empty() ? std::string() : line(name, text);
}

/// Code by code: how many, and the first of them with the reason.
std::string failures_text(const std::vector<FailedFile>& failures) {
  std::string out;
  for (std::size_t at = 0; at < failures.size();) {
    std::size_t end = at;
    while (end < failures.size() && failures[end].code == failures[at].code) ++end;
    out += "  " + std::to_string(end - at) + " " + failures[at].code + "\n";
    const std::size_t named = std::min(end, at + kNamedOfACode);
    for (std::size_t i = at; i < named; ++i)
      out += "    " + plain_for_terminal(failures[i].path) + ": " + plain_for_terminal(failures[i].message) + "\n";
    if (named < end) out += "    and " + std::to_string(end - named) + " more, which --json lists\n";
    at = end;
  }
  return out.empty() ? out : "failed files\n" + out;
}

std::string run_line(const RunRow& run) {
  std::string out = "  " + padded_left(std::to_string(run.run_id), 4) + "  " + padded_right(run.started.empty() ? "?" : run.started, 20) + "  " +
                    padded_right(run.outcome.empty() ? "unfinished" : run.outcome, 11) + "  " + counted(run.files, "file", "files") + ": " +
                    counted(run.records, "record", "records") + " read";
  if (run.unchanged > 0) out += ", " + std::to_string(run.unchanged) + " unchanged";
  if (run.gone > 0) out += ", " + std::to_string(run.gone) + " gone";
  if (run.failed > 0) out += ", " + std::to_string(run.failed) + " failed (" + std::to_string(run.new_failures) + " new)";
  return out + "\n";
}

}  // namespace

std::string status_text(const StoreStatus& status, const std::string& store) {
  std::string out = line("store", store);
  out += line("files", std::to_string(status.files) + (status.gone > 0 ? ", and " + std::to_string(status.gone) + " no longer there" : ""));
  out += line("reports", std::to_string(status.reports) +
                             (status.superseded > 0 ? ", and " + std::to_string(status.superseded) + " superseded by later versions" : ""));
  out += counts_line("status", status.by_status) + counts_line("form", status.by_form) + counts_line("year", status.by_year) +
         counts_line("method", status.by_method);
  out += line("stale", std::to_string(status.stale) +
                           (status.stale > 0 ? ": read by another version, or with other forms or options; "
                                               "nianbao extract INPUT... -o " + store + " --refresh stale reads them again"
                                             : ""));
  out += failures_text(status.failures);
  if (!status.runs.empty()) out += "last runs\n";
  for (const RunRow& run : status.runs) out += run_line(run);
  return out;
}

}  // namespace nianbao
