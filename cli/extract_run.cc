#include "cli/extract_run.h"

#include <chrono>
#include <functional>
#include <utility>

#include "cli/converted_inputs.h"
#include "cli/described_inputs.h"
#include "cli/file_state.h"
#include "cli/listed_inputs.h"
#include "cli/progress.h"
#include "cli/shard.h"
#include "records/json_writer.h"

namespace nianbao {
namespace {

using Clock = std::chrono::steady_clock;

/// How long what was read waits at most until it is durable.
constexpr auto kLongestUncommitted = std::chrono::milliseconds(500);

void add_result(Record record, const InputItem& item, FileResult& out) {
  if (!item.url.empty()) record.document.url = item.url;
  if (!item.retrieved.empty()) record.document.retrieved = item.retrieved;
  append_json_line(record, out.lines);
  add_record(out.tally, record);
  if (record.error)
    out.trouble += item.file.path + ": " + std::string(to_string(record.error->code)) + ": " + record.error->message + "\n";
}

/// The item's records as lines, with what a manifest says of them.
void add_results(std::vector<Record> records, const InputItem& item, FileResult& out) {
  apply_manifest(item.description.facts, records);
  for (Record& record : records) add_result(std::move(record), item, out);
}

FileResult lost_input(const InputItem& item, const Error& error, const PipelineOptions& options) {
  FileResult out;
  std::optional<ContentId> content;
  if (!item.part_sizes.empty()) content = identify_files(files_of(item));
  else if (item.bytes) content = ContentId{sha256_hex(*item.bytes), static_cast<std::int64_t>(item.bytes->size())};
  else if (auto identified = identify_file(item.file.path, options.read.max_bytes)) content = *identified;
  add_results({failed_record(content, item.file.source, error, options)}, item, out);
  return out;
}

FileResult read_input(const InputItem& item, const PreparedForms& forms, const PipelineOptions& options) {
  if (item.error) return lost_input(item, *item.error, options);
  FileResult out;
  const auto read = [&](std::string_view bytes) {
    add_results(extract_report(bytes, item.file.source, forms, options, item.converted), item, out);
  };
  if (!item.part_sizes.empty()) return add_results(extract_report(files_of(item), item.file.source, forms, options), item, out), out;
  if (item.bytes) return read(*item.bytes), out;
  if (const auto bytes = read_file_bytes(item.file.path, options.read.max_bytes)) read(*bytes);
  else add_result(failed_record(std::nullopt, item.file.source, bytes.error(), options), item, out);
  return out;
}

/// --timeout says how long one file may take. One that LibreOffice hangs on holds up its batch, and is tried again alone.
OfficeBatchOptions how_to_convert(const ExtractOptions& options, const PipelineOptions& pipeline) {
  OfficeBatchOptions out;
  out.max_bytes = pipeline.read.max_bytes;
  const int seconds = options.pool.limits.seconds;
  out.convert.seconds_per_file = seconds > 0 ? seconds : out.convert.seconds_per_file;
  return out;
}

class FilesRun {
 public:
  explicit FilesRun(const RunParts& parts) : parts_(parts) {}

  RunResult run(std::vector<InputFile> files) {
    const ExtractOptions& options = parts_.options;
    ListedInputs listed(parts_.known ? parts_.known->without_known(std::move(files)) : settled(std::move(files)), ArchiveLimits{},
                        options.pool.limits.seconds, parts_.processes);
    std::optional<DescribedInputs> described;
    if (parts_.manifest) described.emplace(listed, *parts_.manifest, parts_.pipeline.read.max_bytes);
    InputStream& all = described ? static_cast<InputStream&>(*described) : listed;
    ShardInputs share(all, options.shard.value_or(Shard{}));
    InputStream& own = options.shard ? static_cast<InputStream&>(share) : all;
    if (parts_.known) parts_.known->watch(own);
    ConvertedInputs inputs(parts_.known ? static_cast<InputStream&>(*parts_.known) : own,
                           how_to_convert(options, parts_.pipeline), parts_.processes);
    const auto expected = [&] { return listed.known() - share.passed_over(); };
    ProgressBar progress(expected(), !options.quiet && !options.log_json);
    out_.end = run_pool(inputs, options.pool, calls(expected, progress), parts_.interrupt);
    progress.clear();
    out_.all = expected();
    if (parts_.known && parts_.known->error()) out_.error = parts_.known->error();
    finish();
    return out_;
  }

