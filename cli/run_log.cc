#include "cli/run_log.h"

#include <iostream>

#include "records/json_text.h"

namespace nianbao {

void RunLog::file(const FileResult& result) {
  if (!json_) return tell(result.trouble);
  std::string line = "{\"event\":\"file\",\"path\":" + json_text(result.path) +
                     ",\"records\":" + std::to_string(result.tally.records);
  for (const auto status : {RecordStatus::complete, RecordStatus::partial, RecordStatus::narrative,
                            RecordStatus::not_a_report, RecordStatus::failed})
    if (result.tally.of(status) > 0)
      line += ",\"" + std::string(to_string(status)) + "\":" + std::to_string(result.tally.of(status));
  line += ",\"errors\":" + std::to_string(result.tally.of(Severity::error)) +
          ",\"doubtful\":" + std::to_string(result.tally.doubtful);
  if (!result.trouble.empty()) line += ",\"trouble\":" + json_text(result.trouble.substr(0, result.trouble.size() - 1));
  tell(line + "}\n");
}

void RunLog::tell(std::string text) {
  if (waits_ && json_) waiting_ += text;
  else std::cerr << text;
}

void RunLog::durable() {
  std::cerr << waiting_;
  waiting_.clear();
}

void RunLog::line(const std::string& words, const std::string& members) {
  std::cerr << (json_ ? "{" + members + "}\n" : words);
}

}  // namespace nianbao
