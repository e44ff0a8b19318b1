#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <cstdio>
#include <filesystem>
#include <map>
#include <unordered_set>

#include "records/codebook.h"
#include "records/record_sink.h"
#include "records/valid_text.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxRows = LXW_ROW_MAX;
constexpr std::size_t kMaxTextBytes = 32767;  ///< Excel counts characters: never more than bytes
constexpr std::time_t kZipEpoch = 315532800;  ///< 1980-01-01, as its members are dated
constexpr std::int64_t kExactInDouble = 1LL << 53;

Failure output_failed(const std::string& place, const std::string& message) {
  return Failure(Error{ErrorCode::output_failed, place, message});
}

std::string_view status_zh(RecordStatus status) {
  switch (status) {
    case RecordStatus::complete: return "完整";
    case RecordStatus::partial: return "部分表格";
    case RecordStatus::narrative: return "仅有文字";
    case RecordStatus::not_a_report: return "不是年报";
    case RecordStatus::failed: return "无法读取";
  }
  return "";
}

std::string_view severity_zh(Severity severity) {
  switch (severity) {
    case Severity::error: return "错误";
    case Severity::warning: return "警告";
    case Severity::note: return "提示";
  }
  return "";
}

std::string_view attribution_zh(Attribution attribution) {
  switch (attribution) {
    case Attribution::publisher: return "发布单位";
    case Attribution::reader: return "读取存疑";
    case Attribution::undecided: return "未定";
  }
  return "";
}

/// A sheet that is filled row by row; a row's cells from left to right.
class Sheet {
 public:
  Sheet() = default;
  Sheet(lxw_workbook* book, const char* name, const std::vector<std::string>& headings) {
    sheet_ = workbook_add_worksheet(book, name);
    heading_ = workbook_add_format(book);
    format_set_bold(heading_);
    format_set_text_wrap(heading_);
    date_ = workbook_add_format(book);
    format_set_num_format(date_, "yyyy-mm-dd");
    doubt_ = workbook_add_format(book);
    format_set_bg_color(doubt_, 0xFFEB9C);
    worksheet_freeze_panes(sheet_, 1, 0);
    for (const std::string& heading : headings) put_text(heading, heading_);
    end_row();
  }

  void width(int first, int last, double characters) {
    worksheet_set_column(sheet_, static_cast<lxw_col_t>(first), static_cast<lxw_col_t>(last), characters, nullptr);
  }

  void empty() { ++column_; }
  void text(std::string_view value) { value.empty() ? empty() : put_text(value, nullptr); }
  void doubt(std::string_view value) { put_text(value, doubt_); }
  void whole(std::int64_t number) {
    if (number > kExactInDouble || number < -kExactInDouble) return put_text(std::to_string(number), nullptr);
    keep(worksheet_write_number(sheet_, row_, column_++, static_cast<double>(number), nullptr));
  }
  /// A cell holds 15 digits exactly; a number with more stands there as text.
  void decimal(const Decimal& value) {
    const std::string digits = value.to_string();
    if (value.is_whole()) return whole(value.units());
    if (digits.size() > 16) return put_text(digits, nullptr);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    keep(worksheet_write_number(sheet_, row_, column_++, number, nullptr));
  }
  void date(const std::string& iso) {
    lxw_datetime day = {};
    if (iso.size() != 10 || std::sscanf(iso.c_str(), "%4d-%2d-%2d", &day.year, &day.month, &day.day) != 3) return text(iso);
    keep(worksheet_write_datetime(sheet_, row_, column_++, &day, date_));
  }
  void end_row() { ++row_, column_ = 0; }

  bool is_full() const { return row_ >= kMaxRows; }
  lxw_error error() const { return error_; }

