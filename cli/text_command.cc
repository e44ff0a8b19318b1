#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/listed_inputs.h"
#include "cli/stdout_guard.h"
#include "extract/read_document.h"
#include "tables/layout.h"
#include "tables/plain_text.h"

namespace nianbao {
namespace {

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao text FILE";
  out.about =
      "Prints a document's plain text in reading order: a line a paragraph, tables as rows whose\n"
      "columns are lined up, without page numbers. It is what the fields are read from.\n";
  out.examples =
      "  nianbao text report.pdf\n"
      "  nianbao text report.pdf | grep -n 结转\n"
      "  nianbao text archive.zip!/2024/report.pdf\n";
  out.inputs = "FILE";
  out.max_inputs = 1;
  return out;
}

Result<std::string> text_of(const std::string& path) {
  const StdoutGuard guard;
  const ReadOptions options;
  const auto bytes = read_named_bytes(path, options.max_bytes);
  if (!bytes) return Failure(bytes.error());
  const auto document = read_document(*bytes, options);
  if (!document) return Failure(document.error());
  return to_plain_text(build_layout(*document, LayoutOptions{}));
}

}  // namespace

int run_text(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  const auto text = text_of(line.inputs.front());
  if (!text) {
    std::cerr << line.inputs.front() << ": " << to_string(text.error().code) << ": " << text.error().message << "\n";
    return kNothingDone;
  }
  std::cout << *text;
  return kAllRead;
}

}  // namespace nianbao
