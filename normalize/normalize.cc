#include "normalize/normalize.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/unicode.h"
#include "normalize/document_kind.h"
#include "normalize/form_choice.h"
#include "normalize/form_index.h"
#include "normalize/report_cut.h"
#include "normalize/report_facts.h"
#include "normalize/report_metadata.h"
#include "normalize/sections.h"
#include "normalize/table_finder.h"
#include "normalize/table_reader.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostLayoutCells = 40;  // a larger grid is a table of its own, no layout of a title

/// One report out of its blocks; the steps in the order of build().
class RecordBuilder {
 public:
  RecordBuilder(const Document& document, std::span<const Block> blocks, const FormIndex& index,
                const NormalizeOptions& options)
      : document_(document), blocks_(blocks), index_(index), options_(options) {}

  Record build() {
    record_.document = document_.info;
    record_.findings = document_.findings;
    SectionMap sections = find_sections(blocks_, index_);
    found_ = find_tables(blocks_, sections, index_, !has_recognised_text());
    facts_ = find_facts();
    record_.report = facts_.info;
    record_.evidence = facts_.evidence;
    append(facts_.findings);
    read_tables();
    record_.sections = std::move(sections.sections);
    decide_status();
    return std::move(record_);
  }

 private:
  void append(std::vector<Finding>& findings) {
    std::move(findings.begin(), findings.end(), std::back_inserter(record_.findings));
  }

  bool has_recognised_text() const {
    const std::vector<Method>& pages = document_.info.page_methods;
    return document_.info.method == Method::ocr || document_.info.method == Method::mixed || std::find(pages.begin(), pages.end(), Method::ocr) != pages.end();
  }
  ReportFacts find_facts() const;
  void read_tables();
  void add_reading(TableReading& reading, const Form& form);
  void add_unshown_table(const Form& form, const FormTable& table);
  void name_missing_tables(const Form& form);
  void decide_status();
  void set_not_a_report(const std::string& kind, const std::string& why, const std::string& why_zh);

  const Document& document_;
  std::span<const Block> blocks_;
  const FormIndex& index_;
  const NormalizeOptions& options_;
  Record record_;
  FoundTables found_;
  ReportFacts facts_;
  int tables_shown_ = 0, tables_of_form_ = 0;
  bool all_blank_ = true;
};

void append_paragraph(std::string text, const Source& source, std::vector<Block>& out) {
  if (text.empty()) return;
  Paragraph paragraph;
  paragraph.pieces.push_back({0, static_cast<int>(code_point_count(text)), source, {}});
  paragraph.text = std::move(text);
  out.push_back(std::move(paragraph));
}

void append_lines(const Cell& cell, std::vector<Block>& out) {
  for (std::size_t begin = 0; begin < cell.text.size();) {
    const std::size_t end = std::min(cell.text.find('\n', begin), cell.text.size());
    append_paragraph(cell.text.substr(begin, end - begin), cell.source, out);
    begin = end + 1;
  }
}

/// A small grid that is no table of the form may hold the title or the signature: its cells count as paragraphs. So do those of a page's
/// frame, which stand above the rows of a form's table in one grid with it, line by line.
ReportFacts RecordBuilder::find_facts() const {
  std::set<int> tables;
  std::map<int, int> first_row;  // with a label of a form's table, by block
  for (const FoundTable& table : found_.tables)
    for (const RowItem& item : table.items) {
      const bool labelled = std::any_of(item.cells.begin(), item.cells.end(), [](const ItemCell& cell) { return cell.anchored && cell.uses.any() != 0; });
      if (!item.is_run()) tables.insert(item.block);
      if (item.is_run() || !labelled) continue;
      int& first = first_row.try_emplace(item.block, item.grid_row).first->second;
      first = std::min(first, item.grid_row);
    }
  std::vector<Block> prose;
  bool any = false;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const Grid* grid = std::get_if<Grid>(&blocks_[b]);
    const auto table = first_row.find(static_cast<int>(b));
    if (grid && table != first_row.end()) {
      for (const Cell& cell : grid->cells)
        if (cell.row < table->second) append_lines(cell, prose), any = true;
    } else if (grid && !tables.contains(static_cast<int>(b)) && grid->cells.size() <= kMostLayoutCells) {
      for (const Cell& cell : grid->cells) append_paragraph(cell.text, cell.source, prose);
      any = true;
    } else {
      prose.push_back(blocks_[b]);
    }
  }
  return find_report_facts(document_, any ? std::span<const Block>(prose) : blocks_);
}

