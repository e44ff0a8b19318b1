#include "cli/extract_options.h"

#include <algorithm>
#include <thread>

#include "cli/command_line.h"
#include "cli/reading_grammar.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

constexpr const char* kAbout =
    R"(Reads yearly reports on government information disclosure (政府信息公开工作年度报告) and writes
a checked record of each. INPUT is a file, or a folder that is read at any depth; what a file
is, is seen from its content. A file that cannot be read gives a record of status "failed"
and a line on standard error, and the run goes on.

The output follows OUT: x.jsonl, x.sqlite, or a folder of CSV files (dataset/). Any other
name needs --format. Without -o, JSON lines go to standard output.

A store (x.sqlite) grows: files that it knows are not read again, by size and time of change,
else by content; a killed run goes on where it was. Records made by an older program or on
other options stay until --refresh asks; nianbao status tells how many there are.

Exit codes: 0 all read, 1 bad arguments, 2 nothing could be done, 3 done but some files
failed (into a store: that had not failed so before), 130 interrupted (what was finished is
kept).
)";

constexpr const char* kExamples =
    R"(  nianbao extract reports/ -o reports.sqlite       a store for SQL, pandas, R, Datasette
  nianbao extract reports/ -o dataset/             a folder of CSV files with a data package
  nianbao extract reports/ -o reports.sqlite       again, tomorrow: reads what is new or has changed
  nianbao extract 2022/ 2023/ letter.pdf -o all.jsonl
  nianbao extract huaian.pdf | jq '.findings[] | .message_zh'
                                                   what does not add up in one report
  nianbao extract old/ --assume-form ogi-2019 -o old.sqlite
                                                   where a report leaves open which form it follows
)";

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao extract INPUT... [-o OUT] [options]";
  out.about = kAbout;
  out.examples = kExamples;
  out.inputs = "INPUT";
  out.inputs_needed = false;  // --list names some
  out.options.add_options()("output,o", po::value<std::string>()->value_name("OUT"),
                            "where the records go (default: standard output)")(
      "format", po::value<std::string>()->value_name("jsonl|csv|sqlite"), "the output's format, where OUT does not say it")(
      "jobs,j", po::value<int>()->value_name("N"), "worker processes (default: one a core)")(
      "timeout", po::value<int>()->value_name("SECONDS")->default_value(300), "the longest time for one file; 0: none")(
      "max-cpu", po::value<int>()->value_name("SECONDS"), "the most work of processors on one file (default: as --timeout)")(
      "max-memory", po::value<int>()->value_name("MIB")->default_value(2048), "the most memory for one file; 0: no limit")(
      "with-text", "section texts in the CSV folder too")(
      "doubtful", po::value<std::string>()->value_name("keep"), "keep: doubtful values in the wide tables too")(
      "no-sandbox", "where the kernel does not let the processes that read be confined, go on without")(
      "in-process", "read in this process, without limits and unconfined (for debugging and measuring)")(
      "refresh", po::value<std::string>()->value_name("stale|failed|all"),
      "read again what the store holds: made on another basis (program, forms, options), failed, all")(
      "wait", po::value<int>()->value_name("SECONDS"), "wait so long for another run on the same store (default: leave at once)")(
      "list", po::value<std::string>()->value_name("FILE"),
      "also read the files that FILE names, one a line or separated by NUL; - is standard input")(
      "manifest", po::value<std::string>()->value_name("FILE"),
      "a CSV file of what a harvester knows of the files: path or sha256, and any of url, retrieved, unit, unit_id, year, published, "
      "report_id, order; files of one report_id are read as one report")(
      "settle", po::value<int>()->value_name("SECONDS"), "leave out files that were changed within so many seconds")(
      "max-failures", po::value<int>()->value_name("N"), "stop when N files have failed that had not failed before")(
      "shard", po::value<std::string>()->value_name("K/N"),
      "read the Kth of N shares only, which follow from the files' bytes; nianbao merge joins the stores")(
      "log-json", "tell what happens as JSON, an object a line, on standard error")(
      "quiet,q", "no progress, no summary; failures are still told");
  add_reading_options(out.options);
  return out;
}

