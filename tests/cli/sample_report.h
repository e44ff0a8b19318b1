#pragma once

#include <string>

namespace nianbao {

/// A small report with the table of requests (tabs), all zeros but for one request granted to a natural person.
/// `processed` is what its （七）总计 says of natural persons and in all: 1 is right.
inline std::string sample_report(const std::string& processed = "1") {
  std::string out =
      "青石县水务局2023年政府信息公开工作年度报告\n"
      "一、总体情况\n"
      "本年度工作有序开展。\n"
      "三、收到和处理政府信息公开申请情况\n"
      "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n"
      "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
  const auto row = [&](const std::string& label, const std::string& number = "0") {
    out += label + "\t" + number + "\t0\t0\t0\t0\t0\t" + number + "\n";
  };
  row("一、本年新收政府信息公开申请数量", "1");
  row("二、上年结转政府信息公开申请数量");
  row("三、本年度办理结果\t（一）予以公开", "1");
  row("（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
  row("（三）不予公开\t1.属于国家秘密");
  for (const char* label : {"2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
                            "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"})
    row(label);
  row("（四）无法提供\t1.本机关不掌握相关政府信息");
  for (const char* label : {"2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"}) row(label);
  row("（五）不予处理\t1.信访举报投诉类申请");
  for (const char* label : {"2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
                            "5.要求行政机关确认或重新出具已获取信息"})
    row(label);
  row("（六）其他处理");
  row("（七）总计", processed);
  row("四、结转下年度继续办理");
  return out;
}

}  // namespace nianbao
