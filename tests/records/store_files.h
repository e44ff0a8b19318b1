#pragma once

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "dataset_reading.h"
#include "records/json_writer.h"
#include "records/report_store.h"
#include "sample_records.h"

namespace nianbao {

using Files = std::vector<std::vector<Record>>;

inline SeenFile seen(const std::string& path, const std::string& stamp = "s1") { return {"/in/" + path, path, stamp, 17}; }

/// The record under another content and path.
inline Record copy_of(const Record& record, char digit, const std::string& path) {
  Record out = record;
  out.record_id = out.document.sha256 = digest_of(digit);
  out.document.source = path;
  return out;
}

inline std::unique_ptr<ReportStore> opened(const std::string& path, const StoreOptions& options = {},
                                                  const std::vector<Form>& forms = {small_form()}) {
  auto store = ReportStore::open(path, forms, options);
  INFO((store ? std::string() : store.error().message));
  REQUIRE(store);
  return std::move(*store);
}

inline Result<void> store_files(const std::string& path, const Files& files, const StoreOptions& options = {},
                         const std::vector<Form>& forms = {small_form()}) {
  auto store = ReportStore::open(path, forms, options);
  if (!store) return Failure(store.error());
  for (const auto& records : files)
    if (auto added = (*store)->add(seen(records.front().document.source), records); !added) return added;
  return (*store)->finish(RunOutcome::done, options.now_iso);
}

inline StoreOptions at(const std::string& now) {
  StoreOptions out;
  out.now_iso = now;
  return out;
}

inline void check_sound(const std::string& path) {
  CHECK(query(path, "PRAGMA integrity_check") == "ok");
  CHECK(query(path, "PRAGMA foreign_key_check") == "");
}

inline std::string line_of(const Record& record) {
  std::string out;
  append_json_line(record, out);
  return out;
}

inline void change(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  char* message = nullptr;
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
  CAPTURE((message ? message : ""));
  CHECK(message == nullptr);
  sqlite3_close(database);
}

}  // namespace nianbao
