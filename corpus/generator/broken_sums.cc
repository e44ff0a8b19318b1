#include <algorithm>
#include <cstdint>

#include "corpus/generator/report.h"

namespace nianbao::corpus {

namespace {

/// One side of an equation: what is known of it, and whether something unknown is in it.
struct Side {
  std::int64_t known = 0;
  bool open = false;
};

class Values {
 public:
  Values(const Report& report, const std::set<std::string>& unknown) : report_(report), unknown_(unknown) {}

  Side side(const std::vector<std::string>& fields) const {
    Side out;
    for (const std::string& field : fields) {
      const Entry* entry = find_entry(report_, field);
      if (entry == nullptr) continue;
      if (!entry->value || unknown_.count(field) > 0) out.open = true;
      else out.known += std::stoll(*entry->value);
    }
    return out;
  }

 private:
  const Report& report_;
  const std::set<std::string>& unknown_;
};

bool can_hold(const Side& left, const Side& right) {
  if (left.open && right.open) return true;
  if (left.open) return left.known <= right.known;
  if (right.open) return right.known <= left.known;
  return left.known == right.known;
}

std::vector<std::string> processed_rows(const Report& report) {
  std::vector<std::string> out;
  for (const FormRow& row : request_rows(report.other_in_three)) {
    if (!row.outer.empty() && row.id != "total_processed") out.push_back(row.id);
  }
  return out;
}

std::vector<std::string> fields_of_column(const std::vector<std::string>& rows, const std::string& column) {
  std::vector<std::string> out;
  for (const std::string& row : rows) out.push_back("requests." + row + "." + column);
  return out;
}

void add_request_columns(const Report& report, const Values& values, std::vector<std::string>& broken) {
  const std::vector<std::string> parts = processed_rows(report);
  for (const FormColumn& column : request_columns()) {
    const auto of = [&](const std::vector<std::string>& rows) { return values.side(fields_of_column(rows, column.id)); };
    if (!can_hold(of({"received", "carried_in"}), of({"total_processed", "carried_out"}))) {
      broken.push_back("requests.balance:" + column.id);
    }
    if (!can_hold(of({"total_processed"}), of(parts))) broken.push_back("requests.processed_sum:" + column.id);
  }
}

void add_request_rows(const Report& report, const Values& values, std::vector<std::string>& broken) {
  for (const FormRow& row : request_rows(report.other_in_three)) {
    const std::string prefix = "requests." + row.id + ".";
    std::vector<std::string> parts;
    for (const FormColumn& column : request_columns()) {
      if (column.id != "total") parts.push_back(prefix + column.id);
    }
    if (!can_hold(values.side({prefix + "total"}), values.side(parts))) {
      broken.push_back("requests.row_total:" + row.id);
    }
  }
}

void add_reviews(const Values& values, std::vector<std::string>& broken) {
  for (const std::string& table : review_tables()) {
    std::vector<std::string> parts;
    for (const FormColumn& column : review_columns()) {
      if (column.id != "total") parts.push_back(table + "." + column.id);
    }
    if (!can_hold(values.side({table + ".total"}), values.side(parts))) broken.push_back(table + ".total");
  }
}

}  // namespace

const Entry* find_entry(const Report& report, const std::string& field) {
  const auto at = std::find_if(report.entries.begin(), report.entries.end(),
                               [&](const Entry& entry) { return entry.field == field; });
  return at == report.entries.end() ? nullptr : &*at;
}

std::string printed_label(const Report& report, const std::string& key, const std::string& official) {
  const auto at = report.misprints.find(key);
  return at == report.misprints.end() ? official : at->second;
}

std::vector<std::string> broken_sums(const Report& report, const std::set<std::string>& unknown) {
  const Values values(report, unknown);
  std::vector<std::string> broken;
  add_request_columns(report, values, broken);
  add_request_rows(report, values, broken);
  add_reviews(values, broken);
  return broken;
}

}  // namespace nianbao::corpus
