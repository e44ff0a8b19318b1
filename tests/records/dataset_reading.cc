#include "dataset_reading.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace nianbao {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "nianbao-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

FullDisk::FullDisk(unsigned long bytes) {
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit_before_ = limit.rlim_cur;
  limit.rlim_cur = bytes;
  signal_before_ = std::signal(SIGXFSZ, SIG_IGN);  // the write fails instead
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

FullDisk::~FullDisk() {
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = limit_before_;
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, signal_before_);
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("no file " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::vector<std::vector<std::string>> csv_rows(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false, was_quoted = false;
  std::string text = file_text(path);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"', ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = was_quoted = true;
    } else if (c == ',' || c == '\n') {
      row.push_back(cell.empty() && !was_quoted ? "␀" : cell);
      cell.clear();
      was_quoted = false;
      if (c == '\n') rows.push_back(std::move(row)), row.clear();
    } else {
      cell += c;
    }
  }
  if (!row.empty() || !cell.empty()) throw std::runtime_error("the last line is not ended");
  return rows;
}

std::string csv_cell(const std::string& path, std::size_t row, const std::string& column) {
  std::vector<std::vector<std::string>> rows = csv_rows(path);
  std::size_t at = static_cast<std::size_t>(std::find(rows.at(0).begin(), rows[0].end(), column) - rows[0].begin());
  return rows.at(row + 1).at(at);
}

std::string query(const std::string& store, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(store.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* statement = nullptr;
  std::string out;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    out = std::string("error: ") + sqlite3_errmsg(database);
  while (statement && sqlite3_step(statement) == SQLITE_ROW) {
    out += out.empty() ? "" : "\n";
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const unsigned char* text = sqlite3_column_text(statement, i);
      out += (i == 0 ? "" : "|") + (text ? std::string(reinterpret_cast<const char*>(text)) : "␀");
    }
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return out;
}

}  // namespace nianbao