/// Fills format and output; empty where they fit together, else what is wrong.
std::string choose_format(const po::variables_map& options, ExtractOptions& out) {
  if (options.count("output")) {
    out.output = options["output"].as<std::string>();
    if (out.output.empty()) return "-o needs a name";
  }
  if (options.count("format")) {
    const auto format = parse_output_format(options["format"].as<std::string>());
    if (!format) return "--format is jsonl, csv or sqlite, not " + options["format"].as<std::string>();
    out.format = *format;
    if (out.output.empty() && out.format != OutputFormat::jsonl) return "--format csv and sqlite need a place: -o OUT";
    return {};
  }
  if (out.output.empty()) return {};
  const auto format = format_of_path(out.output);
  if (!format)
    return "the name " + out.output +
           " does not say the format: end it in .jsonl or .sqlite, name a folder (for CSV), or add --format";
  out.format = *format;
  return {};
}

std::string choose_pool(const po::variables_map& options, ExtractOptions& out) {
  out.pool.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  if (options.count("jobs")) out.pool.jobs = options["jobs"].as<int>();
  if (out.pool.jobs < 1 || out.pool.jobs > 1024) return "--jobs is a number from 1 to 1024";
  out.confined = options.count("no-sandbox") == 0;
  out.pool.in_process = options.count("in-process") > 0;
  return {};
}

std::string choose_limits(const po::variables_map& options, ExtractOptions& out) {
  FileLimits& limits = out.pool.limits;
  limits.seconds = options["timeout"].as<int>();
  if (limits.seconds < 0) return "--timeout is a number of seconds, or 0 for none";
  limits.cpu_seconds = options.count("max-cpu") ? options["max-cpu"].as<int>() : limits.seconds;
  if (limits.cpu_seconds < 0) return "--max-cpu is a number of seconds, or 0 for no limit";
  limits.memory_mib = options["max-memory"].as<int>();
  if (limits.memory_mib != 0 && (limits.memory_mib < 64 || limits.memory_mib > 1'000'000))
    return "--max-memory is a number of MiB from 64, or 0 for no limit";
  return {};
}

std::string choose_rereading(const po::variables_map& options, ExtractOptions& out) {
  if (!options.count("refresh") && !options.count("wait")) return {};
  if (out.format != OutputFormat::sqlite) return "--refresh and --wait are for a store: -o x.sqlite";
  if (options.count("wait")) out.wait_seconds = options["wait"].as<int>();
  if (out.wait_seconds < 0) return "--wait is a number of seconds";
  if (!options.count("refresh")) return {};
  const auto refresh = parse_refresh(options["refresh"].as<std::string>());
  if (!refresh) return "--refresh is stale, failed or all, not " + options["refresh"].as<std::string>();
  out.refresh = *refresh;
  return {};
}

std::string choose_watch(const po::variables_map& options, ExtractOptions& out) {
  out.log_json = options.count("log-json") > 0;
  if (options.count("manifest")) out.manifest = options["manifest"].as<std::string>();
  if (options.count("list")) out.list = options["list"].as<std::string>();
  if (out.inputs.empty() && out.list.empty()) return "which INPUT? None is named";
  if (options.count("settle")) out.settle_seconds = options["settle"].as<int>();
  if (out.settle_seconds < 0) return "--settle is a number of seconds";
  if (options.count("shard")) {
    out.shard = parse_shard(options["shard"].as<std::string>());
    if (!out.shard) return "--shard is K/N, the Kth of N shares (3/16), not " + options["shard"].as<std::string>();
  }
  if (!options.count("max-failures")) return {};
  const int most = options["max-failures"].as<int>();
  if (most < 1) return "--max-failures is a number from 1";
  out.max_failures = static_cast<std::size_t>(most);
  return {};
}

std::string choose_contents(const po::variables_map& options, ExtractOptions& out) {
  out.sink.with_text = options.count("with-text") > 0;
  out.quiet = options.count("quiet") > 0;
  if (options.count("doubtful")) {
    if (options["doubtful"].as<std::string>() != "keep") return "--doubtful takes one word: keep";
    out.sink.keep_doubtful = true;
  }
  return choose_reading(options, out.reading);
}

}  // namespace

std::variant<ExtractOptions, int> parse_extract_options(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  ExtractOptions out;
  out.inputs = line.inputs;
  for (auto choose : {choose_format, choose_pool, choose_limits, choose_rereading, choose_watch, choose_contents})
    if (const std::string mistake = choose(line.options, out); !mistake.empty()) return complain("extract", mistake);
  return out;
}

}  // namespace nianbao
