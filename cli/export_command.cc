#include <filesystem>
#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/form_set.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/stdout_guard.h"
#include "records/json_writer.h"
#include "records/store_reader.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

enum class ExportFormat { jsonl, csv, xlsx };

struct ExportRequest {
  std::string store, output, forms_folder;
  ExportFormat format = ExportFormat::jsonl;
  StoreFilter filter;
  SinkOptions sink;
};

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao export STORE [-o OUT] [options]";
  out.about =
      "Writes what a store holds to a file of JSON lines, a folder of CSV files, or a workbook (XLSX) with\n"
      "sheets of the reports, of their values (a row a report) and of what does not add up (问题清单).\n"
      "A record that several files share comes once a file in JSONL, once in the others; records that a\n"
      "later version of their file has superseded are left out. OUT says the format: x.jsonl, x.xlsx, or a\n"
      "folder (dataset/). Without -o, JSON lines go to standard output.\n";
  out.examples =
      "  nianbao export reports.sqlite -o reports.xlsx --year 2024\n"
      "  nianbao export reports.sqlite -o dataset/ --form ogi-2021\n"
      "  nianbao export reports.sqlite --unit 水务局 | jq -r '.document.source'\n"
      "  nianbao export reports.sqlite -o news.jsonl --changed-since 41    what runs after the 41st have read\n";
  out.inputs = "STORE";
  out.max_inputs = 1;
  out.options.add_options()("output,o", po::value<std::string>()->value_name("OUT"), "where to (default: standard output)")(
      "format", po::value<std::string>()->value_name("jsonl|csv|xlsx"), "the output's format, where OUT does not say it")(
      "year", po::value<int>()->value_name("YEAR"), "reports on this year")(
      "unit", po::value<std::string>()->value_name("NAME"), "reports of units whose name has this in it")(
      "form", po::value<std::string>()->value_name("ID"), "reports of this form")(
      "changed-since", po::value<std::int64_t>()->value_name("RUN"), "records that a later run than this one has written (nianbao status lists runs)")(
      "forms", po::value<std::string>()->value_name("DIR"), "more form definitions (*.toml), as they were given to extract")(
      "with-text", "section texts in the CSV folder too")("doubtful", po::value<std::string>()->value_name("keep"),
                                                          "keep: doubtful values in the wide table of CSV too");
  return out;
}

std::string choose_format(const po::variables_map& options, ExportRequest& out) {
  if (options.count("output")) out.output = options["output"].as<std::string>();
  std::string name = options.count("format") ? options["format"].as<std::string>() : "";
  if (name.empty() && std::filesystem::path(out.output).extension() == ".xlsx") name = "xlsx";
  if (name == "xlsx") out.format = ExportFormat::xlsx;
  else if (!name.empty() || !out.output.empty()) {
    const auto format = name.empty() ? format_of_path(out.output) : parse_output_format(name);
    if (!format || *format == OutputFormat::sqlite)
      return name.empty() ? "the name " + out.output + " does not say the format: end it in .jsonl or .xlsx, name a folder (for CSV), or add --format"
                          : "--format is jsonl, csv or xlsx, not " + name;
    out.format = *format == OutputFormat::csv ? ExportFormat::csv : ExportFormat::jsonl;
  }
  if (out.output.empty() && out.format != ExportFormat::jsonl) return "--format csv and xlsx need a place: -o OUT";
  return {};
}

std::string choose_subset(const po::variables_map& options, ExportRequest& out) {
  if (options.count("year")) out.filter.year = options["year"].as<int>();
  if (options.count("unit")) out.filter.unit = options["unit"].as<std::string>();
  if (options.count("form")) out.filter.form = options["form"].as<std::string>();
  if (options.count("changed-since")) out.filter.changed_since = options["changed-since"].as<std::int64_t>();
  if (options.count("forms")) out.forms_folder = options["forms"].as<std::string>();
  out.sink.with_text = options.count("with-text") > 0;
  if (!options.count("doubtful")) return {};
  out.sink.keep_doubtful = options["doubtful"].as<std::string>() == "keep";
  return out.sink.keep_doubtful ? "" : "--doubtful takes one word: keep";
}

/// What an export has come to.
struct Exported {
  std::size_t records = 0;
  bool interrupted = false;
};

/// Gives every record to `take` until it fails or somebody interrupts.
Result<Exported> pass_records(StoreReader& store, const StoreFilter& filter, const std::function<Result<void>(const Record&)>& take) {
  const std::atomic<bool>& interrupt = watch_interrupts();
  Exported out;
  Result<void> taken;
  const Result<void> done = store.each_record(filter, [&](Record&& record) {
    out.interrupted = interrupt;
    if (!out.interrupted) taken = take(record), ++out.records;
    return taken.has_value() && !out.interrupted;
  });
  if (!taken) return Failure(taken.error());
  if (!done) return Failure(done.error());
  return out;
}

Result<Exported> export_lines(StoreReader& store, const ExportRequest& request, int stdout_descriptor) {
  auto output = open_output(request.output, OutputFormat::jsonl, stdout_descriptor, {}, {});
  if (!output) return Failure(output.error());
  FileResult one;
  auto passed = pass_records(store, request.filter, [&](const Record& record) {
    one.lines.clear();
    append_json_line(record, one.lines);
    return (*output)->add(one);
  });
  if (!passed || passed->interrupted) return passed;
  if (auto finished = (*output)->finish(RunOutcome::done); !finished) return Failure(finished.error());
  return passed;
}

Result<Exported> export_dataset(StoreReader& store, const ExportRequest& request, const FormSet& forms) {
  auto sink = request.format == ExportFormat::csv ? open_csv_folder(request.output, forms.forms, request.sink)
                                                  : open_xlsx_workbook(request.output, forms.forms);
  if (!sink) return Failure(sink.error());
  auto passed = pass_records(store, request.filter, [&](const Record& record) { return (*sink)->add(record); });
  if (!passed || passed->interrupted) return passed;
  if (auto finished = (*sink)->finish(); !finished) return Failure(finished.error());
  return passed;
}

int nothing_done(const Error& error) {
  const bool placed = error.place.empty() || error.message.find(error.place) != std::string::npos;
  std::cerr << "nianbao export: " << (placed ? "" : error.place + ": ") << error.message << "\n";
  return kNothingDone;
}

}  // namespace

int run_export(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  ExportRequest request;
  request.store = line.inputs.front();
  for (auto choose : {choose_format, choose_subset})
    if (const std::string mistake = choose(line.options, request); !mistake.empty()) return complain("export", mistake);
  const StdoutGuard guard;
  const auto forms = load_forms(request.forms_folder);
  if (!forms) return nothing_done(forms.error()), kBadArguments;
  const auto store = StoreReader::open(request.store);
  if (!store) return nothing_done(store.error());
  const auto exported = request.format == ExportFormat::jsonl ? export_lines(**store, request, guard.descriptor())
                                                              : export_dataset(**store, request, *forms);
  if (!exported) return nothing_done(exported.error());
  if (exported->interrupted) {
    std::cerr << "nianbao export: interrupted" << (request.output.empty() ? "" : "; " + request.output + " was not written") << "\n";
    return kInterrupted;
  }
  if (!request.output.empty()) std::cerr << exported->records << (exported->records == 1 ? " record" : " records") << " written to " << request.output << "\n";
  return kAllRead;
}

}  // namespace nianbao
