#pragma once

#include <string>
#include <vector>

#include "cli/file_result.h"

namespace nianbao {

/// What a run tells on standard error about its files: a line for each that failed, or (`--log-json`) a JSON object a line for
/// every file. What a file has become is told once it is durable: a line that was written will be true after a power cut.
class RunLog {
 public:
  RunLog(bool json, bool waits_for_disk) : json_(json), waits_(waits_for_disk) {}

  void file(const FileResult& result);
  /// What was told so far is durable now.
  void durable();
  /// A line about the run: words for people, or the members of a JSON object (`"event":"end",…`).
  void line(const std::string& words, const std::string& members);

  bool json() const { return json_; }

 private:
  void tell(std::string text);

  bool json_, waits_;
  std::string waiting_;
};

}  // namespace nianbao
