#include "table_texts.h"

#include <algorithm>
#include <stdexcept>

#include "model/unicode.h"
#include "normalize/form_loader.h"
#include "normalize/normalize.h"

namespace nianbao::test {
namespace {

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> out(1);
  for (char c : text) {
    if (c == mark) out.emplace_back();
    else out.back() += c;
  }
  return out;
}

std::string trimmed(const std::string& text) {
  std::size_t a = text.find_first_not_of(' '), b = text.find_last_not_of(' ');
  std::string out = a == std::string::npos ? "" : text.substr(a, b - a + 1);
  for (std::size_t at; (at = out.find("\\n")) != std::string::npos;) out.replace(at, 2, "\n");
  return out;
}

}  // namespace

Grid grid_of(std::string_view text, GridKind kind) {
  Grid out;
  out.kind = kind;
  std::vector<std::vector<int>> owner;
  for (const std::string& line : split(text, '\n')) {
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    owner.emplace_back();
    int row = out.rows++, col = 0;
    for (const std::string& part : split(line, '|')) {
      std::string cell = trimmed(part);
      if (cell == "<") {
        Cell& left = out.cells[owner[row][col - 1]];
        left.col_span = std::max(left.col_span, col - left.col + 1);
        owner[row].push_back(owner[row][col - 1]);
      } else if (cell == "^") {
        Cell& above = out.cells[owner[row - 1][col]];
        above.row_span = row - above.row + 1;
        owner[row].push_back(owner[row - 1][col]);
      } else if (cell == ".") {
        owner[row].push_back(-1);
      } else {
        Source source;
        source.page = 1;
        source.bbox = Box{col * 50.0, row * 20.0, col * 50.0 + 50, row * 20.0 + 20};
        out.cells.push_back({row, col, 1, 1, cell, source});
        owner[row].push_back(static_cast<int>(out.cells.size()) - 1);
      }
      out.cols = std::max(out.cols, ++col);
    }
  }
  return out;
}

Paragraph paragraph_of(std::string text, int line, int heading_level) {
  Paragraph out;
  int length = static_cast<int>(code_point_count(text));
  out.text = std::move(text);
  out.heading = {heading_level, heading_level > 0 ? 1 : 0};
  Source source;
  source.line = line;
  source.span = ColumnSpan{1, length};
  out.pieces.push_back({0, length, source, {}});
  return out;
}

Record record_of(const std::vector<Block>& blocks, std::string assume_form) {
  static const PreparedForms forms(builtin_forms());
  Document document;
  Layout layout;
  layout.blocks = blocks;
  std::vector<Record> records = normalize(document, layout, forms, {std::move(assume_form)});
  if (records.size() != 1) throw std::runtime_error("not one record");
  return records.front();
}

const Value& value_of(const Record& record, std::string_view field, int instance) {
  for (const Value& value : record.values)
    if (value.field == field && value.instance == instance) return value;
  throw std::runtime_error("no value of " + std::string(field));
}

bool has_finding(const Record& record, std::string_view id) {
  return std::any_of(record.findings.begin(), record.findings.end(), [&](const Finding& f) { return f.id == id; });
}

Grid disclosure_2021(const std::vector<std::string>& n) {
  return grid_of("第二十条第（一）项 | < | < | <\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | " + n[0] + " | " + n[1] + " | " +
                 n[2] + "\n行政规范性文件 | " + n[3] + " | " + n[4] + " | " + n[5] +
                 "\n第二十条第（五）项 | < | < | <\n信息内容 | 本年处理决定数量 | < | <\n行政许可 | " + n[6] +
                 " | < | <\n第二十条第（六）项 | < | < | <\n信息内容 | 本年处理决定数量 | < | <\n行政处罚 | " + n[7] + " | < | <\n行政强制 | " + n[8] +
                 " | < | <\n第二十条第（八）项 | < | < | <\n信息内容 | 本年收费金额（单位：万元） | < | <\n行政事业性收费 | " + n[9] + " | < | <");
}

Grid requests_2021(const std::vector<std::pair<std::string, std::string>>& rows) {
  static const std::vector<std::pair<std::string, std::string>> kRows{
      {"一、本年新收政府信息公开申请数量 | < | <", ""},
      {"二、上年结转政府信息公开申请数量 | < | <", ""},
      {"三、本年度办理结果 | （一）予以公开 | <", ""},
      {"^ | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | <", ""},
      {"^ | （三）不予公开 | 1.属于国家秘密", ""},
      {"^ | ^ | 2.其他法律行政法规禁止公开", ""},
      {"^ | ^ | 3.危及“三安全一稳定”", ""},
      {"^ | ^ | 4.保护第三方合法权益", ""},
      {"^ | ^ | 5.属于三类内部事务信息", ""},
      {"^ | ^ | 6.属于四类过程性信息", ""},
      {"^ | ^ | 7.属于行政执法案卷", ""},
      {"^ | ^ | 8.属于行政查询事项", ""},
      {"^ | （四）无法提供 | 1.本机关不掌握相关政府信息", ""},
      {"^ | ^ | 2.没有现成信息需要另行制作", ""},
      {"^ | ^ | 3.补正后申请内容仍不明确", ""},
      {"^ | （五）不予处理 | 1.信访举报投诉类申请", ""},
      {"^ | ^ | 2.重复申请", ""},
      {"^ | ^ | 3.要求提供公开出版物", ""},
      {"^ | ^ | 4.无正当理由大量反复申请", ""},
      {"^ | ^ | 5.要求行政机关确认或重新出具已获取信息", ""},
      {"^ | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", ""},
      {"^ | ^ | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", ""},
      {"^ | ^ | 3.其他", ""},
      {"^ | （七）总计 | <", ""},
      {"四、结转下年度继续办理 | < | <", ""}};
  std::string text =
      "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | < | < | 申请人情况 | < | < | < | < | < | <\n"
      "^ | ^ | ^ | 自然人 | 法人或其他组织 | < | < | < | < | 总计\n"
      "^ | ^ | ^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^\n";
  for (const auto& [label, unused] : kRows) {
    std::string cells = "0 | 0 | 0 | 0 | 0 | 0 | 0", shown = label;
    for (const auto& [wanted, replacement] : rows) {
      if (label.find(wanted) == std::string::npos) continue;
      std::size_t arrow = replacement.find("=>");
      if (arrow == std::string::npos) {
        cells = replacement;
      } else {
        shown.replace(label.find(wanted), wanted.size(), replacement.substr(0, arrow));
        cells = replacement.substr(arrow + 2);
      }
    }
    text += shown + " | " + cells + "\n";
  }
  return grid_of(text);
}

Grid reviews(const std::vector<std::string>& n) {
  std::string text = "行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <\n"
                     "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <\n"
                     "^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n";
  for (std::size_t i = 0; i < n.size(); ++i) text += (i ? " | " : "") + n[i];
  return grid_of(text);
}

}  // namespace nianbao::test