std::vector<std::string_view> shown_fields(const TableReading& reading) {
  std::vector<std::string_view> out;
  out.reserve(reading.values.size());
  for (const Value& value : reading.values)
    if (value.status != ValueStatus::missing) out.push_back(value.field);
  return out;
}

void RecordBuilder::read_tables() {
  std::vector<std::vector<int>> fitting = fitting_forms(found_, index_);
  std::vector<TableReading> readings(found_.tables.size());
  std::vector<std::string_view> requests_fields;  // into the values of `readings`
  for (const FoundTable& table : found_.tables) {
    if (fitting[table.table_id].empty()) continue;
    TableReading& reading = readings[table.table_id];
    reading = read_table(table, index_.indexed[fitting[table.table_id].front()]);
    if (index_.table_ids[table.table_id] == "requests") requests_fields = shown_fields(reading);
  }
  FormChoice choice = choose_form(index_, fitting, requests_fields, record_.report.year, options_.assume_form);
  if (choice.form < 0) return;
  const Form& form = index_.forms[choice.form];
  record_.report.form = form.id;
  record_.values.reserve(form.fields.size());
  append(choice.findings);
  for (std::size_t t = 0; t < readings.size(); ++t) {
    const std::vector<int>& fits = fitting[t];
    bool of_form = std::find(fits.begin(), fits.end(), choice.form) != fits.end();
    // A table that fits several editions equally is read after the report's own.
    if (of_form && readings[t].form != &index_.indexed[choice.form])
      readings[t] = read_table(found_.tables[t], index_.indexed[choice.form]);
    doubt_open_edition(readings[t], fits, index_);
  }
  for (const FormTable& table : form.tables) {
    ++tables_of_form_;
    auto at = std::find(index_.table_ids.begin(), index_.table_ids.end(), table.id) - index_.table_ids.begin();
    TableReading& reading = readings[at];
    if (reading.instances == 0) add_unshown_table(form, table);
    else add_reading(reading, form);
  }
  name_missing_tables(form);
}

void RecordBuilder::add_reading(TableReading& reading, const Form& form) {
  ++tables_shown_;
  all_blank_ = all_blank_ && reading.all_blank;
  const std::string& table = index_.table_ids[reading.table_id];
  if (reading.instances > 1) {
    Finding f = make_finding("repeated_table", table);
    f.message = "the table stands there " + std::to_string(reading.instances) + " times; further ones have `instance` 2, 3, …";
    f.message_zh = "此表出现" + std::to_string(reading.instances) + "次，其后各次的instance为2、3……";
    for (const Value& value : reading.values)
      if (value.instance == 2 && !value.source.empty() && f.source.empty()) f.source = value.source;
    record_.findings.push_back(std::move(f));
  }
  if (reading.form->form != &form) {
    Finding f = make_finding("mixed_form", table);
    f.message = "this table follows the form " + reading.form->form->id + ", the report's form is " + form.id;
    f.message_zh = "此表采用" + reading.form->form->id + "格式，报告整体为" + form.id + "格式";
    for (const Value& value : reading.values)
      if (!value.source.empty() && f.source.empty()) f.source = value.source;
    record_.findings.push_back(std::move(f));
  }
  append(reading.findings);
  for (Value& value : reading.values)
    if (value.confidence && document_.info.method != Method::ocr) value.method = Method::ocr;
  std::move(reading.values.begin(), reading.values.end(), std::back_inserter(record_.values));
}

void RecordBuilder::add_unshown_table(const Form& form, const FormTable& table) {
  std::map<std::string, std::string> variants;
  for (const FormBlock& block : table.blocks)
    for (int index : block.fields) {
      const Field& field = form.fields[index];
      if (!field.variant_set.empty() && variants.emplace(field.variant_set, field.variant).first->second != field.variant) continue;
      Value value;
      value.field = field.id;
      record_.values.push_back(std::move(value));
    }
}

