#include "cli/diff_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "cli/display_text.h"
#include "cli/terminal_style.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kNarrowestSide = 10, kWidestSide = 28;

std::string fact_zh(std::string_view fact) {
  static const std::map<std::string_view, std::string_view> kNames{
      {"status", "状态"}, {"form", "格式"},      {"unit", "单位"},   {"year", "年度"}, {"title", "标题"},
      {"period", "统计期限"}, {"published", "发布日期"}, {"signed", "落款日期"}, {"scope", "范围"}};
  const auto at = kNames.find(fact);
  return std::string(at == kNames.end() ? fact : at->second);
}

std::string cell_text(const std::optional<ComparedCell>& cell) {
  if (!cell) return "无此项";
  const std::string number = cell->value ? cell->value->to_string() : "";
  switch (cell->status) {
    case ValueStatus::read: return number;
    case ValueStatus::repaired: return number + "（已修复）";
    case ValueStatus::reviewed: return number.empty() ? "人工核定为无数" : number + "（人工核定）";
    case ValueStatus::doubtful: return number.empty() ? "存疑" : number + "（存疑）";
    case ValueStatus::unreadable: return "难辨";
    case ValueStatus::blank: return "空";
    case ValueStatus::dash: return "划线或“无”";
    case ValueStatus::missing: return "缺";
  }
  return {};
}

std::string field_label(const CellDifference& cell, const std::vector<Form>& forms) {
  for (const Form& form : forms)
    if (const auto at = find_field(form, cell.field)) {
      std::string label = form.fields[static_cast<std::size_t>(*at)].label;
      return cell.instance > 1 ? label + "（第" + std::to_string(cell.instance) + "次出现）" : label;
    }
  return cell.field;
}

std::string report_name(const ComparedReport& report) {
  std::string out = report.unit.empty() ? "单位不明" : report.unit;
  out += report.year ? " " + std::to_string(*report.year) : " 年度不明";
  return plain_for_terminal(out + "  " + report.source);
}

/// Lines of a name and what the two sides say of it.
struct Row {
  std::string name, a, b;
};

class DiffPainter {
 public:
  DiffPainter(const DiffTextOptions& options) : options_(options), style_{options.color} {}

  void line(const std::string& text) { out_ += text + "\n"; }
  void heading(const std::string& text) { out_ += "\n" + style_.paint(kBold, text) + "\n"; }

  void rows(const std::vector<Row>& rows) {
    int side = kNarrowestSide;
    for (const Row& row : rows) side = std::max({side, std::min(kWidestSide, display_width(row.a)), std::min(kWidestSide, display_width(row.b))});
    const int name = std::max(20, options_.columns - 2 * side - 6);
    add_row({"", "A", "B"}, name, side, kDim);
    for (const Row& row : rows) add_row(row, name, side, {});
  }

  std::string take() { return std::move(out_); }

 private:
  void add_row(const Row& row, int name, int side, std::string_view color) {
    const auto names = wrap_text(plain_for_terminal(row.name), name), as = wrap_text(plain_for_terminal(row.a), side),
               bs = wrap_text(plain_for_terminal(row.b), side);
    const auto part = [](const std::vector<std::string>& lines, std::size_t i) { return i < lines.size() ? lines[i] : std::string(); };
    for (std::size_t i = 0; i < std::max({names.size(), as.size(), bs.size()}); ++i) {
      std::string text = "  " + padded_right(part(names, i), name) + "  " + padded_right(part(as, i), side) + "  " + part(bs, i);
      text.erase(text.find_last_not_of(' ') + 1);
      line(style_.paint(color, text));
    }
  }

  const DiffTextOptions& options_;
  TerminalStyle style_;
  std::string out_;
};

std::string number(std::int64_t n) { return std::to_string(n); }

std::string verdict(const RecordDifferences& all) {
  std::int64_t cells = 0;
  for (const ReportDifference& one : all.differing) cells += static_cast<std::int64_t>(one.cells.size());
  const bool single = all.reports_a == 1 && all.reports_b == 1;
  if (all.same()) return single ? "相同：" + number(all.same_cells) + "格数据一致" : "相同：" + number(all.same_reports) + "份报告，" + number(all.same_cells) + "格数据一致";
  std::string out = single ? "" : number(all.same_reports) + "份报告相同，" + number(static_cast<std::int64_t>(all.differing.size())) + "份不同；";
  return out + number(all.same_cells) + "格数据一致，" + number(cells) + "格不同";
}

void add_only(std::string_view side, const std::vector<ComparedReport>& reports, DiffPainter& out) {
  if (reports.empty()) return;
  out.heading("只在" + std::string(side) + "中：" + number(static_cast<std::int64_t>(reports.size())) + "份");
  for (const ComparedReport& report : reports) out.line("  " + report_name(report));
}

void add_report(const ReportDifference& one, const std::vector<Form>& forms, DiffPainter& out) {
  out.heading(report_name(one.a));
  if (one.b.source != one.a.source) out.line("B: " + report_name(one.b));
  std::vector<Row> rows;
  const auto said = [](const std::string& text) { return text.empty() ? std::string("未写明") : text; };
  for (const FactDifference& fact : one.facts) rows.push_back({fact_zh(fact.fact), said(fact.a), said(fact.b)});
  for (const CellDifference& cell : one.cells) rows.push_back({field_label(cell, forms), cell_text(cell.a), cell_text(cell.b)});
  out.rows(rows);
}

}  // namespace

std::string diff_text(const RecordDifferences& differences, const std::vector<Form>& forms, const DiffTextOptions& options) {
  DiffPainter out(options);
  out.line("A  " + plain_for_terminal(options.name_a) + "：" + number(differences.reports_a) + "份报告");
  out.line("B  " + plain_for_terminal(options.name_b) + "：" + number(differences.reports_b) + "份报告");
  out.line(verdict(differences));
  add_only("A", differences.only_a, out);
  add_only("B", differences.only_b, out);
  for (const ReportDifference& one : differences.differing) add_report(one, forms, out);
  return out.take();
}

}  // namespace nianbao
