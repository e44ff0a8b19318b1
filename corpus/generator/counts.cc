#include <algorithm>

#include "corpus/generator/numbers.h"

namespace nianbao::corpus {

namespace {

std::string request(const std::string& row, const std::string& column) { return "requests." + row + "." + column; }

int most_received(ContentOptions::Scale scale) {
  switch (scale) {
    case ContentOptions::Scale::zero: return 0;
    case ContentOptions::Scale::small: return 6;
    case ContentOptions::Scale::medium: return 400;
    case ContentOptions::Scale::large: return 40000;
  }
  return 0;
}

/// Shares `count` among the rows of processing: a few of them get most.
void share_out(Counts& counts, const std::vector<FormRow>& rows, const std::string& column, std::int64_t count,
               Random& random) {
  std::vector<std::string> parts;
  for (const FormRow& row : rows) {
    if (!row.outer.empty() && row.id != "total_processed") parts.push_back(row.id);
  }
  for (const std::string& part : parts) counts[request(part, column)] = 0;
  while (count > 0) {
    const std::int64_t piece = count <= 3 ? 1 : random.between(1, static_cast<int>(count));
    counts[request(random.pick(parts), column)] += piece;
    count -= piece;
  }
}

void fill_column(Counts& counts, const std::vector<FormRow>& rows, const std::string& column, int most, Random& random) {
  const std::int64_t received = random.between(0, most);
  const std::int64_t carried_in = random.chance(0.5) ? random.between(0, most / 8) : 0;
  const std::int64_t carried_out =
      random.chance(0.5) ? std::min<std::int64_t>(random.between(0, most / 8), received + carried_in) : 0;
  counts[request("received", column)] = received;
  counts[request("carried_in", column)] = carried_in;
  counts[request("carried_out", column)] = carried_out;
  counts[request("total_processed", column)] = received + carried_in - carried_out;
  share_out(counts, rows, column, received + carried_in - carried_out, random);
}

void fill_totals(Counts& counts, const std::vector<FormRow>& rows) {
  for (const FormRow& row : rows) {
    std::int64_t total = 0;
    for (const FormColumn& column : request_columns()) {
      if (column.id != "total") total += counts[request(row.id, column.id)];
    }
    counts[request(row.id, "total")] = total;
  }
}

void fill_reviews(Counts& counts, int most, Random& random) {
  for (const std::string& table : review_tables()) {
    std::int64_t total = 0;
    for (const FormColumn& column : review_columns()) {
      if (column.id == "total") continue;
      const std::int64_t count = random.chance(0.4) ? random.between(0, most / 6 + (most > 0 ? 1 : 0)) : 0;
      counts[table + "." + column.id] = count;
      total += count;
    }
    counts[table + ".total"] = total;
  }
}

/// A total row of zeros over parts that are not zero.
void zero_total_row(Counts& counts, Random& random) {
  const std::vector<FormColumn>& columns = request_columns();
  counts[request("granted", "natural_person")] += random.between(1, 4);
  counts[request("granted", "total")] += random.between(1, 4);
  for (const FormColumn& column : columns) counts[request("total_processed", column.id)] = 0;
}

}  // namespace

Counts consistent_counts(const ContentOptions& options, Random random) {
  Counts counts;
  const std::vector<FormRow> rows = request_rows(options.other_in_three);
  const int most = most_received(options.scale);
  for (const FormColumn& column : request_columns()) {
    if (column.id == "total") continue;
    const bool used = column.id == "natural_person" || random.chance(0.3);
    fill_column(counts, rows, column.id, used ? (column.id == "natural_person" ? most : most / 10) : 0, random);
  }
  fill_totals(counts, rows);
  fill_reviews(counts, most, random);
  return counts;
}

void spoil_sums(Counts& counts, const ContentOptions& options, Random random) {
  const std::vector<FormRow> rows = request_rows(options.other_in_three);
  for (int i = 0; i < options.wrong_sums; ++i) {
    switch (random.between(0, 4)) {
      case 0: zero_total_row(counts, random); break;
      case 1: counts[random.pick(review_tables()) + ".total"] += random.between(1, 3); break;
      case 2: counts[request(random.pick(rows).id, "total")] += random.between(1, 9); break;
      case 3: counts[request(random.pick(rows).id, random.pick(request_columns()).id)] += 1; break;
      default: counts[request("carried_out", "natural_person")] += random.between(1, 20); break;
    }
  }
}

}  // namespace nianbao::corpus
