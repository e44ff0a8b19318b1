#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>

#include "cli/basis.h"
#include "cli/commands.h"
#include "cli/extract_options.h"
#include "cli/form_set.h"
#include "cli/input_files.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/stdout_guard.h"
#include "cli/summary.h"
#include "records/json_writer.h"

namespace nianbao {
namespace {

int nothing_done(const std::string& message) {
  std::cerr << "nianbao extract: " << message << "\n";
  return kNothingDone;
}

/// The error's message, with its place where the message does not name it.
std::string told(const Error& error) {
  const bool placed = error.place.empty() || error.message.find(error.place) != std::string::npos;
  return placed ? error.message : error.place + ": " + error.message;
}

/// The time of the run, for the store's own books; no record holds it.
std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&now, &parts);
  char text[sizeof "2025-01-01T00:00:00Z"];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

/// Empty where there is something to read, else why not.
std::string why_no_input(const ExtractOptions& options, const std::vector<InputFile>& files) {
  const auto exists = [](const std::string& input) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(input, ignored));
  };
  if (std::none_of(options.inputs.begin(), options.inputs.end(), exists))
    return options.inputs.front() + ": there is no such file or folder";
  if (files.empty()) return options.inputs.front() + ": there is no report in it (hidden files are left out)";
  return {};
}

void add_result(const Record& record, const std::string& path, FileResult& out) {
  append_json_line(record, out.lines);
  add_record(out.tally, record);
  if (record.error)
    out.trouble += path + ": " + std::string(to_string(record.error->code)) + ": " + record.error->message + "\n";
}

FileResult read_input(const InputFile& file, const PreparedForms& forms, const PipelineOptions& options) {
  FileResult out;
  const auto bytes = read_file_bytes(file.path, options.read.max_bytes);
  if (!bytes) {
    add_result(failed_record(std::nullopt, file.source, bytes.error(), options), file.path, out);
    return out;
  }
  for (const Record& record : extract_report(*bytes, file.source, forms, options)) add_result(record, file.path, out);
  return out;
}

FileResult lost_input(const InputFile& file, const Error& error, const PipelineOptions& options) {
  FileResult out;
  const auto bytes = read_file_bytes(file.path, options.read.max_bytes);
  std::optional<std::string_view> known;
  if (bytes) known = *bytes;
  add_result(failed_record(known, file.source, error, options), file.path, out);
  return out;
}

/// One run over the files: what it has counted, and the first trouble with the output.
struct Run {
  std::size_t files = 0;
  Tally tally;
  std::optional<Error> output_error;
};

PoolEnd run_files(const std::vector<InputFile>& files, const ExtractOptions& options, const PreparedForms& forms,
                  const PipelineOptions& pipeline, Output& output, Run& run) {
  ProgressBar progress(files.size(), !options.quiet);
  PoolCalls calls;
  calls.read = [&](const InputFile& file) { return read_input(file, forms, pipeline); };
  calls.died = [&](const InputFile& file, const Error& error) { return lost_input(file, error, pipeline); };
  calls.write = [&](const FileResult& result) {
    if (!result.trouble.empty()) {
      progress.clear();
      std::cerr << result.trouble;
    }
    if (auto added = output.add(result.lines); !added) run.output_error = added.error();
    ++run.files;
    add_tally(run.tally, result.tally);
    progress.advance(result.tally.of(RecordStatus::failed) > 0);
    return !run.output_error;
  };
  calls.waiting = [&] { progress.draw(); };
  const PoolEnd end = run_pool(files, options.pool, calls, watch_interrupts());
  progress.clear();
  return end;
}

int conclude(PoolEnd end, const std::vector<InputFile>& files, const ExtractOptions& options, Output& output, Run& run) {
  if (!run.output_error)
    if (auto finished = output.finish(); !finished) run.output_error = finished.error();
  if (run.output_error) return nothing_done(told(*run.output_error));
  if (end == PoolEnd::interrupted)
    std::cerr << "interrupted: " << run.files << " of " << files.size() << " files were finished and are kept\n";
  if (!options.quiet) std::cerr << run_summary(run.files, run.tally, options.output);
  if (end == PoolEnd::interrupted) return kInterrupted;
  return run.tally.of(RecordStatus::failed) > 0 ? kSomeFailed : kAllRead;
}

}  // namespace

int run_extract(const std::vector<std::string>& words) {
  const auto parsed = parse_extract_options(words);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const ExtractOptions& options = std::get<ExtractOptions>(parsed);

  const StdoutGuard guard;
  const auto forms = load_forms(options.forms_folder);
  if (!forms) {
    std::cerr << "nianbao extract: " << told(forms.error()) << "\n";
    return kBadArguments;
  }
  if (!options.assume_form.empty() && !find_form(forms->forms, options.assume_form)) {
    std::cerr << "nianbao extract: there is no form " << options.assume_form << "; nianbao forms list shows them\n";
    return kBadArguments;
  }
  PipelineOptions pipeline;
  pipeline.normalize.assume_form = options.assume_form;
  pipeline.basis = result_basis(*forms, pipeline);

  const std::vector<InputFile> files = list_input_files(options.inputs, options.output);
  if (const std::string why = why_no_input(options, files); !why.empty()) return nothing_done(why);
  SinkOptions sink = options.sink;
  sink.now_iso = utc_now();
  auto output = open_output(options.output, options.format, guard.descriptor(), forms->forms, sink);
  if (!output) return nothing_done(told(output.error()));
  Run run;
  const PoolEnd end = run_files(files, options, PreparedForms(forms->forms), pipeline, **output, run);
  return conclude(end, files, options, **output, run);
}

}  // namespace nianbao
