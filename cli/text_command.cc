#include <iostream>
#include <new>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/one_file.h"
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

/// In the process that reads: the text, or what is wrong.
FileResult text_of(const InputItem& item) {
  ReadOptions options;
  options.allow_conversion = false;  // is done by a process of its own
  FileResult out;
  const auto fail = [&](const Error& error) { return out.trouble = std::string(to_string(error.code)) + ": " + error.message, out; };
  if (item.error) return fail(*item.error);
  try {
    const auto document = item.converted ? read_converted(*item.bytes, *item.converted, options) : read_document(*item.bytes, options);
    if (!document) return fail(document.error());
    out.lines = to_plain_text(build_layout(*document, LayoutOptions{}));
  } catch (const std::bad_alloc&) {
    return fail({ErrorCode::out_of_memory, {}, "the memory was not enough for this file"});
  }
  return out;
}

}  // namespace

int run_text(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  const std::string& path = line.inputs.front();
  ProcessOptions how;
  how.read = text_of;
  const auto text = read_one_file(path, how);
  if (!text || !text->trouble.empty()) {
    std::cerr << path << ": " << (text ? text->trouble : std::string(to_string(text.error().code)) + ": " + text.error().message) << "\n";
    return kNothingDone;
  }
  std::cout << text->lines;
  return kAllRead;
}

}  // namespace nianbao
