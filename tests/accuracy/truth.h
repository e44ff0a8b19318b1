#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/decimal.h"
#include "model/source.h"

namespace nianbao::accuracy {

/// Where a number's glyphs stand: page from 1.
struct TruePlace {
  int page = 0;
  Box box;
};

/// What is true of one report.
struct Truth {
  std::string path;  ///< of the report
  int record = 1;    ///< which of the file's reports, from 1
  int records = 1;   ///< how many the file holds
  std::string kind;  ///< the generator's, or the folder's name
  std::string unit;
  std::optional<int> year;
  std::string form;
  std::map<std::string, std::optional<Decimal>> values;  ///< none: the cell shows no number
  std::map<std::string, std::string> statuses;           ///< of such cells, where it is not `blank`
  std::set<std::string> undecided;
  std::optional<std::set<std::string>> broken;  ///< none where nobody said which sums are wrong
  std::set<std::string> findings;               ///< further findings that are due
  std::map<std::string, TruePlace> places;
  int dpi = 0;                        ///< of a scan
  std::string number_font;            ///< of a scan
  std::set<std::string> obstructed;   ///< cells of a scan that something lies over
  std::string erased;                 ///< the cell of a scan with an unreadable digit
};

/// Truths of a folder with reports/ and truth/ (and places/), or of one that holds cases (CASE/expected*.json beside
/// CASE/input.*), in the order of their paths. Throws std::runtime_error on a file that is not such a truth.
std::vector<Truth> load_truths(const std::string& folder);

}  // namespace nianbao::accuracy
