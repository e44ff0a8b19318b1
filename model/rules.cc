#include <algorithm>
#include <cassert>

#include "model/finding.h"

namespace nianbao {
namespace {

using enum Severity;
using enum Attribution;

constexpr std::string_view kForm2021 = "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》";
constexpr std::string_view kLawArticle50 = "《政府信息公开条例》第五十条";
constexpr std::string_view kOwn = "—";

}  // namespace

const std::vector<Rule>& all_rules() {
  static const std::vector<Rule> rules{
      {"requests.balance", "收办平衡", "column", error, publisher,
       "per column: received + carried_in = total_processed + carried_out",
       "每一列：本年新收与上年结转之和，等于办理结果总计与结转下年度之和", kForm2021},
      {"requests.processed_sum", "办理结果合计", "column", error, publisher,
       "per column: total_processed = the sum of all rows from granted to other_handling",
       "每一列：（七）总计等于（一）至（六）各行之和", kForm2021},
      {"requests.row_total", "申请人合计", "row", error, publisher,
       "per row: total = the sum of the six columns before it", "每一行：总计等于前六列之和", kForm2021},
      {"review.total", "行政复议合计", "", error, publisher, "total = upheld + corrected + other + pending",
       "行政复议：总计等于结果维持、结果纠正、其他结果、尚未审结之和", kForm2021},
      {"litigation_direct.total", "直接起诉合计", "", error, publisher, "total = upheld + corrected + other + pending",
       "未经复议直接起诉：总计等于四项之和", kForm2021},
      {"litigation_after_review.total", "复议后起诉合计", "", error, publisher,
       "total = upheld + corrected + other + pending", "复议后起诉：总计等于四项之和", kForm2021},
      {"relation_open", "勾稽关系待定", "rule/column or row", note, publisher,
       "blank cells leave a relation open: it could hold, it cannot be checked",
       "空白单元格使勾稽关系无法核对：可能成立，不能确认", kForm2021},
      {"value_range", "数值超出范围", "field", warning, undecided,
       "a number is negative or has a fraction where the form counts whole things",
       "应为非负整数的件数出现负数或小数", kForm2021},
      {"missing_table", "缺表", "table", warning, publisher, "a table of the form is not there", "报告中没有规定的表格",
       kLawArticle50},
      {"missing_row", "缺行（列）", "table.row", warning, publisher, "a row (or column) of a table is not there",
       "表中没有规定的行或列", kForm2021},
      {"repeated_table", "重复表格", "table", note, publisher, "the same table stands there twice or more",
       "同一表格出现多次", kOwn},
      {"mixed_form", "混用格式", "table", note, publisher,
       "a table follows another form than the table of requests", "一张表与申请办理表不是同一版格式", kForm2021},
      {"form_by_year", "按年份定格式", "", note, reader, "nothing but the year decided the form",
       "格式版本仅由年份判定", kOwn},
      {"label_near", "标签有误", "table.row or table.column", warning, publisher,
       "a label is misprinted and was mapped by nearness and neighbours", "标签与规定格式不一致，按近似和上下文对应",
       kForm2021},
      {"label_by_order", "按次序对应", "table.row", warning, reader,
       "a label could not be read and was mapped by the order of rows", "标签无法识别，按行列次序对应", kOwn},
      {"label_unmapped", "未能对应", "", warning, reader,
       "a row or column fits nothing in the form; its cells are in `cells`", "一行或一列与规定格式均不对应，内容列在cells中",
       kOwn},
      {"undecided_split", "连写数字未定", "table.row", warning, reader,
       "run-together digits have several readings; they are in `readings`", "数字连写，有多种读法，列在readings中", kOwn},
      {"cell_note", "单元格附注", "field", note, publisher, "a cell holds a number and a remark (22（其中修订16件）)",
       "单元格中除数字外另有说明", kOwn},
      {"unit_converted", "单位换算", "field", note, publisher, "a number stands in another unit than the form's",
       "数字所用单位与规定单位不同，已换算", kForm2021},
      {"number_unreadable", "数字无法识别", "field", warning, reader,
       "a cell holds something that is not a number to us", "单元格内容不是可识别的数字", kOwn},
      {"year_unknown", "年份不明", "", warning, publisher, "nothing states the year", "没有任何地方写明年份", kLawArticle50},
      {"year_conflict", "年份不一致", "", warning, publisher, "sources state different years", "各处写明的年份不一致",
       kLawArticle50},
      {"unit_unknown", "单位不明", "", warning, publisher, "nothing states the unit", "没有任何地方写明单位名称",
       kLawArticle50},
      {"unit_conflict", "单位不一致", "", warning, publisher, "sources state different units", "各处写明的单位名称不一致",
       kLawArticle50},
      {"file_damaged", "文件损坏", "", warning, publisher, "the file is damaged; what could be rebuilt was read",
       "文件已损坏，仅读出可恢复部分", kOwn},
      {"encoding_doubt", "编码存疑", "", warning, reader, "the text's encoding is not sure", "文本编码不能确定", kOwn},
      {"encoding_repaired", "编码已还原", "", note, reader, "text that was decoded wrongly before was set right",
       "此前被错误解码的文字已还原", kOwn},
      {"manifest_conflict", "与采集清单不一致", "unit, year, published, url …", warning, undecided,
       "the manifest states another fact than the report; the report's own is used",
       "采集清单写明的内容与报告自身的不一致，采用报告自身的", kOwn},
      {"part_not_read", "部分文件未读取", "file", warning, reader,
       "one of the files of a report is not there or cannot be read; the others were read",
       "报告的一个文件不存在或无法读取，其余文件已读取", kOwn},
      {"picture_not_read", "图片未读取", "", note, reader, "a picture stands in the document; what it shows was not read",
       "文档中有图片，图片中的内容未读取", kOwn},
      {"picture_recognised", "图片已识别", "picture", note, reader, "a picture in a document's text was recognised: its tables were read from its pixels",
       "文档正文中的图片已识别，其中的表格由图像读出", kOwn},
      {"page_recognised", "图像识别页", "ground", note, reader,
       "pages were read from their pictures and not from a text layer, and why", "这些页由图像识别读出，而非取自文本层，并说明依据", kOwn},
      {"page_not_recognised", "未能识别的页", "page", warning, reader,
       "a page could not be read from its picture, and why", "页面图像未能识别，并说明原因", kOwn},
      {"page_poor", "页面质量差", "page", warning, reader,
       "a scanned page is too coarse (under 120 dpi) to be trusted; all of its numbers are in doubt",
       "扫描页分辨率过低（低于120 dpi），其中的数字全部存疑", kOwn},
      {"page_over_time", "识别超时", "page", warning, reader,
       "recognising a page took longer than is allowed; what was not read by then is unreadable or left out",
       "一页的识别超过时限，其后未读的内容记为无法识别或从略", kOwn},
      {"not_a_report", "非年度报告", "", note, reader, "the rule that decided that this is no such report",
       "判定本文件不是年度报告的依据", kOwn},
  };
  return rules;
}

const Rule& rule_of(std::string_view id) {
  const auto& rules = all_rules();
  auto at = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  assert(at != rules.end());
  return *at;
}

Finding make_finding(std::string_view rule_id, std::string_view where) {
  const Rule& rule = rule_of(rule_id);
  Finding out;
  out.rule = rule.id;
  out.id = where.empty() ? std::string(rule.id) : std::string(rule.id) + ":" + std::string(where);
  out.severity = rule.severity;
  out.attribution = rule.attribution;
  return out;
}

}  // namespace nianbao
