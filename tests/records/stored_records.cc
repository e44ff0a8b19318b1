#include "stored_records.h"

#include "records/json_writer.h"
#include "records/record_reader.h"

namespace nianbao {

std::string stored_lines(const std::string& store, const std::string& sha256) {
  auto database = SqliteDatabase::open(store, SqliteMode::read_only);
  if (!database) return database.error().message;
  auto reader = RecordReader::prepare(*database);
  if (!reader) return reader.error().message;
  const auto records = reader->read_content(sha256);
  if (!records) return records.error().message;
  std::string out;
  for (const Record& record : *records) append_json_line(record, out);
  return out;
}

std::string without_nul(std::string line) {
  const std::string nul = "\\u0000";
  for (std::size_t at = line.find(nul); at != std::string::npos; at = line.find(nul, at))
    line.replace(at, nul.size(), "\xEF\xBF\xBD");
  return line;
}

}  // namespace nianbao
