#include "cli/record_source.h"

#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/input_files.h"
#include "cli/one_file.h"
#include "records/json_reader.h"
#include "records/store_reader.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

Result<void> read_store(const std::string& path, const std::function<void(const Record&)>& take) {
  auto store = StoreReader::open(path);
  if (!store) return Failure(store.error());
  return (*store)->each_record({}, [&](Record&& record) {
    take(record);
    return true;
  });
}

Result<void> read_lines(const std::string& path, const std::function<void(const Record&)>& take) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto record = parse_json_line(line);
    if (!record)
      return Failure({ErrorCode::damaged_file, path, "line " + std::to_string(number) + " is no record: " + record.error().message});
    take(*record);
  }
  if (in.bad()) return Failure({ErrorCode::unreadable_file, path, "the file cannot be read to its end"});
  return {};
}

Result<void> read_report(const std::string& path, const FormSet& forms, const PipelineOptions& options,
                         const std::function<void(const Record&)>& take) {
  const auto records = records_of_file(path, forms, options);
  if (!records) return Failure(records.error());
  for (const Record& record : *records) {
    if (record.error) return Failure({record.error->code, path, record.error->message});
    take(record);
  }
  return {};
}

}  // namespace

Result<void> each_record_of(const std::string& path, const FormSet& forms, const PipelineOptions& options,
                            const std::function<void(const Record&)>& take) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored))
    return Failure({ErrorCode::unsupported_kind, path, "this is a folder; extract it first: nianbao extract " + path + " -o NAME.sqlite"});
  const auto start = fs::exists(path, ignored) ? read_file_start(path, 64) : Result<std::string>(std::string());
  if (!start) return Failure(start.error());
  if (start->starts_with("SQLite format 3\0"sv)) return read_store(path, take);
  if (start->starts_with("{\"schema_version\"") || (start->empty() && path.ends_with(".jsonl") && fs::exists(path, ignored)))
    return read_lines(path, take);
  return read_report(path, forms, options, take);
}

}  // namespace nianbao