 private:
  /// Always as text, also what begins like a formula.
  void put_text(std::string_view value, lxw_format* format) {
    std::string storage;
    std::string text(valid_text(value, storage));
    std::replace(text.begin(), text.end(), '\0', ' ');
    if (text.size() > kMaxTextBytes) {
      std::size_t end = kMaxTextBytes - 3;
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
      text.resize(end);
      text += "…";
    }
    keep(worksheet_write_string(sheet_, row_, column_++, text.c_str(), format));
  }
  void keep(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  lxw_worksheet* sheet_ = nullptr;
  lxw_format *heading_ = nullptr, *date_ = nullptr, *doubt_ = nullptr;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
  lxw_error error_ = LXW_NO_ERROR;
};

const std::vector<std::string> kReportHeadings{
    "单位", "年份", "标题", "状态", "格式", "种类", "发布日期", "落款日期", "统计期起", "统计期止", "范围", "存疑数",
    "错误数", "警告数", "文件", "网址", "页数", "读取方式", "无法读取的原因", "记录号"};
const std::vector<std::string> kFindingHeadings{"单位", "年份", "程度", "归属", "规则", "说明", "应为", "实为", "页", "指标", "文件", "记录号"};

class XlsxWorkbook : public RecordSink {
 public:
  XlsxWorkbook(std::string path, const std::vector<Form>& forms, std::vector<CodebookField> fields)
      : path_(std::move(path)), partial_(path_ + ".part-" + std::to_string(::getpid())), fields_(std::move(fields)) {
    for (std::size_t i = 0; i < fields_.size(); ++i) field_index_.emplace(fields_[i].field, i);
    for (const CodebookRule& rule : rule_codebook(forms)) rule_names_.emplace(rule.rule, rule.name_zh);
    folder_ = fs::path(path_).parent_path().string();
    if (folder_.empty()) folder_ = ".";
  }
  ~XlsxWorkbook() override {
    if (book_) workbook_close(book_);
    std::error_code ignored;
    fs::remove(partial_, ignored);
  }
  XlsxWorkbook(const XlsxWorkbook&) = delete;
  XlsxWorkbook& operator=(const XlsxWorkbook&) = delete;

  Result<void> open() {
    std::FILE* file = std::fopen(partial_.c_str(), "wb");  // the library tells of a bad place at the end only
    if (!file) return output_failed(path_, path_ + " cannot be created");
    std::fclose(file);
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;  // rows go to a temporary file as they come
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(partial_.c_str(), &options);
    if (!book_) return output_failed(path_, path_ + ": the workbook cannot be begun");
    lxw_doc_properties properties = {};
    properties.created = kZipEpoch;  // zero would be now: the same reports give the same bytes
    workbook_set_properties(book_, &properties);
    reports_ = Sheet(book_, "报告", kReportHeadings);
    std::vector<std::string> wide{"单位", "年份", "状态", "文件"};
    for (const CodebookField& field : fields_) wide.push_back(field.label + "（" + field.unit + "）");
    values_ = Sheet(book_, "数值", wide);
    findings_ = Sheet(book_, "问题清单", kFindingHeadings);
    reports_.width(0, 0, 28), reports_.width(2, 2, 48), reports_.width(14, 14, 30);
    values_.width(0, 0, 28), values_.width(3, 3, 30), values_.width(4, static_cast<int>(wide.size()) - 1, 14);
    findings_.width(0, 0, 28), findings_.width(4, 4, 20), findings_.width(5, 5, 70), findings_.width(9, 10, 30);
    return {};
  }

  Result<void> add(const Record& record) override {
    if (!record.record_id.empty() && !record_ids_.insert(record.record_id).second) return {};
    add_report(record);
    if (record.status != RecordStatus::failed) add_values(record);
    for (const Finding& finding : record.findings) add_finding(record, finding);
    for (const Sheet* sheet : {&reports_, &values_, &findings_}) {
      if (sheet->is_full())
        return output_failed(path_, "a sheet of a workbook holds " + std::to_string(kMaxRows) +
                                        " rows and no more; export less (--year, --unit, --form), or to a folder of CSV");
      if (sheet->error() != LXW_NO_ERROR) return output_failed(path_, path_ + ": " + lxw_strerror(sheet->error()));
    }
    return {};
  }

  Result<void> finish() override {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) return output_failed(path_, path_ + " cannot be written: " + lxw_strerror(error));
    const int file = ::open(partial_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool kept = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    std::error_code failed;
    if (kept) fs::rename(partial_, path_, failed);
    if (!kept || failed) return output_failed(path_, path_ + " cannot be put in place");
    return {};
  }