 private:
  /// Without a store: the files that are no longer being written.
  std::vector<InputFile> settled(std::vector<InputFile> files) {
    out_.unread.unsettled += std::erase_if(files, [&](const InputFile& file) { return !is_settled(file.path, parts_.options.settle_seconds); });
    return files;
  }

  PoolCalls calls(const std::function<std::size_t()>& expected, ProgressBar& progress) {
    PoolCalls out;
    out.hire = [this] { return parts_.processes.make(kReads); };
    out.read = [this](const InputItem& item) { return read_input(item, parts_.forms, parts_.pipeline); };
    out.died = [this](const InputItem& item, const Error& error) { return lost_input(item, error, parts_.pipeline); };
    out.write = [this, &progress](const FileResult& result) { return write(result, progress); };
    out.waiting = [this, expected, &progress] {
      if (Clock::now() - committed_ >= kLongestUncommitted) commit();
      progress.expect(expected());
      progress.draw();
    };
    return out;
  }

  /// What a reader answers is believed to be records only where it is: one that a file has broken into may say anything.
  Result<void> add(FileResult& result) {
    const bool lines = result.lines.empty() || result.lines.back() == '\n';
    auto added = lines ? parts_.output.add(result) : Result<void>(Failure({ErrorCode::damaged_file, {}, {}}));
    if (added || added.error().code != ErrorCode::damaged_file) return added;
    const InputItem item{{result.path, result.source}, {}, {}, {}, {}, result.seen, {}};
    result = lost_input(item, {ErrorCode::crashed, item.file.path, "the process that read it answered with what is no record"}, parts_.pipeline);
    result.path = item.file.path;
    result.seen = item.seen;
    return parts_.output.add(result);
  }

  /// Whether the run goes on.
  bool write(FileResult result, ProgressBar& progress) {
    if (out_.error) return false;  // of a commit
    if (auto added = add(result); !added) out_.error = added.error();
    if (out_.error) return false;
    if (!result.trouble.empty()) progress.clear();
    parts_.log.file(result);
    ++out_.files;
    add_tally(out_.tally, result.tally);
    progress.advance(result.tally.of(RecordStatus::failed) > 0);
    const auto& limit = parts_.options.max_failures;
    out_.too_many_failures = limit && parts_.output.new_failures() >= *limit;
    return !out_.too_many_failures;
  }

  void commit() {
    committed_ = Clock::now();
    if (auto done = parts_.output.commit(); !done && !out_.error) out_.error = done.error();
    if (!out_.error) parts_.log.durable();
  }

  void finish() {
    if (!out_.error && parts_.known) {
      if (out_.end == PoolEnd::done)
        if (auto marked = parts_.known->mark_gone(parts_.options.inputs); !marked) out_.error = marked.error();
      out_.unread = parts_.known->count();
    }
    const RunOutcome outcome = out_.end == PoolEnd::done ? RunOutcome::done
                               : out_.end == PoolEnd::interrupted ? RunOutcome::interrupted : RunOutcome::stopped;
    if (!out_.error)
      if (auto finished = parts_.output.finish(outcome); !finished) out_.error = finished.error();
    if (!out_.error) parts_.log.durable();
    out_.new_failures = parts_.output.new_failures();
  }

  const RunParts& parts_;
  RunResult out_;
  Clock::time_point committed_ = Clock::now();
};

}  // namespace

ProcessOptions processes_of_run(const ExtractOptions& options, const PreparedForms& forms, const PipelineOptions& pipeline) {
  ProcessOptions out;
  out.read = [&](const InputItem& item) { return read_input(item, forms, pipeline); };
  out.limits = options.pool.limits;
  out.max_bytes = pipeline.read.max_bytes;
  out.office = how_to_convert(options, pipeline);
  out.confined = options.confined;
  return out;
}

RunResult run_files(std::vector<InputFile> files, const RunParts& parts) { return FilesRun(parts).run(std::move(files)); }

}  // namespace nianbao
