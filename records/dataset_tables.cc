#include "records/dataset_tables.h"

#include <algorithm>

namespace nianbao {
namespace {

using Columns = std::vector<Column>;
constexpr ColumnType kText = ColumnType::text;
constexpr ColumnType kDate = ColumnType::date;
constexpr ColumnType kInteger = ColumnType::integer;
constexpr ColumnType kNumber = ColumnType::number;
constexpr ColumnType kBoolean = ColumnType::boolean;
constexpr ColumnType kJson = ColumnType::json;

Column required(std::string name, ColumnType type, std::string title, std::string description) {
  return {std::move(name), type, std::move(title), std::move(description), "", true, false};
}

Column nullable(std::string name, ColumnType type, std::string title, std::string description) {
  return {std::move(name), type, std::move(title), std::move(description), "", false, false};
}

Column record_id() { return required("record_id", kText, "记录号", "sha256 of the document, #2, #3, … for further reports of a file"); }
Column position(std::string of) { return required("position", kInteger, "次序", "from 1, among " + of); }

/// The place keys of the record as columns.
void append_place(Columns& columns) {
  for (Column& column : Columns{
           nullable("page", kInteger, "页", "from 1"),
           nullable("x0", kNumber, "左", "PDF points from the left of the page"),
           nullable("y0", kNumber, "上", "PDF points from the top of the page"),
           nullable("x1", kNumber, "右", "PDF points from the left of the page"),
           nullable("y1", kNumber, "下", "PDF points from the top of the page"),
           nullable("path", kText, "标记路径", "place in HTML or DOCX"),
           nullable("line", kInteger, "行", "of a text, from 1"),
           nullable("span_first", kInteger, "起始列", "of the line, from 1, in code points"),
           nullable("span_last", kInteger, "末尾列", "of the line, from 1, in code points"),
       })
    columns.push_back(std::move(column));
}

ForeignKey of_report() { return {{"record_id"}, "reports", {"record_id"}}; }
ForeignKey of_field() { return {{"field"}, "fields", {"field"}}; }
ForeignKey of_run() { return {{"run_id"}, "runs", {"run_id"}}; }

Table forms_table() {
  return {"forms", "报告格式", {required("form", kText, "格式", "id"),
           required("name_zh", kText, "名称", "Chinese name"),
           nullable("first_year", kInteger, "起始年份", "first year that reports use it for by rule"),
           nullable("last_year", kInteger, "终止年份", "last such year; null is open"),
           required("ground", kText, "依据", "the notice that sets it")},
          {"form"}, {}, {}};
}

Table fields_table() {
  return {"fields", "指标", {required("field", kText, "指标", "table.row.column"),
           required("short", kText, "短名", "column name in the wide tables"),
           required("forms", kText, "格式", "ids of the forms that have it, separated by spaces"),
           required("unit", kText, "单位", "unit of the value"),
           required("range", kText, "取值范围", ">=0 or any"),
           required("label", kText, "标签", "Chinese label: section, row / column"),
           required("definition", kText, "定义", "what it counts")},
          {"field"}, {}, {}};
}

Table rules_table() {
  return {"rules", "核查规则", {required("rule", kText, "规则", "id"),
           required("where", kText, "位置", "what an id of a finding names after the rule"),
           required("severity", kText, "程度", "error, warning or note, by default"),
           required("attribution", kText, "归属", "publisher, reader or undecided, by default"),
           required("name_zh", kText, "名称", "Chinese name"),
           required("says", kText, "含义（英文）", "what it says"),
           required("says_zh", kText, "含义", "what it says, in Chinese"),
           required("ground", kText, "依据", "form or notice that it rests on")},
          {"rule"}, {}, {}};
}

Table runs_table() {
  return {"runs", "运行", {required("run_id", kInteger, "运行号", "from 1"),
           nullable("started", kText, "开始时间", "ISO 8601"),
           nullable("finished", kText, "结束时间", "ISO 8601"),
           required("schema_version", kInteger, "结构版本", "of the records and tables"),
           nullable("extractor_version", kText, "程序版本", "that made the records"),
           nullable("basis", kText, "基准", "digest of all that can change the result"),
           required("documents", kInteger, "文件数", "inputs"),
           required("records", kInteger, "记录数", "records added"),
           required("failed", kInteger, "失败数", "inputs that were read in this run, or tried, and failed"),
           nullable("new_failures", kInteger, "新失败数", "of these, those that had not failed so before"),
           nullable("unchanged", kInteger, "未变数", "inputs that were known and not read again"),
           nullable("gone", kInteger, "消失数", "known files that were no longer there"),
           nullable("outcome", kText, "结束方式", "done, interrupted or stopped; null while it goes on, where it was killed, and in CSV")},
          {"run_id"}, {}, {}};
}

Columns report_columns() {
  return {record_id(),
          nullable("sha256", kText, "文件摘要", "of the document's bytes"),
          required("source", kText, "路径", "as given, relative to the input folder"),
          nullable("media_type", kText, "文件类型", "media type"),
          required("bytes", kInteger, "字节数", "size of the document"),
          nullable("pages", kInteger, "页数", "of kinds that have pages"),
          nullable("method", kText, "读取方式", "how the text was got"),
          nullable("page_methods", kJson, "逐页读取方式", "one a page, where they differ"),
          nullable("encoding", kText, "编码", "of a text"),
          nullable("encoding_origin", kText, "编码来源", "bom, meta, declaration, detected, default"),
          nullable("encoding_certain", kBoolean, "编码确定", "whether the encoding is sure"),
          nullable("url", kText, "网址", "where it was published"),
          nullable("retrieved", kText, "抓取时间", "when it was retrieved"),
          nullable("form", kText, "格式", "of the table of requests"),
          nullable("year", kInteger, "年份", "that the report is about"),
          nullable("unit", kText, "单位", "that reports"),
          nullable("title", kText, "标题", "as printed"),
          nullable("period_start", kDate, "统计期起", "that the report states"),
          nullable("period_end", kDate, "统计期止", "that the report states"),
          nullable("published", kDate, "发布日期", "of the site or page"),
          nullable("signed", kDate, "落款日期", "under the report"),
          nullable("scope", kText, "范围", "own or aggregate"),
          required("status", kText, "状态", "complete, partial, narrative, not_a_report or failed"),
          nullable("kind", kText, "种类", "of not_a_report"),
          nullable("error_code", kText, "错误代码", "of failed"),
          nullable("error_message", kText, "错误说明", "of failed"),
          required("doubtful", kInteger, "存疑数", "values that are doubtful or unreadable"),
          required("errors", kInteger, "错误数", "findings of severity error"),
          required("warnings", kInteger, "警告数", "findings of severity warning"),
          required("schema_version", kInteger, "结构版本", "of the record"),
          required("extractor_version", kText, "程序版本", "that made the record"),
          required("basis", kText, "基准", "digest of all that can change the result"),
          required("run_id", kInteger, "运行号", "that wrote the record last"),
          nullable("superseded_by", kText, "被取代于", "record that took its place when the file changed"),
          nullable("files", kJson, "组成文件", "of a report put together from several: sha256 and source of each"),
          nullable("error_place", kText, "错误位置", "of failed"),
          nullable("unit_id", kText, "单位代码", "of the unit, as a manifest gives it")};
}

Table reports_table() {
  return {"reports", "报告", report_columns(), {"record_id"},
          {{{"form"}, "forms", {"form"}}, of_run(), {{"superseded_by"}, "reports", {"record_id"}}},
          {{"unit", "year"}, {"form", "year"}, {"status"}, {"sha256"}}};
}

Table documents_table() {
  return {"documents", "文件", {required("path", kText, "路径", "as given, relative to the input folder"),
           nullable("record_id", kText, "记录号", "its first record; null where the file could not be opened"),
           nullable("sha256", kText, "文件摘要", "of its bytes when it was last read"),
           required("bytes", kInteger, "字节数", "when it was last read"),
           nullable("modified", kInteger, "修改时间", "time of change, nanoseconds since 1970"),
           required("fate", kText, "结果", "status of its first record"),
           nullable("error_code", kText, "错误代码", "where it failed"),
           nullable("error_message", kText, "错误说明", "where it failed"),
           nullable("first_seen", kText, "首次出现", "ISO 8601"),
           nullable("last_seen", kText, "最近出现", "ISO 8601"),
           nullable("gone_since", kText, "消失时间", "ISO 8601; the file is no longer there"),
           required("run_id", kInteger, "运行号", "that saw it last")},
          {"path"}, {of_report(), of_run()}, {{"record_id"}, {"fate"}}};
}

Table sections_table(bool with_text) {
  Columns columns{record_id(), position("the record's sections"),
                  required("id", kText, "章节", "preamble, overview, disclosure, requests, review_and_litigation, problems, other_matters"),
                  nullable("number", kInteger, "序号", "as printed"),
                  required("heading", kText, "标题", "as printed")};
  append_place(columns);
  columns.push_back(nullable("last_page", kInteger, "末页", "from 1"));
  if (with_text) columns.push_back(required("text", kText, "正文", "paragraphs separated by line ends, tables left out"));
  return {"sections", "章节", std::move(columns), {"record_id", "position"}, {of_report()}, {}};
}

Table values_long_table() {
  Columns columns{record_id(), required("field", kText, "指标", "table.row.column"),
                  required("instance", kInteger, "第几次", "2, 3, … where the report shows the table again"),
                  nullable("position", kInteger, "次序", "from 1, among the record's values"),
                  nullable("value", kNumber, "数值", "in the field's unit"),
                  nullable("value_text", kText, "数值（文本）", "the same with all its digits"),
                  nullable("raw", kText, "原文", "the cell as it stands"),
                  nullable("raw_unit", kText, "原文单位", "where it is not the field's"),
                  required("status", kText, "状态", "read, repaired, doubtful, unreadable, blank, dash, missing or reviewed"),
                  nullable("method", kText, "读取方式", "where it differs from the document's"),
                  nullable("confidence", kNumber, "置信度", "0 to 1, of OCR")};
  append_place(columns);
  // no index beside the key: one by status doubled the time of writing a record, and `values_wide` answers by field
  return {"values_long", "数值（长表）", std::move(columns), {"record_id", "field", "instance"}, {of_report(), of_field()}, {}};
}

Table candidates_table() {
  return {"candidates", "候选读数", {record_id(), required("field", kText, "指标", "table.row.column"),
           required("instance", kInteger, "第几次", "as in values_long"), position("the value's candidates, likeliest first"),
           required("value", kNumber, "数值", "in the field's unit"),
           required("value_text", kText, "数值（文本）", "the same with all its digits")},
          {"record_id", "field", "instance", "position"},
          {{{"record_id", "field", "instance"}, "values_long", {"record_id", "field", "instance"}}}, {}};
}

Table findings_table() {
  Columns columns{record_id(), required("id", kText, "问题号", "stable within the record"),
                  position("the record's findings"),
                  required("rule", kText, "规则", "that it rests on"),
                  required("severity", kText, "程度", "error, warning or note"),
                  required("attribution", kText, "归属", "publisher, reader or undecided"),
                  required("fields", kJson, "指标", "that it is about"),
                  nullable("expected", kText, "应为", "exact decimal"),
                  nullable("actual", kText, "实为", "exact decimal")};
  append_place(columns);
  for (Column& column : Columns{required("message", kText, "说明（英文）", "a sentence"),
                                required("message_zh", kText, "说明", "the same in Chinese"),
                                nullable("cells", kJson, "单元格", "of a row or column that fits nothing"),
                                nullable("readings", kJson, "读法", "of run-together digits: whole rows")})
    columns.push_back(std::move(column));
  return {"findings", "问题", std::move(columns), {"record_id", "id"},
          {of_report(), {{"rule"}, "rules", {"rule"}}}, {{"rule"}, {"severity", "attribution"}}};
}

Table evidence_table() {
  Columns columns{record_id(), required("key", kText, "事项", "unit, unit_id, year, title, period, published, signed, scope, url or retrieved"),
                  position("the sources of the key"),
                  required("chosen", kBoolean, "采用", "whether the fact rests on it"),
                  required("value", kText, "取值", "what this source states"),
                  required("raw", kText, "原文", "as it stands"),
                  required("origin", kText, "出处", "title, body, meta, header, signature, file_name or manifest")};
  append_place(columns);
  return {"evidence", "依据", std::move(columns), {"record_id", "key", "position"}, {of_report()}, {}};
}

/// What says whose a row of the wide tables is.
Columns wide_columns() {
  return {record_id(),
          required("source", kText, "路径", "as given, relative to the input folder"),
          nullable("unit", kText, "单位", "that reports"),
          nullable("year", kInteger, "年份", "that the report is about"),
          nullable("form", kText, "格式", "of the table of requests"),
          required("status", kText, "状态", "of the record")};
}

Table values_wide_table(const std::vector<CodebookField>& fields) {
  Columns columns = wide_columns();
  for (const CodebookField& f : fields)
    columns.push_back({f.short_name, f.decimals ? kNumber : ColumnType::count, f.label, f.field, f.unit, false, !f.negative});
  return {"values_wide", "数值（宽表）", std::move(columns), {"record_id"}, {of_report()}, {{"unit", "year"}}};
}

Table status_wide_table(const std::vector<CodebookField>& fields) {
  Columns columns = wide_columns();
  for (const CodebookField& f : fields) columns.push_back(nullable(f.short_name, kText, f.label, f.field));
  return {"status_wide", "数值状态（宽表）", std::move(columns), {"record_id"}, {of_report()}, {}};
}

}  // namespace

Result<std::vector<Table>> dataset_tables(const std::vector<CodebookField>& fields, bool with_text) {
  const Columns own = wide_columns();
  for (const CodebookField& f : fields) {
    if (std::none_of(own.begin(), own.end(), [&](const Column& c) { return c.name == f.short_name; })) continue;
    return Failure(Error{ErrorCode::bad_form, f.field,
                         "the short name " + f.short_name + " of " + f.field + " is a column of every wide table; take another"});
  }
  return std::vector<Table>{forms_table(),       fields_table(),     rules_table(),    runs_table(),
                            reports_table(),     documents_table(),  sections_table(with_text),
                            values_long_table(), candidates_table(), findings_table(), evidence_table(),
                            values_wide_table(fields), status_wide_table(fields)};
}

}  // namespace nianbao