 private:
  void add_report(const Record& record) {
    const ReportInfo& report = record.report;
    const auto findings = [&](Severity severity) {
      return std::count_if(record.findings.begin(), record.findings.end(), [&](const Finding& f) { return f.severity == severity; });
    };
    reports_.text(report.unit);
    put_year(report, reports_);
    reports_.text(report.title);
    reports_.text(status_zh(record.status));
    reports_.text(report.form);
    reports_.text(record.kind);
    reports_.date(report.published);
    reports_.date(report.signed_on);
    reports_.date(report.period ? (*report.period)[0] : "");
    reports_.date(report.period ? (*report.period)[1] : "");
    reports_.text(report.scope == "own" ? "本机关" : report.scope == "aggregate" ? "汇总" : "");
    reports_.whole(std::count_if(record.values.begin(), record.values.end(), [](const Value& value) {
      return value.status == ValueStatus::doubtful || value.status == ValueStatus::unreadable;
    }));
    reports_.whole(findings(Severity::error));
    reports_.whole(findings(Severity::warning));
    reports_.text(record.document.source);
    reports_.text(record.document.url);
    record.document.pages ? reports_.whole(*record.document.pages) : reports_.empty();
    reports_.text(record.document.method ? to_string(*record.document.method) : std::string_view());
    reports_.text(record.error ? record.error->message : "");
    reports_.text(record.record_id);
    reports_.end_row();
  }

  static void put_year(const ReportInfo& report, Sheet& sheet) { report.year ? sheet.whole(*report.year) : sheet.empty(); }

  void add_values(const Record& record) {
    std::vector<const Value*> first(fields_.size(), nullptr);
    for (const Value& value : record.values)
      if (const auto at = field_index_.find(value.field); at != field_index_.end() && value.instance == 1)
        first[at->second] = &value;
    values_.text(record.report.unit);
    put_year(record.report, values_);
    values_.text(status_zh(record.status));
    values_.text(record.document.source);
    for (const Value* value : first) value ? put_value(*value) : values_.empty();
    values_.end_row();
  }

  /// A number only where it is sure; what is in doubt says so, in colour.
  void put_value(const Value& value) {
    switch (value.status) {
      case ValueStatus::read:
      case ValueStatus::repaired:
      case ValueStatus::reviewed: return value.value ? values_.decimal(*value.value) : values_.empty();
      case ValueStatus::doubtful: return values_.doubt("存疑：" + value.raw.value_or(""));
      case ValueStatus::unreadable: return values_.doubt("无法识别：" + value.raw.value_or(""));
      case ValueStatus::dash: return values_.text(value.raw.value_or("/"));
      case ValueStatus::blank:
      case ValueStatus::missing: return values_.empty();
    }
  }

  void add_finding(const Record& record, const Finding& finding) {
    const auto rule = rule_names_.find(finding.rule);
    std::string fields;
    for (const std::string& id : finding.fields) {
      const auto at = field_index_.find(id);
      fields += (fields.empty() ? "" : "；") + (at == field_index_.end() ? id : fields_[at->second].label);
    }
    findings_.text(record.report.unit);
    put_year(record.report, findings_);
    findings_.text(severity_zh(finding.severity));
    findings_.text(attribution_zh(finding.attribution));
    findings_.text(rule == rule_names_.end() ? finding.rule : rule->second);
    findings_.text(finding.message_zh);
    put_number(finding.expected);
    put_number(finding.actual);
    finding.source.page > 0 ? findings_.whole(finding.source.page) : findings_.empty();
    findings_.text(fields);
    findings_.text(record.document.source);
    findings_.text(record.record_id);
    findings_.end_row();
  }

  void put_number(const std::string& digits) {
    const auto number = Decimal::parse(digits);
    number ? findings_.decimal(*number) : findings_.text(digits);
  }

  std::string path_, partial_, folder_;
  std::vector<CodebookField> fields_;
  std::map<std::string, std::size_t, std::less<>> field_index_;
  std::map<std::string, std::string, std::less<>> rule_names_;
  std::unordered_set<std::string> record_ids_;
  lxw_workbook* book_ = nullptr;
  Sheet reports_, values_, findings_;
};

}  // namespace

Result<std::unique_ptr<RecordSink>> open_xlsx_workbook(const std::string& path, const std::vector<Form>& forms) {
  Result<std::vector<CodebookField>> fields = field_codebook(forms);
  if (!fields) return Failure(fields.error());
  auto book = std::make_unique<XlsxWorkbook>(path, forms, std::move(*fields));
  if (Result<void> opened = book->open(); !opened) return Failure(opened.error());
  return book;
}

}  // namespace nianbao
