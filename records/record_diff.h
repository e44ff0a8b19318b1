#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"

namespace nianbao {

/// The facts that two records are compared by, in the order in which differences are listed.
inline constexpr std::array<std::string_view, 9> kComparedFacts{"status", "form", "unit", "year", "title", "period", "published", "signed", "scope"};

/// Which of two sources of records.
enum class DiffSide { a, b };

/// A report as a comparison names it.
struct ComparedReport {
  std::string record_id, source, unit;
  std::optional<int> year;
};

/// What a record says of a cell; none in a CellDifference where the record does not have the cell at all.
struct ComparedCell {
  std::optional<Decimal> value;
  ValueStatus status = ValueStatus::missing;

  bool operator==(const ComparedCell&) const = default;
};

struct CellDifference {
  std::string field;
  int instance = 1;
  std::optional<ComparedCell> a, b;
};

/// A fact that the two state differently; empty where a record does not state it.
struct FactDifference {
  std::string fact, a, b;
};

/// Two records of one report.
struct ReportDifference {
  ComparedReport a, b;
  std::int64_t same_cells = 0;  ///< of all cells that either has
  std::vector<FactDifference> facts;
  std::vector<CellDifference> cells;

  bool same() const { return facts.empty() && cells.empty(); }
};

struct RecordDifferences {
  std::int64_t reports_a = 0, reports_b = 0, same_reports = 0, same_cells = 0;
  std::vector<ComparedReport> only_a, only_b;
  std::vector<ReportDifference> differing;  ///< in the order of side a

  bool same() const { return only_a.empty() && only_b.empty() && differing.empty(); }
};

/// Compares two sources of records, cell by cell.
///
/// Which records belong together: where each side has one, those two, whatever they are called. Else those of the same content
/// and path, then of the same content, then of the same path, then of the same unit and year; each once, in order.
/// Two cells are the same where number and status are; `read`, `repaired` and `reviewed` are all "the number is this", and a
/// cell that a record lacks is the same as one that is `missing`. Texts, findings and places are not compared.
/// Takes some 8 kB a record.
class RecordComparison {
 public:
  void add(DiffSide side, const Record& record);
  /// `cells_only`: facts are not compared.
  RecordDifferences compare(bool cells_only) const;

 private:
  struct Cell {
    std::uint32_t field = 0;
    int instance = 1;
    ComparedCell cell;
  };
  struct Entry {
    ComparedReport report;
    std::array<std::string, kComparedFacts.size()> facts;
    std::vector<Cell> cells;
  };
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

  std::uint32_t number_of(const std::string& field);
  Pairs matched() const;
  ReportDifference difference(const Entry& a, const Entry& b, bool cells_only) const;

  std::vector<Entry> a_, b_;
  std::map<std::string, std::uint32_t, std::less<>> field_numbers_;
  std::vector<std::string> fields_;
};

/// As one JSON object, '\n' at its end (docs/record.md).
std::string differences_json(const RecordDifferences& differences);

}  // namespace nianbao
