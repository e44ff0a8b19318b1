#include "corpus/generator/official_form.h"

namespace nianbao::corpus {

namespace {

FormColumn whole(std::string id, std::string label) { return {std::move(id), std::move(label), false, false}; }
FormColumn change() { return {"change", "本年增/减", false, true}; }

std::vector<FormBlock> blocks_2021() {
  const std::vector<FormColumn> files = {whole("issued", "本年制发件数"), whole("repealed", "本年废止件数"),
                                         whole("in_force", "现行有效件数")};
  const std::vector<FormColumn> decisions = {whole("decisions", "本年处理决定数量")};
  const std::vector<FormColumn> amount = {{"amount", "本年收费金额（单位：万元）", true, false}};
  return {
      {"第二十条第（一）项", files, {{"regulations", "", "", "规章"}, {"normative_documents", "", "", "行政规范性文件"}}},
      {"第二十条第（五）项", decisions, {{"licensing", "", "", "行政许可"}}},
      {"第二十条第（六）项", decisions, {{"penalties", "", "", "行政处罚"}, {"coercive_measures", "", "", "行政强制"}}},
      {"第二十条第（八）项", amount, {{"fees", "", "", "行政事业性收费"}}},
  };
}

std::vector<FormBlock> blocks_2019() {
  const std::vector<FormColumn> files = {whole("newly_made", "本年新制作数量"), whole("newly_published", "本年新公开数量"),
                                         whole("total_published", "对外公开总数量")};
  const std::vector<FormColumn> items = {whole("items_previous_year", "上一年项目数量"), change(),
                                         whole("decisions", "处理决定数量")};
  const std::vector<FormColumn> fees = {whole("items_previous_year", "上一年项目数量"), change()};
  const std::vector<FormColumn> buying = {whole("items", "采购项目数量"), {"amount", "采购总金额", true, false}};
  return {
      {"第二十条第（一）项", files, {{"regulations", "", "", "规章"}, {"normative_documents", "", "", "规范性文件"}}},
      {"第二十条第（五）项", items, {{"licensing", "", "", "行政许可"}, {"other_services", "", "", "其他对外管理服务事项"}}},
      {"第二十条第（六）项", items, {{"penalties", "", "", "行政处罚"}, {"coercive_measures", "", "", "行政强制"}}},
      {"第二十条第（八）项", fees, {{"fees", "", "", "行政事业性收费"}}},
      {"第二十条第（九）项", buying, {{"procurement", "", "", "政府集中采购"}}},
  };
}

}  // namespace

std::string form_id(FormYear year) { return year == FormYear::y2021 ? "ogi-2021" : "ogi-2019"; }

const std::vector<FormBlock>& disclosure_blocks(FormYear year) {
  static const std::vector<FormBlock> in_2021 = blocks_2021();
  static const std::vector<FormBlock> in_2019 = blocks_2019();
  return year == FormYear::y2021 ? in_2021 : in_2019;
}

const std::vector<FormColumn>& request_columns() {
  static const std::vector<FormColumn> columns = {
      whole("natural_person", "自然人"),          whole("business", "商业企业"),
      whole("research", "科研机构"),              whole("public_welfare", "社会公益组织"),
      whole("legal_services", "法律服务机构"),    whole("other_organization", "其他"),
      whole("total", "总计")};
  return columns;
}

std::vector<FormRow> request_rows(bool other_in_three) {
  const std::string outer = "三、本年度办理结果";
  const std::string denied = "（三）不予公开", unavailable = "（四）无法提供", not_processed = "（五）不予处理",
                    other = "（六）其他处理";
  std::vector<FormRow> rows = {
      {"received", "", "", "一、本年新收政府信息公开申请数量"},
      {"carried_in", "", "", "二、上年结转政府信息公开申请数量"},
      {"granted", outer, "", "（一）予以公开"},
      {"partially_granted", outer, "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
      {"denied.state_secret", outer, denied, "1.属于国家秘密"},
      {"denied.prohibited_by_law", outer, denied, "2.其他法律行政法规禁止公开"},
      {"denied.security_and_stability", outer, denied, "3.危及“三安全一稳定”"},
      {"denied.third_party_rights", outer, denied, "4.保护第三方合法权益"},
      {"denied.internal_affairs", outer, denied, "5.属于三类内部事务信息"},
      {"denied.deliberative_process", outer, denied, "6.属于四类过程性信息"},
      {"denied.enforcement_file", outer, denied, "7.属于行政执法案卷"},
      {"denied.administrative_query", outer, denied, "8.属于行政查询事项"},
      {"unavailable.not_held", outer, unavailable, "1.本机关不掌握相关政府信息"},
      {"unavailable.needs_creation", outer, unavailable, "2.没有现成信息需要另行制作"},
      {"unavailable.unclear_after_correction", outer, unavailable, "3.补正后申请内容仍不明确"},
      {"not_processed.petition_or_complaint", outer, not_processed, "1.信访举报投诉类申请"},
      {"not_processed.repeat", outer, not_processed, "2.重复申请"},
      {"not_processed.published_material", outer, not_processed, "3.要求提供公开出版物"},
      {"not_processed.excessive", outer, not_processed, "4.无正当理由大量反复申请"},
      {"not_processed.reissue_or_confirmation", outer, not_processed, "5.要求行政机关确认或重新出具已获取信息"},
  };
  if (other_in_three) {
    rows.push_back({"other_handling.correction_overdue", outer, other,
                    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"});
    rows.push_back({"other_handling.fee_overdue", outer, other,
                    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"});
    rows.push_back({"other_handling.other", outer, other, "3.其他"});
  } else {
    rows.push_back({"other_handling", outer, "", other});
  }
  rows.push_back({"total_processed", outer, "", "（七）总计"});
  rows.push_back({"carried_out", "", "", "四、结转下年度继续办理"});
  return rows;
}

const std::vector<FormColumn>& review_columns() {
  static const std::vector<FormColumn> columns = {whole("upheld", "结果维持"), whole("corrected", "结果纠正"),
                                                  whole("other", "其他结果"), whole("pending", "尚未审结"),
                                                  whole("total", "总计")};
  return columns;
}

const std::vector<std::string>& review_tables() {
  static const std::vector<std::string> tables = {"review", "litigation_direct", "litigation_after_review"};
  return tables;
}

}  // namespace nianbao::corpus
