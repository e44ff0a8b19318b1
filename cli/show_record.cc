#include "cli/show_record.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cli/display_text.h"
#include "cli/show_table.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kLabelWidth = 44, kNarrowestLabel = 24, kNarrowestNumber = 6, kHeaderWidth = 8;

struct Style {
  bool color = false;
  std::string paint(std::string_view code, const std::string& text) const {
    return color && !text.empty() ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
  }
};

constexpr std::string_view kBold = "1", kDim = "2", kRed = "1;31", kYellow = "1;33", kCyan = "36";

std::string_view mark_text(CellMark mark) {
  switch (mark) {
    case CellMark::error: return "!";
    case CellMark::doubtful: return "?";
    case CellMark::repaired: return "~";
    case CellMark::warning: return "*";
    case CellMark::none: return " ";
  }
  return " ";
}

std::string_view mark_color(CellMark mark) {
  switch (mark) {
    case CellMark::error: return kRed;
    case CellMark::doubtful: return kYellow;
    case CellMark::repaired:
    case CellMark::warning: return kCyan;
    case CellMark::none: return "0";
  }
  return "0";
}

/// Draws tables; keeps what it used, for the legend.
class TablePainter {
 public:
  explicit TablePainter(const ShowOptions& options) : width_(options.columns), style_{options.color} {}

  std::string paint(const ShownTable& table) {
    std::string title = table.title;
    if (table.instance > 1) title += "（第" + std::to_string(table.instance) + "次出现）";
    out_ = "\n" + style_.paint(kBold, title) + "\n";
    if (table.absent) out_ += "  （报告中没有这张表）\n";
    for (const ShownBlock& block : table.blocks) paint_block(block);
    return std::move(out_);
  }

  std::string legend() const {
    static const std::pair<std::string_view, std::string_view> kWords[] = {
        {"!", "数字对不上"}, {"?", "读数存疑"},   {"~", "按合计还原"}, {"*", "有提示"},
        {"空", "空白格"},    {"缺", "报告未列"}, {"未定", "有多种读法"}, {"难辨", "不是可识别的数字"}};
    std::string out;
    for (const auto& [sign, meaning] : kWords)
      if (used_.count(std::string(sign))) out += (out.empty() ? "" : "   ") + std::string(sign) + " " + std::string(meaning);
    return out.empty() ? out : "\n" + style_.paint(kDim, "图例  " + out) + "\n";
  }

 private:
  void paint_block(const ShownBlock& block) {
    const std::vector<int> widths = number_widths(block);
    int numbers = 0;
    for (int width : widths) numbers += width;
    const int label_width = std::clamp(width_ - numbers, kNarrowestLabel, kLabelWidth);
    paint_header(block, widths, label_width);
    for (const ShownRow& row : block.rows) paint_row(row, widths, label_width);
  }

  /// Columns with one space before them and one for the mark after.
  static std::vector<int> number_widths(const ShownBlock& block) {
    std::vector<int> out;
    for (std::size_t column = 0; column < block.columns.size(); ++column) {
      const int header = display_width(block.columns[column]);
      int width = std::max(kNarrowestNumber, block.columns.size() > 5 ? std::min(header, kHeaderWidth) - 2 : std::min(header, 16));
      for (const ShownRow& row : block.rows)
        if (column < row.cells.size()) width = std::max(width, display_width(row.cells[column].text));
      out.push_back(width + 2);
    }
    return out;
  }

