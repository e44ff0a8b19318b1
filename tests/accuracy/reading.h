#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/decimal.h"
#include "model/source.h"

namespace nianbao::accuracy {

struct ReadValue {
  std::optional<Decimal> value;
  std::string status, raw;
  int page = 0;
  std::optional<Box> bbox;
  std::string confidence;  ///< as printed; empty where none is given
};

/// What the program says of one report.
struct Reading {
  int records = 0;  ///< how many it made of the file
  int pages = 0;    ///< of the file
  std::string status, error;
  std::string form, unit;
  std::optional<int> year;
  std::map<std::string, ReadValue> values;  ///< without those that are `missing`
  std::set<std::string> findings, sum_findings;
  std::vector<Reading> further;  ///< the file's second record, third, …; each has `records` 1

  /// The file's n-th record, from 1; an empty one where there are fewer.
  const Reading& record(int n) const;
};

/// What reading cost the program and its processes.
struct Cost {
  double cpu_seconds = 0;
};

/// Runs `program extract` over the files, some hundred at a time, and reads its JSON lines; by path. A file without a
/// record is not in the map. Throws std::runtime_error where the program can't be run.
std::map<std::string, Reading> run_program(const std::string& program, const std::vector<std::string>& options,
                                           const std::vector<std::string>& files, Cost* cost = nullptr);

/// A line as the program prints it; `readings` gets the first record of a file, and in it the further ones.
void add_record(const std::string& line, std::map<std::string, Reading>& readings);

}  // namespace nianbao::accuracy
