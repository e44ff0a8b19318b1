#include <algorithm>

#include "corpus/generator/numbers.h"

namespace nianbao::corpus {

namespace {

/// Moves the decimal point: `shifted("251000", -4)` is 25.1, `shifted("25.1", 4)` is 251000.
std::string shifted(const std::string& number, int places) {
  std::string digits;
  int scale = 0;
  bool fraction = false;
  for (const char c : number) {
    if (c == '.') fraction = true;
    else { digits += c; scale += fraction ? 1 : 0; }
  }
  scale -= places;
  for (; scale < 0; ++scale) digits += '0';
  while (static_cast<int>(digits.size()) <= scale) digits.insert(0, 1, '0');
  std::string out = digits.substr(0, digits.size() - static_cast<std::size_t>(scale));
  std::string tail = digits.substr(digits.size() - static_cast<std::size_t>(scale));
  while (!tail.empty() && tail.back() == '0') tail.pop_back();
  out.erase(0, std::min(out.find_first_not_of('0'), out.size() - 1));
  return tail.empty() ? out : out + "." + tail;
}

std::string with_separators(const std::string& number) {
  const std::size_t begin = number.front() == '-' ? 1 : 0;
  const std::size_t end = std::min(number.find('.'), number.size());
  std::string out = number;
  for (std::size_t at = end; at > begin + 3; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

std::string in_full_width(const std::string& number) {
  static const char* const digits[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
  std::string out;
  for (const char c : number) {
    if (c >= '0' && c <= '9') out += digits[c - '0'];
    else if (c == '-') out += "－";
    else if (c == '.') out += "．";
    else out += c;
  }
  return out;
}

std::string random_amount(Random& random, int most) {
  if (most == 0 || random.chance(0.3)) return "0";
  const std::string whole = std::to_string(random.between(0, most * 20));
  if (random.chance(0.4)) return whole == "0" ? "1" : whole;
  std::string fraction = std::to_string(random.between(1, 9999));
  while (fraction.size() > 1 && fraction.back() == '0') fraction.pop_back();
  return whole + "." + fraction;
}

class Printer {
 public:
  Printer(Report& report, const ContentOptions& options, Random random)
      : report_(report), options_(options), random_(random) {
    for (const FormColumn& column : request_columns()) used_.insert(column.id);
  }

  /// Columns of requests that hold zeros only are left blank as a whole.
  void note_unused_columns(const Counts& counts) {
    for (const FormColumn& column : request_columns()) {
      const std::string ending = "." + column.id;
      const bool used = std::any_of(counts.begin(), counts.end(), [&](const auto& item) {
        const std::string& key = item.first;
        return key.rfind("requests.", 0) == 0 && item.second != 0 && key.size() > ending.size() &&
               key.compare(key.size() - ending.size(), ending.size(), ending) == 0;
      });
      if (!used) used_.erase(column.id);
    }
  }

  void count(const std::string& field, std::int64_t value) {
    if (is_left_empty(field, value)) return add_empty(field);
    add(field, std::to_string(value), options_.pieces_in_cells && random_.chance(0.5) ? "件" : "");
  }

  void amount(const std::string& field) {
    const std::string value = random_amount(random_, most_amount());
    if (value == "0" && is_left_empty(field, 0)) return add_empty(field);
    if (!options_.yuan) return add(field, value, random_.chance(0.1) ? "万元" : "");
    const std::string in_yuan = shifted(value, 4);
    report_.findings.push_back("unit_converted:" + field);
    add(field, in_yuan, "元");
    report_.entries.back().value = value;
  }

  void disclosure_count(const std::string& field, const FormColumn& column) {
    const int most = most_amount();
    std::int64_t value = random_.chance(0.35) ? 0 : random_.between(0, most * (random_.chance(0.3) ? 40 : 1));
    if (column.negative && random_.chance(0.4)) value = -value;
    if (options_.remarks && value > 1 && random_.chance(0.4)) return add_with_remark(field, value);
    count(field, value);
  }

 private:
  int most_amount() const {
    switch (options_.scale) {
      case ContentOptions::Scale::zero: return 0;
      case ContentOptions::Scale::small: return 12;
      case ContentOptions::Scale::medium: return 600;
      case ContentOptions::Scale::large: return 90000;
    }
    return 0;
  }

  bool is_left_empty(const std::string& field, std::int64_t value) {
    const std::string column = field.substr(field.rfind('.') + 1);
    const bool of_requests = field.rfind("requests.", 0) == 0;
    switch (options_.empty) {
      case ContentOptions::Empty::none: return false;
      case ContentOptions::Empty::blank_zeros:
      case ContentOptions::Empty::dash_zeros: return value == 0;
      case ContentOptions::Empty::blank_columns: return of_requests && used_.count(column) == 0;
      case ContentOptions::Empty::blank_totals:
        return of_requests && column == "total" && field.find("requests.received") != 0;
    }
    return false;
  }

  void add_empty(const std::string& field) {
    const bool dash = options_.empty == ContentOptions::Empty::dash_zeros;
    report_.entries.push_back({field, std::nullopt, dash ? "dash" : "blank", dash ? options_.dash : "", ""});
  }

  void add(const std::string& field, const std::string& value, const std::string& unit) {
    std::string number = value;
    if (options_.trailing_zeros && random_.chance(0.5)) number += number.find('.') == std::string::npos ? ".00" : "0";
    if (options_.separators) number = with_separators(number);
    if (options_.full_width && random_.chance(0.7)) number = in_full_width(number);
    report_.entries.push_back({field, value, "", number + unit, number});
  }

  void add_with_remark(const std::string& field, std::int64_t value) {
    const std::string part = std::to_string(random_.between(1, static_cast<int>(value)));
    const std::string remark = random_.chance(0.5) ? "（其中修订" + part + "件）" : "（含联合发文" + part + "件）";
    report_.findings.push_back("cell_note:" + field);
    report_.entries.push_back({field, std::to_string(value), "", std::to_string(value) + remark, std::to_string(value)});
  }

  Report& report_;
  const ContentOptions& options_;
  Random random_;
  std::set<std::string> used_;
};

}  // namespace

void print_entries(Report& report, const Counts& counts, const ContentOptions& options, Random random) {
  Printer printer(report, options, random);
  printer.note_unused_columns(counts);
  for (const FormBlock& block : disclosure_blocks(report.disclosure_form)) {
    for (const FormRow& row : block.rows) {
      if (report.omitted_rows.count("disclosure." + row.id) > 0) continue;
      for (const FormColumn& column : block.columns) {
        const std::string field = "disclosure." + row.id + "." + column.id;
        if (column.decimals) printer.amount(field);
        else printer.disclosure_count(field, column);
      }
    }
  }
  for (const FormRow& row : request_rows(report.other_in_three)) {
    if (report.omitted_rows.count("requests." + row.id) > 0) continue;
    for (const FormColumn& column : request_columns()) {
      const std::string field = "requests." + row.id + "." + column.id;
      printer.count(field, counts.at(field));
    }
  }
  for (const std::string& table : review_tables()) {
    for (const FormColumn& column : review_columns()) {
      const std::string field = table + "." + column.id;
      printer.count(field, counts.at(field));
    }
  }
}

}  // namespace nianbao::corpus