  void paint_header(const ShownBlock& block, const std::vector<int>& widths, int label_width) {
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 1;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      // A header may take the place of the mark, which stands under its end.
      columns.push_back(wrap_text(block.columns[i], widths[i] - 1));
      height = std::max(height, columns.back().size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      std::string text = padded_right(line == 0 ? block.heading : "", label_width);
      for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::size_t blank = height - columns[i].size();
        text += padded_left(line < blank ? "" : columns[i][line - blank], widths[i] - 1) + " ";
      }
      text.erase(text.find_last_not_of(' ') + 1);
      out_ += style_.paint(kDim, text) + "\n";
    }
  }

  void paint_row(const ShownRow& row, const std::vector<int>& widths, int label_width) {
    const std::string indent(static_cast<std::size_t>(row.indent), ' ');
    const auto lines = wrap_text(row.label, label_width - row.indent - 2);
    for (std::size_t line = 0; line < lines.size(); ++line) {
      std::string text = indent + (line == 0 ? "" : "  ") + lines[line];
      // The numbers stand beside the label's last line.
      if (line + 1 == lines.size() && !row.cells.empty()) {
        text = padded_right(text, label_width);
        for (std::size_t i = 0; i < row.cells.size(); ++i) text += painted_cell(row.cells[i], widths[i]);
      }
      out_ += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
    }
  }

  std::string painted_cell(const ShownCell& cell, int width) {
    const std::string mark(mark_text(cell.mark));
    if (cell.mark != CellMark::none) used_.insert(mark);
    if (!cell.text.empty() && static_cast<unsigned char>(cell.text.front()) >= 0x80) used_.insert(cell.text);
    const std::string text = cell.text + mark;
    const std::string gap = padded_left("", width - display_width(text));
    if (cell.mark != CellMark::none) return gap + style_.paint(mark_color(cell.mark), text);
    const bool faint = cell.zero || (!cell.text.empty() && static_cast<unsigned char>(cell.text.front()) >= 0x80);
    return gap + (faint ? style_.paint(kDim, cell.text) + " " : text);
  }

  int width_;
  Style style_;
  std::string out_;
  std::set<std::string> used_;
};

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

std::string heading(const Record& record, const std::vector<Form>& forms, const ShowOptions& options) {
  const ReportInfo& report = record.report;
  const Style style{options.color};
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
  add_fact(out, "文件", file_zh(record.document), options);
  return out;
}

struct SeverityWords {
  Severity severity;
  std::string_view mark, name, color;
};
constexpr std::array<SeverityWords, 3> kSeverities{{{Severity::error, "!", "数字对不上", kRed},
                                                    {Severity::warning, "*", "提示", kCyan},
                                                    {Severity::note, "-", "说明", kDim}}};

std::string attribution_zh(Attribution attribution) {
  switch (attribution) {
    case Attribution::publisher: return "原文如此";
    case Attribution::reader: return "本程序存疑";
    case Attribution::undecided: return "原文或读数有误，未定";
  }
  return {};
}

void add_finding(std::string& out, const Finding& finding, const SeverityWords& words, const ShowOptions& options) {
  const std::string message = finding.message_zh.empty() ? finding.message : finding.message_zh;
  std::string about = finding.id;
  if (const std::string place = place_zh(finding.source); !place.empty()) about = place + "  " + about;
  about += "  " + attribution_zh(finding.attribution);
  const Style style{options.color};
  const auto lines = wrap_text(plain_for_terminal(message.empty() ? finding.rule : message), options.columns - 4);
  for (std::size_t i = 0; i < lines.size(); ++i)
    out += (i == 0 ? " " + style.paint(words.color, std::string(words.mark)) + "  " : "    ") + lines[i] + "\n";
  for (const std::string& line : wrap_text(plain_for_terminal(about), options.columns - 4))
    out += "    " + style.paint(kDim, line) + "\n";
}

std::string findings_text(const Record& record, const ShowOptions& options) {
  const Style style{options.color};
  std::string out;
  for (const SeverityWords& words : kSeverities) {
    const auto count = std::count_if(record.findings.begin(), record.findings.end(),
                                     [&](const Finding& finding) { return finding.severity == words.severity; });
    if (count == 0) continue;
    out += "\n" + style.paint(kBold, std::string(words.name) + " " + std::to_string(count) + " 处") + "\n";
    for (const Finding& finding : record.findings)
      if (finding.severity == words.severity) add_finding(out, finding, words, options);
  }
  return out;
}

}  // namespace

std::string show_record(const Record& record, const std::vector<Form>& forms, const ShowOptions& options) {
  std::string out = heading(record, forms, options);
  TablePainter painter(options);
  for (const ShownTable& table : tables_of(record, forms)) out += painter.paint(table);
  out += painter.legend();
  out += findings_text(record, options);
  if (record.findings.empty() && !record.values.empty()) out += "\n各项数字相符，没有发现问题。\n";
  return out;
}

}  // namespace nianbao