/// A table of which nothing is shown has one finding instead of one for each of its rows and columns.
void RecordBuilder::name_missing_tables(const Form& form) {
  std::vector<std::string> tables;
  for (const Field& field : form.fields)
    if (std::find(tables.begin(), tables.end(), field.table) == tables.end()) tables.push_back(field.table);
  std::set<std::string> shown;
  for (const Value& value : record_.values)
    if (value.status != ValueStatus::missing) shown.insert(value.field.substr(0, value.field.find('.')));
  for (const std::string& table : tables) {
    if (shown.contains(table)) continue;
    std::erase_if(record_.findings, [&](const Finding& f) { return f.rule == "missing_row" && f.id.starts_with("missing_row:" + table + "."); });
    Finding f = make_finding("missing_table", table);
    f.message = "the report does not show the table " + table;
    std::string label;
    for (const Field& field : form.fields)
      if (field.table == table && label.empty()) label = field.label.substr(0, field.label.find(" / "));
    f.message_zh = "报告中没有“" + label + "”所在的表";
    record_.findings.push_back(std::move(f));
  }
}

void RecordBuilder::set_not_a_report(const std::string& kind, const std::string& why, const std::string& why_zh) {
  record_.status = RecordStatus::not_a_report;
  record_.kind = kind;
  std::erase_if(record_.findings, [](const Finding& f) { return f.rule == "year_unknown" || f.rule == "unit_unknown"; });
  Finding f = make_finding("not_a_report");
  f.message = why;
  f.message_zh = why_zh;
  record_.findings.push_back(std::move(f));
}

void RecordBuilder::decide_status() {
  bool whole = tables_shown_ == tables_of_form_ && tables_shown_ > 0;
  record_.status = whole ? RecordStatus::complete : tables_shown_ > 0 ? RecordStatus::partial : RecordStatus::narrative;
  bool nameless = record_.report.unit.empty() || !record_.report.year;
  if (tables_shown_ >= 2 && all_blank_ && nameless) {
    set_not_a_report("blank_form", "the form's tables are there, every cell of them is empty, and no unit or no year is named",
                     "表格齐备而全部单元格为空，且未写明单位或年份：空白格式");
    return;
  }
  std::optional<DocumentKind> other = find_other_kind(document_, blocks_, tables_shown_ > 0);
  if (other) {
    set_not_a_report(other->kind, other->why, other->why_zh);
    if (tables_shown_ > 0) return;
    record_.values.clear();
    record_.report.form.clear();
    std::erase_if(record_.findings, [](const Finding& f) {
      return f.rule == "missing_table" || f.rule == "form_by_year" || f.rule == "missing_row";
    });
  }
}

}  // namespace

PreparedForms::PreparedForms(std::vector<Form> forms) : index_(build_form_index(std::move(forms))) {}

const std::vector<Form>& PreparedForms::forms() const { return index_->forms; }

namespace {

/// The document as one of its reports sees it: what the file's tags and name say of unit, year and title is said of all of
/// them, or of one.
Document facts_for_parts(const Document& document) {
  Document out;
  out.info = document.info;
  out.info.source.clear();
  out.findings = document.findings;
  for (const MetaEntry& entry : document.meta) {
    const MetadataFacts facts = read_metadata({entry});
    if (!facts.published.empty() && facts.titles.empty()) out.meta.push_back(entry);
  }
  return out;
}

void take_fact(Record& record, const std::optional<Evidence>& fact, std::string_view finding) {
  if (!fact) return;
  record.evidence.push_back(*fact);
  std::erase_if(record.findings, [&](const Finding& f) { return f.rule == finding; });
}

Record read_part(const Document& document, const Document& facts, std::span<const Block> blocks, const ReportPart& part,
                 const FormIndex& index, const NormalizeOptions& options) {
  Record out = RecordBuilder(facts, blocks.subspan(part.begin, part.end - part.begin), index, options).build();
  out.document = document.info;
  if (out.report.unit.empty() && part.unit) {
    out.report.unit = part.unit->value;
    take_fact(out, part.unit, "unit_unknown");
  }
  if (!out.report.year && part.year) {
    out.report.year = std::stoi(part.year->value);
    take_fact(out, part.year, "year_unknown");
  }
  return out;
}

}  // namespace

std::vector<Record> normalize(const Document& document, const Layout& layout, const PreparedForms& forms,
                              const NormalizeOptions& options) {
  std::vector<ReportPart> parts;
  if (!options.one_report) parts = cut_reports(layout.blocks, forms.index());
  if (parts.size() <= 1) return {RecordBuilder(document, layout.blocks, forms.index(), options).build()};
  const Document facts = facts_for_parts(document);
  std::vector<Record> out;
  for (const ReportPart& part : parts) out.push_back(read_part(document, facts, layout.blocks, part, forms.index(), options));
  return out;
}

}  // namespace nianbao
