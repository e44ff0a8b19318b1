#pragma once

#include <string>
#include <vector>

#include "tests/accuracy/reading.h"
#include "tests/accuracy/truth.h"

namespace nianbao::accuracy {

/// Counts over cells and reports. A cell is exact where value and status are true and no doubt is said; silently wrong
/// where it is not the truth though its status claims that it was read (read, repaired, blank, dash).
struct Score {
  int reports = 0, cells = 0, exact = 0, wrong = 0, missing = 0, flagged = 0, extra = 0;
  int undecided = 0, undecided_flagged = 0;
  int labels = 0, labels_mapped = 0;      ///< rows of the truth, and those of which a cell was found
  int sums = 0, sums_found = 0, false_alarms = 0;
  int findings = 0, findings_found = 0;
  int without_record = 0, form_wrong = 0, year_wrong = 0, unit_wrong = 0;
  int boxes = 0, boxes_right = 0;
  int pages = 0;
  int tables = 0, tables_whole = 0;       ///< whole: no cell lost, each number in the cell where it stands
  int repaired = 0, blank_for_ink = 0;    ///< of the cells
  int obstructed = 0, obstructed_wrong = 0, obstructed_flagged = 0;  ///< cells that something lies over, not among `cells`
  int erased = 0, erased_repaired = 0, erased_wrong = 0;             ///< cells with an unreadable digit, not among `cells`

  void add(const Score& other);
  int extra_claimed = 0;  ///< of the extra values, those that claim to have been read
  int silent() const { return wrong + obstructed_wrong + erased_wrong + extra_claimed; }
  bool is_clean() const;   ///< nothing silently wrong, nothing extra, all sums right, form, year and unit right
  double share_exact() const { return cells == 0 ? 0 : static_cast<double>(exact) / cells; }
};

/// What became of one cell.
struct CellVerdict {
  std::string field, verdict;  ///< exact, flagged, missing, wrong, extra; `obstructed` or `erased` before these where it was
  const ReadValue* read = nullptr;
};

/// Compares; `complaints` gets a line for whatever is not right, `cells` one for each cell.
Score score_report(const Truth& truth, const Reading& reading, std::vector<std::string>& complaints,
                   std::vector<CellVerdict>* cells = nullptr);

}  // namespace nianbao::accuracy
