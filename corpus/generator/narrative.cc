#include "corpus/generator/report_maker.h"

namespace nianbao::corpus {

namespace {

const std::vector<std::string> kSentences = {
    "坚持以公开为常态、不公开为例外，及时准确公开各类政府信息。",
    "进一步完善信息发布审核机制，严格执行先审后发、三审三校制度。",
    "认真做好政策解读，通过图解、问答、短视频等形式回应社会关切。",
    "加强网站栏目的日常维护，全年主动公开各类信息%d条，其中政策文件%d件。",
    "政务新媒体全年推送信息%d条，阅读量%d次，办理留言%d条。",
    "组织业务培训%d次，参加人员%d人次，业务能力有新的提高。",
    "依申请公开工作规范有序，受理渠道畅通，答复文书格式统一。",
    "建立健全社会评议制度，主动接受社会监督，未发生责任追究情形。",
    "对照《中华人民共和国政府信息公开条例》第二十条，梳理公开目录%d项。",
    "清理规范性文件%d件，废止%d件，修改%d件，结果向社会公布。",
    "个别栏目更新不够及时，公开内容的深度和广度有待拓展。",
    "下一步将继续加强队伍建设，提升工作人员的专业化、规范化水平。",
    "充分利用公共查阅点、公告栏等线下场所，方便群众就近获取信息。",
};

std::string with_numbers(const std::string& sentence, Random& random) {
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] == '%' && sentence.compare(i, 2, "%d") == 0) {
      out += std::to_string(random.between(1, 3000));
      ++i;
    } else {
      out += sentence[i];
    }
  }
  return out;
}

std::string paragraph(Random& random, int sentences) {
  std::string out;
  for (int i = 0; i < sentences; ++i) out += with_numbers(random.pick(kSentences), random);
  return out;
}

OtherTable made_up_table(Random& random) {
  OtherTable table;
  table.caption = random.chance(0.5) ? "表1 信息公开渠道统计表" : "附：重点领域信息发布情况";
  table.rows = {{"序号", "公开渠道", "信息数量（条）", "占比"}};
  const std::vector<std::string> names = {"门户网站", "政务微博", "微信公众号", "公报", "查阅场所", "新闻发布会"};
  const int rows = random.between(3, 6);
  for (int i = 0; i < rows; ++i) {
    table.rows.push_back({std::to_string(i + 1), names[static_cast<std::size_t>(i)],
                          std::to_string(random.between(0, 5000)), std::to_string(random.between(0, 99)) + "%"});
  }
  return table;
}

void write_overview(Report& report, const ContentOptions& options, Random& random) {
  ReportSection section{"一、总体情况", {}, {}};
  const std::vector<std::string> subjects = {"（一）主动公开情况。", "（二）依申请公开情况。", "（三）政府信息管理情况。",
                                             "（四）平台建设情况。", "（五）监督保障情况。"};
  const std::string year = std::to_string(report.year) + "年，";
  for (int i = 0; i < options.paragraphs; ++i) {
    std::string subject = static_cast<std::size_t>(i) < subjects.size() ? subjects[static_cast<std::size_t>(i)] : "";
    section.paragraphs.push_back(subject + (i == 0 ? year : "") + paragraph(random, random.between(1, 5)));
  }
  if (options.other_tables) section.tables.push_back(made_up_table(random));
  report.sections.push_back(section);
}

void write_last_sections(Report& report, const ContentOptions& options, Random& random) {
  ReportSection problems{"五、存在的主要问题及改进情况", {}, {}};
  for (int i = 0; i < (options.paragraphs + 1) / 2; ++i) problems.paragraphs.push_back(paragraph(random, 3));
  report.sections.push_back(problems);
  ReportSection other{"六、其他需要报告的事项", {}, {}};
  other.paragraphs.push_back(random.chance(0.5) ? "本年度收取信息处理费0元。" : "无其他需要报告的事项。");
  if (options.other_tables && random.chance(0.4)) other.tables.push_back(made_up_table(random));
  report.sections.push_back(other);
}

}  // namespace

void write_narrative(Report& report, const ContentOptions& options, Random random) {
  const std::string year = std::to_string(report.year);
  if (random.chance(0.7)) {
    report.preamble.push_back("根据《中华人民共和国政府信息公开条例》的规定，现公布" + report.unit + year +
                              "年政府信息公开工作年度报告。本报告中所列数据的统计期限自" + year + "年1月1日起至" + year +
                              "年12月31日止。");
  }
  write_overview(report, options, random);
  report.sections.push_back({"二、主动公开政府信息情况", {}, {}});
  report.sections.push_back(
      {printed_label(report, "section:requests", "三、收到和处理政府信息公开申请情况"), {}, {}});
  report.sections.push_back({"四、政府信息公开行政复议、行政诉讼情况", {}, {}});
  write_last_sections(report, options, random);
  if (options.signed_report) {
    report.signature = report.unit;
    report.date = std::to_string(report.year + 1) + "年" + std::to_string(random.between(1, 3)) + "月" +
                  std::to_string(random.between(1, 28)) + "日";
  }
  report.published = std::to_string(report.year + 1) + "-01-" + std::to_string(random.between(10, 31));
}

}  // namespace nianbao::corpus
