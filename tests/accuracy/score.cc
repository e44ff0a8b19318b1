#include "tests/accuracy/score.h"

namespace nianbao::accuracy {

namespace {

std::string shown(const std::optional<Decimal>& value) { return value ? value->to_string() : "none"; }

std::string row_of(const std::string& field) { return field.substr(0, field.rfind('.')); }

class Scorer {
 public:
  Scorer(const Truth& truth, const Reading& reading, std::vector<std::string>& complaints, std::vector<CellVerdict>* cells)
      : truth_(truth), reading_(reading), complaints_(complaints), cells_(cells) {}

  Score score() {
    out_.reports = 1;
    if (truth_.record == 1) out_.pages = reading_.pages;
    score_meta();
    for (const auto& [field, value] : truth_.values) {
      if (truth_.obstructed.count(field) > 0) score_obstructed(field, value);
      else if (field == truth_.erased) score_erased(field, value);
      else score_cell(field, value);
    }
    for (const auto& [field, value] : reading_.values) {
      if (truth_.values.count(field) > 0) continue;
      ++out_.extra;
      out_.extra_claimed += is_unsure(value) ? 0 : 1;
      note(field, is_unsure(value) ? "extra" : "extra wrong", &value);
      complain("extra " + field + " = " + shown(value.value) + " " + value.status);
    }
    score_labels();
    score_tables();
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
  void note(const std::string& field, const std::string& verdict, const ReadValue* read) {
    if (cells_ != nullptr) cells_->push_back({field, verdict, read});
  }

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
      note(field, "missing", nullptr);
      if (!undecided) complain("missing " + field + ", true " + shown(value));
      return;
    }
    const ReadValue& read = at->second;
    const bool unsure = is_unsure(read);
    if (undecided) {
      if (unsure) ++out_.undecided_flagged;
      else silently_wrong(field, read, "cannot be known");
      return;
    }
    if (unsure) {
      ++out_.flagged;
      note(field, "flagged", &read);
      complain("flagged " + field + " " + read.status + " '" + read.raw + "', true " + shown(value));
    } else if (is_right(read, field, value)) {
      ++out_.exact;
      out_.repaired += read.status == "repaired" ? 1 : 0;
      note(field, "exact", &read);
    } else {
      out_.blank_for_ink += read.status == "blank" ? 1 : 0;
      note(field, "wrong", &read);
      silently_wrong(field, read, "true " + shown(value));
    }
    score_box(field, read);
  }

  static bool is_unsure(const ReadValue& read) { return read.status == "doubtful" || read.status == "unreadable"; }

  /// A cell that something lies over: any doubt will do, a false claim will not.
  void score_obstructed(const std::string& field, const std::optional<Decimal>& value) {
    ++out_.obstructed;
    const auto at = reading_.values.find(field);
    const bool doubted = at == reading_.values.end() || is_unsure(at->second);
    const ReadValue* read = at == reading_.values.end() ? nullptr : &at->second;
    if (doubted) {
      ++out_.obstructed_flagged;
      note(field, read == nullptr ? "obstructed missing" : "obstructed flagged", read);
    } else if (is_right(*read, field, value)) {
      note(field, "obstructed exact", read);
    } else {
      ++out_.obstructed_wrong;
      note(field, "obstructed wrong", read);
      complain("SILENT WRONG under an obstruction: " + field + " = " + shown(read->value) + " " + read->status + ", true " + shown(value));
    }
  }

  void score_erased(const std::string& field, const std::optional<Decimal>& value) {
    ++out_.erased;
    const auto at = reading_.values.find(field);
    const ReadValue* read = at == reading_.values.end() ? nullptr : &at->second;
    if (read == nullptr || is_unsure(*read)) {
      note(field, read == nullptr ? "erased missing" : "erased flagged", read);
      complain("erased digit not repaired: " + field + ", true " + shown(value) + (read == nullptr ? "" : " '" + read->raw + "'"));
    } else if (is_right(*read, field, value)) {
      ++out_.erased_repaired;
      note(field, "erased exact", read);
    } else {
      ++out_.erased_wrong;
      note(field, "erased wrong", read);
      complain("SILENT WRONG with an erased digit: " + field + " = " + shown(read->value) + " " + read->status + ", true " + shown(value));
    }
  }

  void silently_wrong(const std::string& field, const ReadValue& read, const std::string& truth) {
    ++out_.wrong;
    complain("SILENT WRONG " + field + " = " + shown(read.value) + " " + read.status + " '" + read.raw + "', " + truth);
  }

  bool has_right_box(const ReadValue& read, const TruePlace& place) const {
    const Box& number = place.box;
    return read.page == place.page && read.bbox && read.bbox->x0 <= number.mid_x() && number.mid_x() <= read.bbox->x1 &&
           read.bbox->y0 <= number.mid_y() && number.mid_y() <= read.bbox->y1;
  }

  void score_box(const std::string& field, const ReadValue& read) {
    const auto place = truth_.places.find(field);
    if (place == truth_.places.end()) return;
    ++out_.boxes;
    if (has_right_box(read, place->second)) ++out_.boxes_right;
    else complain("box of " + field + " does not hold its number");
  }

  void score_labels() {
    std::set<std::string> rows, mapped;
    for (const auto& item : truth_.values) rows.insert(row_of(item.first));
    for (const auto& item : reading_.values) mapped.insert(row_of(item.first));
    out_.labels = static_cast<int>(rows.size());
    for (const std::string& row : rows) out_.labels_mapped += static_cast<int>(mapped.count(row));
  }

  static std::string table_of(const std::string& field) { return field.substr(0, field.find('.')); }

  void score_tables() {
    std::set<std::string> tables, hurt;
    for (const auto& [field, value] : truth_.values) {
      tables.insert(table_of(field));
      const auto read = reading_.values.find(field);
      const auto place = truth_.places.find(field);
      const bool stands = read != reading_.values.end() && (place == truth_.places.end() || has_right_box(read->second, place->second));
      if (!stands) hurt.insert(table_of(field));
    }
    out_.tables = static_cast<int>(tables.size());
    out_.tables_whole = static_cast<int>(tables.size() - hurt.size());
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
  std::vector<CellVerdict>* cells_;
  Score out_;
};

}  // namespace

void Score::add(const Score& other) {
  for (int Score::*count :
       {&Score::reports, &Score::cells, &Score::exact, &Score::wrong, &Score::missing, &Score::flagged, &Score::extra,
        &Score::undecided, &Score::undecided_flagged, &Score::labels, &Score::labels_mapped, &Score::sums,
        &Score::sums_found, &Score::false_alarms, &Score::findings, &Score::findings_found, &Score::without_record,
        &Score::form_wrong, &Score::year_wrong, &Score::unit_wrong, &Score::boxes, &Score::boxes_right, &Score::pages, &Score::tables, &Score::tables_whole, &Score::repaired, &Score::extra_claimed,
        &Score::blank_for_ink, &Score::obstructed, &Score::obstructed_wrong, &Score::obstructed_flagged, &Score::erased,
        &Score::erased_repaired, &Score::erased_wrong}) {
    this->*count += other.*count;
  }
}

bool Score::is_clean() const {
  return silent() == 0 && extra == 0 && sums_found == sums && false_alarms == 0 && findings_found == findings &&
         without_record == 0 && form_wrong == 0 && year_wrong == 0 && unit_wrong == 0 && boxes_right == boxes;
}

Score score_report(const Truth& truth, const Reading& reading, std::vector<std::string>& complaints, std::vector<CellVerdict>* cells) {
  return Scorer(truth, reading, complaints, cells).score();
}

}  // namespace nianbao::accuracy
