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
#include "cli/listed_inputs.h"
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
    return std::filesystem::exists(std::filesystem::symlink_status(input, ignored)) || find_member_path(input);
  };
  if (std::none_of(options.inputs.begin(), options.inputs.end(), exists))
    return options.inputs.front() + ": there is no such file or folder";
  if (files.empty()) return options.inputs.front() + ": there is no report in it (hidden files are left out)";
  return {};
}

void add_result(Record record, const InputItem& item, FileResult& out) {
  record.document.url = item.url;
  record.document.retrieved = item.retrieved;
  append_json_line(record, out.lines);
  add_record(out.tally, record);
  if (record.error)
    out.trouble += item.file.path + ": " + std::string(to_string(record.error->code)) + ": " + record.error->message + "\n";
}

Result<std::string> bytes_of(const InputItem& item, const PipelineOptions& options) {
  if (item.bytes) return *item.bytes;
  return read_file_bytes(item.file.path, options.read.max_bytes);
}

FileResult lost_input(const InputItem& item, const Error& error, const PipelineOptions& options) {
  FileResult out;
  const auto bytes = bytes_of(item, options);
  std::optional<std::string_view> known;
  if (bytes) known = *bytes;
  add_result(failed_record(known, item.file.source, error, options), item, out);
  return out;
}

FileResult read_input(const InputItem& item, const PreparedForms& forms, const PipelineOptions& options) {
  if (item.error) return lost_input(item, *item.error, options);
  FileResult out;
  const auto bytes = bytes_of(item, options);
  if (!bytes) {
    add_result(failed_record(std::nullopt, item.file.source, bytes.error(), options), item, out);
    return out;
  }
  for (Record& record : extract_report(*bytes, item.file.source, forms, options)) add_result(std::move(record), item, out);
  return out;
}

/// One run over the files: what it has counted, and the first trouble with the output.
struct Run {
  std::size_t files = 0, known = 0;  ///< finished, and those that there are as far as it is known
  Tally tally;
  std::optional<Error> output_error;
};

PoolEnd run_files(const std::vector<InputFile>& files, const ExtractOptions& options, const PreparedForms& forms,
                  const PipelineOptions& pipeline, Output& output, Run& run) {
  ListedInputs inputs(files, ArchiveLimits{}, options.pool.seconds_per_file);
  ProgressBar progress(files.size(), !options.quiet);
  PoolCalls calls;
  calls.read = [&](const InputItem& item) { return read_input(item, forms, pipeline); };
  calls.died = [&](const InputItem& item, const Error& error) { return lost_input(item, error, pipeline); };
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
  calls.waiting = [&] {
    progress.expect(inputs.known());
    progress.draw();
  };
  const PoolEnd end = run_pool(inputs, options.pool, calls, watch_interrupts());
  progress.clear();
  run.known = inputs.known();
  return end;
}

int conclude(PoolEnd end, const ExtractOptions& options, Output& output, Run& run) {
  if (!run.output_error)
    if (auto finished = output.finish(); !finished) run.output_error = finished.error();
  if (run.output_error) return nothing_done(told(*run.output_error));
  if (end == PoolEnd::interrupted)
    std::cerr << "interrupted: " << run.files << " of " << run.known << " files were finished and are kept\n";
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
  pipeline.read.ocr = options.ocr;
  pipeline.read.prose = options.prose;
  pipeline.read.tessdata = options.tessdata;
  pipeline.basis = result_basis(*forms, pipeline);

  const std::vector<InputFile> files = list_input_files(options.inputs, options.output);
  if (const std::string why = why_no_input(options, files); !why.empty()) return nothing_done(why);
  SinkOptions sink = options.sink;
  sink.now_iso = utc_now();
  auto output = open_output(options.output, options.format, guard.descriptor(), forms->forms, sink);
  if (!output) return nothing_done(told(output.error()));
  Run run;
  const PoolEnd end = run_files(files, options, PreparedForms(forms->forms), pipeline, **output, run);
  return conclude(end, options, **output, run);
}

}  // namespace nianbao
