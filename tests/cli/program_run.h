#pragma once

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <string>

#include "tests/cli/scratch_folder.h"

namespace nianbao {

/// How the program ended and what it said.
struct Ended {
  int code = -1;
  std::string out, err;
};

/// Runs a line of shell in the folder; `nianbao` is the program that was built.
inline Ended run(const ScratchFolder& folder, const std::string& line) {
  const std::string program = std::string(NIANBAO_BINARY_DIR) + "/bin/nianbao";
  ScratchFolder told;
  const std::string command = "cd '" + folder.path() + "' && nianbao() { '" + program + "' \"$@\"; }; ( " + line + " ) >'" +
                              told.path("out") + "' 2>'" + told.path("err") + "' </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, told.read("out"), told.read("err")};
}

/// The first cell of a query's one row.
inline std::string asked(const ScratchFolder& folder, const std::string& sql, const std::string& store = "s.sqlite") {
  sqlite3* database = nullptr;
  sqlite3_open_v2(folder.path(store).c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
  std::string out = "no row";
  if (sqlite3_step(statement) == SQLITE_ROW) {
    const unsigned char* text = sqlite3_column_text(statement, 0);
    out = text ? reinterpret_cast<const char*>(text) : "null";
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return out;
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace nianbao
