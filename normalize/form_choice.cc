#include "normalize/form_choice.h"

#include <algorithm>

#include "normalize/value_doubts.h"

namespace nianbao {
namespace {

constexpr std::size_t kFieldsAhead = 8;  // a row's, and one more

int table_index(const FormIndex& index, std::string_view id) {
  auto at = std::find(index.table_ids.begin(), index.table_ids.end(), id);
  return at == index.table_ids.end() ? -1 : static_cast<int>(at - index.table_ids.begin());
}

/// Fields mostly come in the order of the form: the one behind the last is tried before the search.
bool has_fields(const IndexedForm& form, const std::vector<std::string_view>& fields) {
  const std::vector<Field>& known = form.form->fields;
  std::size_t next = 0;
  return std::all_of(fields.begin(), fields.end(), [&](std::string_view id) {
    const std::size_t end = next == 0 ? known.size() : std::min(next + kFieldsAhead, known.size());
    for (std::size_t i = next; i < end; ++i)
      if (known[i].id == id) return next = i + 1, true;
    return form.field_ids.contains(id);
  });
}

std::vector<int> kept(const std::vector<int>& forms, const std::vector<int>& fitting) {
  std::vector<int> out;
  for (int form : forms)
    if (std::find(fitting.begin(), fitting.end(), form) != fitting.end()) out.push_back(form);
  return out.empty() ? forms : out;
}

Finding by_year(const Form& form, std::optional<int> year, bool assumed) {
  Finding f = make_finding("form_by_year");
  std::string because = assumed ? "--assume-form says so" : year ? "the year " + std::to_string(*year) : "it is the newest";
  std::string because_zh = assumed ? "--assume-form的指定" : year ? std::to_string(*year) + "年" : "最新格式";
  f.message = "no table tells the form; " + form.id + " was taken because of " + because;
  f.message_zh = "各表均不能判定格式版本，按" + because_zh + "取" + form.id;
  if (!assumed && !year) f.message = "no table and no year tells the form; the newest, " + form.id + ", was taken";
  return f;
}

/// How well the form's edition of the table fits the items: how many of its labels stand there exactly. `text` is that of
/// the paragraphs which the run-together items came from.
int fit_of_form(const std::vector<RowItem>& items, const LabelSearch& text, const IndexedForm& form, int table_id) {
  const IndexedTable* table = find_table(form, table_id);
  if (!table) return 0;
  std::vector<bool> found(table->labels.size());
  auto mark = [&](const std::u32string& key) {
    if (auto at = table->labels.find(key); at != table->labels.end()) found[at->second] = true;
  };
  for (const RowItem& item : items)
    for (const ItemCell& cell : item.cells) {
      if (cell.uses.any() == 0) continue;
      mark(cell.label.key);
      if (cell.label.head != cell.label.key) mark(cell.label.head);
      if (cell.likely) mark(*cell.likely);
    }
  bool runs = std::any_of(items.begin(), items.end(), [](const RowItem& item) { return item.is_run(); });
  if (runs)
    for (const auto& [label, number] : table->labels)
      if (label.size() >= 3 && !found[number] && text.contains(label)) found[number] = true;
  const int fit = static_cast<int>(std::count(found.begin(), found.end(), true));
  const bool blank = std::any_of(items.begin(), items.end(), [](const RowItem& item) { return item.is_blank_run(); });
  return fit == 0 && blank ? 1 : fit;  // the header of such a row may be wrapped letter by letter
}

}  // namespace

std::vector<std::vector<int>> fitting_forms(const FoundTables& found, const FormIndex& index) {
  std::vector<std::vector<int>> out(index.table_ids.size());
  for (const FoundTable& table : found.tables) {
    if (table.items.empty()) continue;
    int best = 0;
    for (std::size_t f = 0; f < index.indexed.size(); ++f) {
      int fit = fit_of_form(table.items, found.text, index.indexed[f], table.table_id);
      if (fit > best) {
        best = fit;
        out[table.table_id].clear();
      }
      if (fit == best && fit > 0) out[table.table_id].push_back(static_cast<int>(f));
    }
  }
  return out;
}

FormChoice choose_form(const FormIndex& index, const std::vector<std::vector<int>>& fitting,
                       const std::vector<std::string_view>& requests_fields, std::optional<int> year,
                       const std::string& assume_form) {
  FormChoice out;
  std::vector<int> left;
  for (std::size_t f = 0; f < index.forms.size(); ++f)
    if (has_fields(index.indexed[f], requests_fields)) left.push_back(static_cast<int>(f));
  if (left.empty())
    for (std::size_t f = 0; f < index.forms.size(); ++f) left.push_back(static_cast<int>(f));
  int disclosure = table_index(index, "disclosure");
  if (left.size() > 1 && disclosure >= 0 && !fitting[disclosure].empty()) left = kept(left, fitting[disclosure]);
  if (left.empty()) return out;
  out.form = left.front();
  if (left.size() == 1) return out;
  bool settled = false, assumed = false;
  for (int form : left) {
    const Form& f = index.forms[form];
    bool of_year = year && f.first_year <= *year && (f.last_year == 0 || *year <= f.last_year);
    if (of_year && !settled) out.form = form, settled = true;
  }
  for (int form : left)
    if (!assume_form.empty() && index.forms[form].id == assume_form) out.form = form, assumed = true;
  if (!settled && !assumed)
    for (int form : left)
      if (index.forms[form].first_year > index.forms[out.form].first_year) out.form = form;
  out.findings.push_back(by_year(index.forms[out.form], settled ? year : std::nullopt, assumed));
  return out;
}

void doubt_open_edition(TableReading& reading, const std::vector<int>& fitting, const FormIndex& index) {
  std::vector<std::string_view> shown;
  bool recognised = false;
  for (const Value& value : reading.values) {
    if (value.status != ValueStatus::missing) shown.push_back(value.field);
    recognised = recognised || value.confidence;
  }
  const bool open = std::any_of(fitting.begin(), fitting.end(), [&](int form) { return !has_fields(index.indexed[form], shown); });
  if (!recognised || !open) return;
  for (Value& value : reading.values) doubt(value);
  Finding f = make_finding("number_unreadable", index.table_ids[reading.table_id] + ".edition");
  f.message = "the scanned table's labels do not tell which edition of the form it follows: its numbers may be other fields', and all are in doubt";
  f.message_zh = "扫描表格的标签不能判定格式版本，数字可能属于其他指标，全部存疑";
  reading.findings.push_back(std::move(f));
}

}  // namespace nianbao
