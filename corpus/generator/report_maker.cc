#include "corpus/generator/report_maker.h"

#include "corpus/generator/numbers.h"

namespace nianbao::corpus {

namespace {

const std::vector<std::string> kPlaces = {"青石县",   "临江市",       "白鹭区",   "云岭市", "北屏县", "松河区", "安澜市",
                                          "栖霞岭县", "东渡口区",     "望川县",   "龙泉湖区", "清源堡市", "碧溪县", "江左区"};
const std::vector<std::string> kTowns = {"柳桥镇", "石门乡", "五里坡街道办事处", "大河湾镇", "双井乡", "南岭街道办事处"};
const std::vector<std::string> kBodies = {"人民政府", "发展和改革局", "教育局", "自然资源和规划局", "卫生健康委员会",
                                          "住房和城乡建设局", "人民政府办公室", "市场监督管理局", "人力资源和社会保障局",
                                          "农业农村局", "水利局", "医疗保障局"};

struct Misprint {
  const char* key;
  const char* printed;
  bool near;  ///< a finding label_near is due; else it is a spelling that is in use
};

const std::vector<Misprint> kRequestMisprints = {
    {"requests.denied.prohibited_by_law", "2.其他法律行政止公开", true},
    {"requests.denied.enforcement_file", "7.属于行政执法案巻", true},
    {"requests.not_processed.reissue_or_confirmation", "5.要求行政机关确认或重新出具以获取信息", true},
    {"requests.unavailable.unclear_after_correction", "3.补正后申请内容扔不明确", true},
    {"requests.received", "一、本年新收政府信息公开申请数", false},
    {"requests.denied.security_and_stability", "3.危及“三安全一稳定\"", false},
    {"requests.legal_services", "法律服务机够", true},
    {"review", "行政法复议", false},
    {"section:requests", "三三、收到和处理政府信息公开申请情况", false},
};
const std::vector<Misprint> kMisprints2021 = {
    {"disclosure.in_force", "先行有效件数", true},
    {"disclosure.repealed", "本年废纸件数", true},
    {"disclosure.normative_documents", "规范性文件", false},
    {"disclosure.issued", "本年制发数", false},
};
const std::vector<Misprint> kMisprints2019 = {
    {"disclosure.newly_published", "本公开数量", false},
    {"disclosure.normative_documents", "行政规范性文件", false},
    {"disclosure.other_services", "其它对外管理服务事项", false},
    {"disclosure.decisions", "处里决定数量", true},
};

std::string made_up_unit(Random random) {
  std::string unit = random.pick(kPlaces);
  if (random.chance(0.25)) return unit + random.pick(kTowns) + "人民政府";
  return unit + random.pick(kBodies);
}

int made_up_year(FormYear form, Random random) {
  return form == FormYear::y2021 ? random.between(2021, 2025) : random.between(2019, 2020);
}

void add_misprints(Report& report, const ContentOptions& options, Random random) {
  std::vector<Misprint> from = kRequestMisprints;
  const auto& more = report.disclosure_form == FormYear::y2021 ? kMisprints2021 : kMisprints2019;
  from.insert(from.end(), more.begin(), more.end());
  if (options.other_in_three) from.push_back({"requests.other_handling.other", "其他", false});
  for (int i = 0; i < options.misprints && !from.empty(); ++i) {
    const int at = random.between(0, static_cast<int>(from.size()) - 1);
    const Misprint misprint = from[static_cast<std::size_t>(at)];
    from.erase(from.begin() + at);
    report.misprints[misprint.key] = misprint.printed;
    if (misprint.near) report.findings.push_back(std::string("label_near:") + misprint.key);
  }
}

/// Leaves out rows that publishers leave out: 规章 by bodies that make none, and 行政强制.
void omit_rows(Report& report, const ContentOptions& options) {
  const std::vector<std::string> candidates = {"disclosure.regulations", "disclosure.coercive_measures"};
  for (int i = 0; i < options.missing_rows && i < 2; ++i) {
    report.omitted_rows.insert(candidates[static_cast<std::size_t>(i)]);
    report.findings.push_back("missing_row:" + candidates[static_cast<std::size_t>(i)]);
  }
}

std::string in_chinese_numerals(const std::string& year) {
  static const char* const numerals[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  for (const char digit : year) out += numerals[digit - '0'];
  return out;
}

void write_odd_title(Report& report, Random random) {
  const std::string year = std::to_string(report.year);
  const std::vector<std::vector<std::string>> shapes = {
      {report.unit + in_chinese_numerals(year) + "年政府信息公开工作年度报告"},
      {report.unit + " " + year + " 年度政府信息公开工作年度报告"},
      {"关于" + report.unit + year + "年政府信息公开工作年度报告"},
      {year + "年度" + report.unit + "政府信息公开工作年度报告"},
      {report.unit, "政府信息公开工作年度报告", "（" + year + "年度）"},
      {"政府信息公开工作年度报告", "（" + year + "年）"},
      {year + "年政府信息公开工作年度报告"},
  };
  report.title = random.pick(shapes);
}

void write_title(Report& report, const ContentOptions& options, Random random) {
  const std::vector<std::string> endings = {"政府信息公开工作年度报告", "政府信息公开年度报告", "年度政府信息公开工作报告"};
  std::string ending = random.pick(endings);
  const std::string year = std::to_string(report.year) + (ending.rfind("年度", 0) == 0 ? "" : "年");
  if (options.two_line_title) report.title = {report.unit, year + ending};
  else report.title = {report.unit + year + ending};
}

}  // namespace

Report make_report(const ContentOptions& options, Random random) {
  Report report;
  report.disclosure_form = options.disclosure_form;
  report.other_in_three = options.other_in_three;
  report.form = options.other_in_three ? "ogi-2021" : form_id(options.disclosure_form);
  report.unit = options.unit.empty() ? made_up_unit(random.fork("unit")) : options.unit;
  report.year = options.year == 0 ? made_up_year(options.disclosure_form, random.fork("year")) : options.year;
  if (options.odd_title) write_odd_title(report, random.fork("title"));
  else write_title(report, options, random.fork("title"));
  add_misprints(report, options, random.fork("misprints"));
  omit_rows(report, options);
  Counts counts = consistent_counts(options, random.fork("counts"));
  spoil_sums(counts, options, random.fork("wrong sums"));
  if (options.disclosure_form == FormYear::y2019 && options.other_in_three) {
    report.findings.push_back("mixed_form:disclosure");
  }
  print_entries(report, counts, options, random.fork("printing"));
  write_narrative(report, options, random.fork("narrative"));
  return report;
}

}  // namespace nianbao::corpus
