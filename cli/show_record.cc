#include "cli/show_record.h"

#include <algorithm>
#include <array>
#include <map>

#include "cli/display_text.h"
#include "cli/show_table.h"
#include "cli/table_painter.h"

namespace nianbao {
namespace {

std::string status_zh(const Record& record) {
  switch (record.status) {
    case RecordStatus::complete: return "表格齐全";
    case RecordStatus::partial: return "表格不全";
    case RecordStatus::narrative: return "只有文字，没有表格";
    case RecordStatus::not_a_report: return "不是年度报告";
    case RecordStatus::failed: return "未能读取";
  }
  return {};
}

std::string origin_zh(std::string_view origin) {
  static const std::map<std::string_view, std::string_view> kNames{
      {"title", "标题"},   {"body", "正文"},          {"meta", "网页元数据"}, {"header", "文件头"},
      {"signature", "落款"}, {"file_name", "文件名"}, {"manifest", "清单"}};
  const auto at = kNames.find(origin);
  return std::string(at == kNames.end() ? origin : at->second);
}

std::string place_zh(const Source& source) {
  if (source.page > 0) return "第" + std::to_string(source.page) + "页";
  if (source.line > 0) return "第" + std::to_string(source.line) + "行";
  return plain_for_terminal(source.path);
}

/// `（标题，第1页）`: what a fact rests on; empty where nothing is known.
std::string ground_zh(const Record& record, std::string_view key) {
  for (const Evidence& evidence : record.evidence) {
    if (evidence.key != key || !evidence.chosen) continue;
    const std::string place = place_zh(evidence.source);
    return "（" + origin_zh(evidence.origin) + (place.empty() ? "" : "，" + place) + "）";
  }
  return {};
}

void add_fact(std::string& out, std::string_view name, const std::string& value, const ShowOptions& options) {
  if (value.empty()) return;
  const int indent = 10;
  const auto lines = wrap_text(plain_for_terminal(value), options.columns - indent);
  for (std::size_t i = 0; i < lines.size(); ++i)
    out += padded_right(i == 0 ? name : "", indent) + lines[i] + "\n";
}

std::string form_zh(const Record& record, const std::vector<Form>& forms) {
  if (record.report.form.empty()) return {};
  const Form* form = find_form(forms, record.report.form);
  return record.report.form + (form ? "  " + form->name_zh : "");
}

std::string file_zh(const DocumentInfo& document) {
  std::string out = document.source;
  if (document.pages) out += "，" + std::to_string(*document.pages) + "页";
  out += "，" + std::to_string(document.bytes) + "字节";
  if (document.method) out += "，" + std::string(to_string(*document.method));
  return out;
}

struct SeverityWords {
  Severity severity;
  std::string_view mark, name, color;
};
constexpr std::array<SeverityWords, 3> kSeverities{{{Severity::error, "!", "数字不符", kRed},
                                                    {Severity::warning, "*", "提示", kCyan},
                                                    {Severity::note, "-", "说明", kDim}}};

std::ptrdiff_t count_of(const Record& record, Severity severity) {
  return std::count_if(record.findings.begin(), record.findings.end(),
                       [&](const Finding& finding) { return finding.severity == severity; });
}

/// The verdict in a line: what a reader wants to know before the tables.
std::string verdict_zh(const Record& record) {
  if (record.values.empty()) return {};
  std::string out = count_of(record, Severity::error) == 0 ? "能核对的数字都相符" : "";
  for (const SeverityWords& words : kSeverities)
    if (const auto count = count_of(record, words.severity); count > 0)
      out += (out.empty() ? "" : "，") + std::string(words.name) + std::to_string(count) + "处";
  const auto unsure = std::count_if(record.values.begin(), record.values.end(), [](const Value& value) {
    return value.status == ValueStatus::doubtful || value.status == ValueStatus::unreadable;
  });
  return unsure == 0 ? out : out + "，读数存疑" + std::to_string(unsure) + "格";
}

std::string heading(const Record& record, const std::vector<Form>& forms, const ShowOptions& options) {
  const ReportInfo& report = record.report;
  const TerminalStyle style{options.color};
  std::string out;
  const std::string title = report.title.empty() ? record.document.source : report.title;
  for (const std::string& line : wrap_text(plain_for_terminal(title), options.columns))
    out += style.paint(kBold, line) + "\n";
  out += "\n";
  const bool is_report = record.status != RecordStatus::failed && record.status != RecordStatus::not_a_report;
  if (is_report || !report.unit.empty())
    add_fact(out, "单位", report.unit.empty() ? "不明" : report.unit + ground_zh(record, "unit"), options);
  if (is_report || report.year)
    add_fact(out, "年度", report.year ? std::to_string(*report.year) + ground_zh(record, "year") : "不明", options);
  if (report.period) add_fact(out, "统计期限", (*report.period)[0] + " 至 " + (*report.period)[1], options);
  add_fact(out, "发布日期", report.published, options);
  add_fact(out, "落款日期", report.signed_on, options);
  if (report.scope == "aggregate") add_fact(out, "范围", "汇总下属单位数据", options);
  if (report.scope == "own") add_fact(out, "范围", "本机关数据", options);
  add_fact(out, "格式", form_zh(record, forms), options);
  add_fact(out, "状态", status_zh(record) + (record.kind.empty() ? "" : "（" + record.kind + "）"), options);
  if (record.error)
    add_fact(out, "原因", std::string(to_string(record.error->code)) + ": " + record.error->message, options);
  add_fact(out, "核对", verdict_zh(record), options);
  add_fact(out, "文件", file_zh(record.document), options);
  return out;
}

std::string attribution_zh(Attribution attribution) {
  switch (attribution) {
    case Attribution::publisher: return "原文如此";
    case Attribution::reader: return "本程序存疑";
    case Attribution::undecided: return "原文或读数有误，未定";
  }
  return {};
}

void add_finding(std::string& out, const Finding& finding, std::size_t times, const SeverityWords& words,
                 const ShowOptions& options) {
  const std::string message = finding.message_zh.empty() ? finding.message : finding.message_zh;
  std::string about = finding.id;
  if (times > 1) about += "等" + std::to_string(times) + "处";
  if (const std::string place = place_zh(finding.source); !place.empty()) about = place + "  " + about;
  about += "  " + attribution_zh(finding.attribution);
  const TerminalStyle style{options.color};
  const auto lines = wrap_text(plain_for_terminal(message.empty() ? finding.rule : message), options.columns - 4);
  for (std::size_t i = 0; i < lines.size(); ++i)
    out += (i == 0 ? " " + style.paint(words.color, std::string(words.mark)) + "  " : "    ") + lines[i] + "\n";
  for (const std::string& line : wrap_text(plain_for_terminal(about), options.columns - 4))
    out += "    " + style.paint(kDim, line) + "\n";
}

/// How many findings from `first` on say the same about neighbouring cells: they are told once.
std::size_t run_of_same(const std::vector<Finding>& findings, std::size_t first) {
  std::size_t end = first + 1;
  while (end < findings.size() && findings[end].rule == findings[first].rule &&
         findings[end].message_zh == findings[first].message_zh && findings[end].message == findings[first].message)
    ++end;
  return end - first;
}

std::string findings_text(const Record& record, const ShowOptions& options) {
  const TerminalStyle style{options.color};
  std::string out;
  for (const SeverityWords& words : kSeverities) {
    const auto count = count_of(record, words.severity);
    if (count == 0) continue;
    out += "\n" + style.paint(kBold, std::string(words.name) + " " + std::to_string(count) + " 处") + "\n";
    for (std::size_t i = 0, times = 1; i < record.findings.size(); i += times) {
      times = run_of_same(record.findings, i);
      if (record.findings[i].severity == words.severity) add_finding(out, record.findings[i], times, words, options);
    }
  }
  return out;
}

}  // namespace

std::string show_record(const Record& record, const std::vector<Form>& forms, const ShowOptions& options) {
  std::string out = heading(record, forms, options);
  TablePainter painter(options.columns, options.color);
  for (const ShownTable& table : tables_of(record, forms)) out += painter.paint(table);
  out += painter.legend();
  out += findings_text(record, options);
  return out;
}

}  // namespace nianbao
