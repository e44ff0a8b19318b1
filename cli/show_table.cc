#include "cli/show_table.h"

#include <algorithm>
#include <unordered_map>

#include "cli/display_text.h"

namespace nianbao {
namespace {

/// A finding about so few cells is marked at each of them; one about more at the cell where it stands (the total).
constexpr std::size_t kFewCells = 4;

/// The words for cells without a number.
std::string word_for(const Value& value) {
  switch (value.status) {
    case ValueStatus::blank: return "空";
    case ValueStatus::missing: return "缺";
    case ValueStatus::unreadable: return "难辨";
    case ValueStatus::doubtful: return "未定";
    case ValueStatus::dash: {
      const std::string raw = plain_for_terminal(value.raw.value_or("-"));
      return raw.size() <= 6 ? raw : "-";
    }
    default: return "-";
  }
}

std::string column_label(const FormColumn& column) {
  return plain_for_terminal(column.labels.empty() ? column.id : column.labels.front());
}

class TableBuilder {
 public:
  TableBuilder(const Record& record, const Form& form, int instance) : record_(record), form_(form) {
    for (const Value& value : record.values)
      if (value.instance == instance) values_.emplace(value.field, &value);
  }

  /// How many of the table's fields the record lists, and how many of them the report shows.
  struct Presence {
    int listed = 0, shown = 0;
  };
  Presence presence(const FormTable& table) const {
    Presence out;
    for (const FormBlock& block : table.blocks)
      for (int index : block.fields)
        if (const Value* value = value_of(index)) {
          ++out.listed;
          out.shown += value->status != ValueStatus::missing;
        }
    return out;
  }

  std::vector<ShownBlock> blocks(const FormTable& table) const {
    std::vector<ShownBlock> out;
    for (const FormBlock& block : table.blocks) {
      if (block.columns.empty()) continue;
      ShownBlock shown = block.columns.front().table.empty() ? rows_block(block) : turned_block(block);
      if (!shown.rows.empty()) out.push_back(std::move(shown));
    }
    return out;
  }

 private:
  const Value* value_of(int field_index) const {
    const auto at = values_.find(form_.fields[static_cast<std::size_t>(field_index)].id);
    return at == values_.end() ? nullptr : at->second;
  }

  CellMark mark_of(const Value& value) const {
    CellMark mark = CellMark::none;
    if (value.status == ValueStatus::doubtful || value.status == ValueStatus::unreadable) mark = CellMark::doubtful;
    if (value.status == ValueStatus::repaired) mark = CellMark::repaired;
    for (const Finding& finding : record_.findings) {
      if (finding.severity == Severity::note || !points_at(finding, value)) continue;
      if (finding.severity == Severity::error) return CellMark::error;
      if (mark == CellMark::none) mark = CellMark::warning;
    }
    return mark;
  }

  static bool points_at(const Finding& finding, const Value& value) {
    if (std::find(finding.fields.begin(), finding.fields.end(), value.field) == finding.fields.end()) return false;
    const auto at = finding.id.find('@');
    if ((at == std::string::npos ? 1 : std::atoi(finding.id.c_str() + at + 1)) != value.instance) return false;
    return finding.fields.size() <= kFewCells || finding.source == value.source;
  }

  ShownCell cell_of(int field_index) const {
    const Value* value = value_of(field_index);
    if (!value) return {};
    ShownCell out;
    out.mark = mark_of(*value);
    out.text = value->value ? value->value->to_string() : word_for(*value);
    out.zero = value->value == Decimal(0);
    return out;
  }

  ShownBlock rows_block(const FormBlock& block) const {
    ShownBlock out;
    if (!block.headings.empty()) out.heading = plain_for_terminal(block.headings.front());
    for (const FormColumn& column : block.columns) out.columns.push_back(column_label(column));
    std::vector<std::string> groups_shown;
    for (std::size_t row = 0; row < block.rows.size(); ++row) add_row(block, row, groups_shown, out);
    return out;
  }

