#include "tests/accuracy/score.h"

namespace nianbao::accuracy {

namespace {

std::string shown(const std::optional<Decimal>& value) { return value ? value->to_string() : "none"; }

std::string row_of(const std::string& field) { return field.substr(0, field.rfind('.')); }

class Scorer {
 public:
  Scorer(const Truth& truth, const Reading& reading, std::vector<std::string>& complaints)
      : truth_(truth), reading_(reading), complaints_(complaints) {}

  Score score() {
    out_.reports = 1;
    score_meta();
    for (const auto& [field, value] : truth_.values) score_cell(field, value);
    for (const auto& [field, value] : reading_.values) {
      if (truth_.values.count(field) > 0) continue;
      ++out_.extra;
      complain("extra " + field + " = " + shown(value.value) + " " + value.status);
    }
    score_labels();
    score_sums();
    for (const std::string& id : truth_.findings) {
      ++out_.findings;
      if (reading_.findings.count(id) > 0) ++out_.findings_found;
      else complain("no finding " + id);
    }
    return out_;
  }

 private:
  void complain(const std::string& text) { complaints_.push_back(text); }

  void score_meta() {
    if (reading_.records != (truth_.record == 1 ? truth_.records : 1)) {
      ++out_.without_record;
      complain(std::to_string(reading_.records) + " records");
    }
    if (reading_.form != truth_.form) {
      ++out_.form_wrong;
      complain("form " + reading_.form + ", true " + truth_.form + "; " + reading_.status + " " + reading_.error);
    }
    if (truth_.year && reading_.year != truth_.year) {
      ++out_.year_wrong;
      complain("year " + (reading_.year ? std::to_string(*reading_.year) : "none") + ", true " +
               std::to_string(*truth_.year));
    }
    if (reading_.unit.find(truth_.unit) == std::string::npos) {
      ++out_.unit_wrong;
      complain("unit " + reading_.unit + ", true " + truth_.unit);
    }
  }

  bool is_right(const ReadValue& read, const std::string& field, const std::optional<Decimal>& value) const {
    if (read.value != value) return false;
    if (value) return true;
    const auto status = truth_.statuses.find(field);
    return read.status == (status == truth_.statuses.end() ? "blank" : status->second);
  }

  void score_cell(const std::string& field, const std::optional<Decimal>& value) {
    const bool undecided = truth_.undecided.count(field) > 0;
    ++(undecided ? out_.undecided : out_.cells);
    const auto at = reading_.values.find(field);
    if (at == reading_.values.end()) {
      if (!undecided) ++out_.missing;
      if (!undecided) complain("missing " + field + ", true " + shown(value));
      return;
    }
    const ReadValue& read = at->second;
    const bool unsure = read.status == "doubtful" || read.status == "unreadable";
    if (undecided) {
      if (unsure) ++out_.undecided_flagged;
      else silently_wrong(field, read, "cannot be known");
      return;
    }
    if (unsure) {
      ++out_.flagged;
      complain("flagged " + field + " " + read.status + " '" + read.raw + "', true " + shown(value));
    } else if (is_right(read, field, value)) {
      ++out_.exact;
    } else {
      silently_wrong(field, read, "true " + shown(value));
    }
    score_box(field, read);
  }

  void silently_wrong(const std::string& field, const ReadValue& read, const std::string& truth) {
    ++out_.wrong;
    complain("SILENT WRONG " + field + " = " + shown(read.value) + " " + read.status + " '" + read.raw + "', " + truth);
  }

  void score_box(const std::string& field, const ReadValue& read) {
    const auto place = truth_.places.find(field);
    if (place == truth_.places.end()) return;
    ++out_.boxes;
    const Box& number = place->second.box;
    const bool right = read.page == place->second.page && read.bbox && read.bbox->x0 <= number.mid_x() &&
                       number.mid_x() <= read.bbox->x1 && read.bbox->y0 <= number.mid_y() &&
                       number.mid_y() <= read.bbox->y1;
    if (right) ++out_.boxes_right;
    else complain("box of " + field + " does not hold its number");
  }

  void score_labels() {
    std::set<std::string> rows, mapped;
    for (const auto& item : truth_.values) rows.insert(row_of(item.first));
    for (const auto& item : reading_.values) mapped.insert(row_of(item.first));
    out_.labels = static_cast<int>(rows.size());
    for (const std::string& row : rows) out_.labels_mapped += static_cast<int>(mapped.count(row));
  }

  void score_sums() {
    if (!truth_.broken) return;
    out_.sums = static_cast<int>(truth_.broken->size());
    for (const std::string& id : *truth_.broken) {
      if (reading_.sum_findings.count(id) > 0) ++out_.sums_found;
      else complain("wrong sum not found: " + id);
    }
    for (const std::string& id : reading_.sum_findings) {
      if (truth_.broken->count(id) > 0) continue;
      ++out_.false_alarms;
      complain("false alarm " + id);
    }
  }

  const Truth& truth_;
  const Reading& reading_;
  std::vector<std::string>& complaints_;
  Score out_;
};

}  // namespace

void Score::add(const Score& other) {
  for (int Score::*count :
       {&Score::reports, &Score::cells, &Score::exact, &Score::wrong, &Score::missing, &Score::flagged, &Score::extra,
        &Score::undecided, &Score::undecided_flagged, &Score::labels, &Score::labels_mapped, &Score::sums,
        &Score::sums_found, &Score::false_alarms, &Score::findings, &Score::findings_found, &Score::without_record,
        &Score::form_wrong, &Score::year_wrong, &Score::unit_wrong, &Score::boxes, &Score::boxes_right}) {
    this->*count += other.*count;
  }
}

bool Score::is_clean() const {
  return wrong == 0 && extra == 0 && sums_found == sums && false_alarms == 0 && findings_found == findings &&
         without_record == 0 && form_wrong == 0 && year_wrong == 0 && unit_wrong == 0 && boxes_right == boxes;
}

Score score_report(const Truth& truth, const Reading& reading, std::vector<std::string>& complaints) {
  return Scorer(truth, reading, complaints).score();
}

}  // namespace nianbao::accuracy
