#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source.h"

namespace nianbao {

enum class Severity { error, warning, note };
enum class Attribution { publisher, reader, undecided };
std::string_view to_string(Severity severity);
std::string_view to_string(Attribution attribution);

/// A cell as it stands, shown in a finding about a row or column that fits nothing.
struct CellNote {
  std::string raw;
  Source source;

  bool operator==(const CellNote&) const = default;
};

/// Something that does not hold, is unusual, or is worth knowing.
///
/// `id` is `rule` or `rule:where`, with `~2`, `~3`, … where the same would stand twice in a record; stable for the same
/// document and basis. `expected` and `actual` are exact decimals as text, or empty.
struct Finding {
  std::string id;
  std::string rule;
  Severity severity = Severity::note;
  Attribution attribution = Attribution::publisher;
  std::vector<std::string> fields;
  std::string expected, actual;
  Source source;
  std::string message, message_zh;
  std::vector<CellNote> cells;                     ///< of `label_unmapped` and its like
  std::vector<std::vector<std::string>> readings;  ///< of `undecided_split`: whole rows, ascending

  bool operator==(const Finding&) const = default;
};

/// A rule that findings cite; severity and attribution are its defaults.
struct Rule {
  std::string_view id, name_zh, where;
  Severity severity;
  Attribution attribution;
  std::string_view says, says_zh, ground;
};

/// Every rule of the program, in the order in which `nianbao rules` lists them.
const std::vector<Rule>& all_rules();

/// The rule of that id; a rule that is not listed is a bug (assert).
const Rule& rule_of(std::string_view id);

/// A finding of that rule, its severity and attribution filled in, its id `rule` or `rule:where`.
Finding make_finding(std::string_view rule, std::string_view where = {});

}  // namespace nianbao