  void add_row(const FormBlock& block, std::size_t row, std::vector<std::string>& groups_shown, ShownBlock& out) const {
    const std::size_t width = block.columns.size();
    const auto first = block.fields.begin() + static_cast<std::ptrdiff_t>(row * width);
    const std::vector<int> fields(first, first + static_cast<std::ptrdiff_t>(width));
    if (std::none_of(fields.begin(), fields.end(), [&](int field) { return value_of(field) != nullptr; })) return;
    const std::string group = block.rows[row].group_labels.empty() ? "" : block.rows[row].group_labels.front();
    const std::string numeral = numeral_of(group);
    const int indent = group.empty() ? 0 : numeral.ends_with("、") ? 2 : 4;
    if (!group.empty() && std::find(groups_shown.begin(), groups_shown.end(), group) == groups_shown.end()) {
      groups_shown.push_back(group);
      out.rows.push_back({indent - 2, plain_for_terminal(group), {}});
    }
    ShownRow shown{indent, row_label(fields.front(), numeral), {}};
    for (int field : fields) shown.cells.push_back(cell_of(field));
    out.rows.push_back(std::move(shown));
  }

  /// `三、` of `三、本年度办理结果`, `（三）` of `（三）不予公开`; empty where the label has none.
  static std::string numeral_of(const std::string& group) {
    for (const std::string_view end : {"）", "、"})
      if (const auto at = group.find(end); at != std::string::npos && at <= 9) return group.substr(0, at + end.size());
    return {};
  }

  /// The row's part of the field's label, without the numeral of its group.
  std::string row_label(int field_index, const std::string& numeral) const {
    std::string label = form_.fields[static_cast<std::size_t>(field_index)].label;
    if (const auto end = label.find(" / "); end != std::string::npos) label.resize(end);
    label.erase(0, label.find(' ') + 1);
    if (const auto at = label.find(numeral); !numeral.empty() && at != std::string::npos)
      label.erase(0, at + numeral.size());
    return plain_for_terminal(label);
  }

  /// A block whose columns are several tables side by side (复议、诉讼) is shown with one of them a line.
  ShownBlock turned_block(const FormBlock& block) const {
    ShownBlock out;
    for (std::size_t column = 0; column < block.columns.size(); ++column) {
      const bool starts = column == 0 || block.columns[column].table != block.columns[column - 1].table;
      if (starts) out.rows.push_back({0, row_label(block.fields[column], {}), {}});
      if (out.rows.size() == 1) out.columns.push_back(column_label(block.columns[column]));
      out.rows.back().cells.push_back(cell_of(block.fields[column]));
    }
    return out;
  }

  const Record& record_;
  const Form& form_;
  std::unordered_map<std::string_view, const Value*> values_;
};

std::string title_of(const Form& form, const FormTable& table) {
  static constexpr std::string_view kNumerals[] = {"", "一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、"};
  for (const FormSection& section : form.sections)
    if (section.id == table.section && !section.titles.empty())
      return std::string(kNumerals[section.number > 0 && section.number < 10 ? section.number : 0]) +
             section.titles.front();
  return table.id;
}

/// The form whose table of that id the record shows most of; the record's own where none is shown.
const Form* form_of_table(const Record& record, const std::vector<Form>& forms, const Form& own, std::string_view table_id,
                          int instance) {
  const Form* best = &own;
  int most = 0;
  for (const Form& form : forms)
    for (const FormTable& table : form.tables) {
      if (table.id != table_id) continue;
      const int shown = TableBuilder(record, form, instance).presence(table).shown;
      if (shown > most || (shown == most && &form == &own)) best = &form, most = shown;
    }
  return best;
}

const FormTable& table_of(const Form& form, std::string_view id, const FormTable& otherwise) {
  for (const FormTable& table : form.tables)
    if (table.id == id) return table;
  return otherwise;
}

}  // namespace

std::vector<ShownTable> tables_of(const Record& record, const std::vector<Form>& forms) {
  const Form* own = find_form(forms, record.report.form);
  if (!own) return {};
  int instances = 1;
  for (const Value& value : record.values) instances = std::max(instances, value.instance);
  std::vector<ShownTable> out;
  for (const FormTable& table : own->tables)
    for (int instance = 1; instance <= instances; ++instance) {
      const Form* form = form_of_table(record, forms, *own, table.id, instance);
      const FormTable& followed = table_of(*form, table.id, table);
      const TableBuilder builder(record, *form, instance);
      const auto presence = builder.presence(followed);
      if (presence.listed == 0) continue;
      ShownTable shown{title_of(*own, table), instance, presence.shown == 0, {}};
      if (!shown.absent) shown.blocks = builder.blocks(followed);
      out.push_back(std::move(shown));
    }
  return out;
}

}  // namespace nianbao
