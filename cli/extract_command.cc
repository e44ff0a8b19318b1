#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "cli/commands.h"
#include "cli/confinement.h"
#include "cli/extract_options.h"
#include "cli/extract_run.h"
#include "cli/file_state.h"
#include "cli/interrupt.h"
#include "cli/listed_inputs.h"
#include "cli/pipeline.h"
#include "cli/stdout_guard.h"
#include "cli/summary.h"

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

/// The paths of a list, separated by NUL where there is one, else by line ends.
std::vector<std::string> split_list(const std::string& text) {
  const char separator = text.find('\0') == std::string::npos ? '\n' : '\0';
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line, separator);) {
    if (separator == '\n' && line.ends_with('\r')) line.pop_back();
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

Result<std::vector<std::string>> read_list(const std::string& path) {
  if (path != "-") {
    const auto text = read_file_bytes(path);
    if (!text) return Failure(text.error());
    return split_list(*text);
  }
  std::ostringstream text;
  text << std::cin.rdbuf();
  return split_list(text.str());
}

/// Empty where the processes that read are safe, or were not asked to be, else why not. Says what is given up.
std::string why_unsafe(const ExtractOptions& options) {
  if (options.pool.in_process && !options.quiet)
    std::cerr << "nianbao extract: --in-process: files are read in this process, without limits and unconfined\n";
  if (!options.confined) return {};
  const auto confined = try_confinement();
  return confined ? std::string() : confined.error().message + "; --no-sandbox goes on without";
}

void tell_end(const RunResult& run, const ExtractOptions& options, RunLog& log) {
  const char* how = run.end == PoolEnd::interrupted ? "interrupted" : run.end == PoolEnd::done ? "done" : "stopped";
  if (log.json()) return log.line({}, end_event(how, run.files, run.tally, run.unread, run.new_failures));
  if (run.end == PoolEnd::interrupted)
    log.line("interrupted: " + std::to_string(run.files) + " of " + std::to_string(run.all) + " files were finished and are kept\n", {});
  if (run.too_many_failures)
    log.line("stopped: " + std::to_string(run.new_failures) + " files have failed that had not failed before; what was finished is kept\n", {});
  if (!options.quiet) log.line(run_summary(run.files, run.tally, options.output) + unread_summary(run.unread), {});
}

/// What of a manifest has come to nothing: it may be misspelt.
void tell_about(const Manifest& manifest, const std::string& path) {
  constexpr std::size_t kNamed = 3;
  std::string unused;
  for (const std::string& column : manifest.unused_columns()) unused += (unused.empty() ? "" : ", ") + column;
  if (!unused.empty()) std::cerr << path << ": columns that were not used: " << unused << "\n";
  if (const std::vector<std::string> alone = manifest.read_alone(); !alone.empty())
    std::cerr << path << ": files with a report_id were read each by itself, as they lie in an archive (unpack it before): " << alone.front()
              << (alone.size() > 1 ? ", …\n" : "\n");
  const std::vector<std::string> unmet = manifest.unmet();
  if (unmet.empty()) return;
  std::cerr << path << ": " << unmet.size() << (unmet.size() == 1 ? " row names a file that was" : " rows name files that were") << " not met: ";
  for (std::size_t i = 0; i < std::min(unmet.size(), kNamed); ++i) std::cerr << (i > 0 ? ", " : "") << unmet[i];
  std::cerr << (unmet.size() > kNamed ? ", …\n" : "\n");
}

int conclude(const RunResult& run, const ExtractOptions& options, RunLog& log) {
  if (run.error) return nothing_done(told(*run.error));
  tell_end(run, options, log);
  if (run.end == PoolEnd::interrupted) return kInterrupted;
  return run.new_failures > 0 ? kSomeFailed : kAllRead;
}

int extract_to_store(std::vector<InputFile> files, const ExtractOptions& options, const PreparedForms& forms,
                     const PipelineOptions& pipeline, ForkServer& processes, Manifest* manifest) {
  StoreOptions how;
  how.keep_doubtful = options.sink.keep_doubtful;
  how.now_iso = utc_now();
  how.wait_seconds = options.wait_seconds;
  auto store = ReportStore::open(options.output, forms.forms(), how);
  if (!store) return nothing_done(told(store.error()));
  const std::atomic<bool>& interrupt = watch_interrupts();  // not before: who waits for another run can be stopped at once
  KnownFiles known(**store, {pipeline.basis, options.refresh, options.settle_seconds, pipeline.read.max_bytes}, interrupt, manifest);
  const auto output = output_to_store(**store);
  RunLog log(options.log_json, true);
  return conclude(run_files(std::move(files), {options, forms, pipeline, *output, &known, log, processes, interrupt, manifest}), options, log);
}

int extract_to_output(std::vector<InputFile> files, const ExtractOptions& options, const PreparedForms& forms,
                      const PipelineOptions& pipeline, ForkServer& processes, Manifest* manifest, int stdout_descriptor) {
  const std::atomic<bool>& interrupt = watch_interrupts();
  auto output = open_output(options.output, options.format, stdout_descriptor, forms.forms(), options.sink);
  if (!output) return nothing_done(told(output.error()));
  RunLog log(options.log_json, false);
  return conclude(run_files(std::move(files), {options, forms, pipeline, **output, nullptr, log, processes, interrupt, manifest}), options, log);
}

}  // namespace

int run_extract(const std::vector<std::string>& words) {
  const auto parsed = parse_extract_options(words);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  ExtractOptions options = std::get<ExtractOptions>(parsed);
  if (!options.list.empty()) {
    const auto listed = read_list(options.list);
    if (!listed) return nothing_done(told(listed.error()));
    options.inputs.insert(options.inputs.end(), listed->begin(), listed->end());
    if (options.inputs.empty()) return nothing_done("the list " + options.list + " names no file");
  }

  const StdoutGuard guard;
  auto reading = prepare_reading(options.reading);
  if (!reading) {
    std::cerr << "nianbao extract: " << told(reading.error()) << "\n";
    return kBadArguments;
  }
  if (const auto missing = missing_language_data(options.reading); missing && !options.quiet && !options.log_json)
    std::cerr << "nianbao extract: " << missing->message << "; --ocr never leaves scans out without this message\n";
  reading->pipeline.read.allow_conversion = false;  // is done in batches before
  const auto& [forms, pipeline] = *reading;

  std::optional<Manifest> manifest;
  if (!options.manifest.empty()) {
    auto read = Manifest::read(options.manifest);
    if (!read) return nothing_done(told(read.error()));
    manifest = std::move(*read);
  }
  std::vector<InputFile> files = list_input_files(options.inputs, options.output);
  if (const std::string why = why_no_input(options, files); !why.empty()) return nothing_done(why);
  if (const std::string why = why_unsafe(options); !why.empty()) return nothing_done(why);
  const PreparedForms prepared(forms.forms);
  const ProcessOptions how = processes_of_run(options, prepared, pipeline);
  // Before anything is open that a process which reads must not have.
  const auto processes = start_processes(how);
  if (!processes) return nothing_done(std::string("no process can be started: ") + std::strerror(errno));
  if (manifest) files = manifest->gather(files, pipeline.read.max_bytes);
  Manifest* const described = manifest ? &*manifest : nullptr;
  const int code = options.format == OutputFormat::sqlite
                       ? extract_to_store(std::move(files), options, prepared, pipeline, *processes, described)
                       : extract_to_output(std::move(files), options, prepared, pipeline, *processes, described, guard.descriptor());
  if (manifest && !options.quiet && !options.log_json) tell_about(*manifest, options.manifest);
  return code;
}

}  // namespace nianbao
