#include "normalize/table_finder.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <set>

#include "model/unicode.h"
#include "normalize/blank_rows.h"
#include "normalize/cell_pick.h"
#include "normalize/number_cell.h"
#include "normalize/row_mapper.h"

namespace nianbao {
namespace {

constexpr std::size_t kMaxStrays = 50;

/// Labels that one table alone has tell which table a row is of; 其他 and 总计 tell nothing.
int own_hits(const RowItem& item, int table) {
  unsigned bit = 1u << table;
  int hits = 0;
  for (const ItemCell& cell : item.cells) {
    if (!cell.anchored && item.grid_row > 0) continue;
    bool ambiguous = cell.label.key.size() < 3 && (cell.uses.row_of & bit) && (cell.uses.column_of & bit);
    if ((cell.uses.any() & bit) && !ambiguous && (cell.uses.any() & ~bit) == 0) ++hits;
  }
  return hits;
}

int table_by_labels(const RowItem& item, int tables) {
  int best = -1, best_hits = 0;
  for (int t = 0; t < tables; ++t)
    if (int hits = own_hits(item, t); hits > best_hits) best = t, best_hits = hits;
  return best;
}

/// Rows without a label of their own go with the row above, the first ones with the row below.
void spread_within_grid(std::vector<RowItem>& items, std::size_t begin, std::size_t end) {
  int current = -1;
  for (std::size_t i = begin; i < end; ++i) {
    if (items[i].table < 0) items[i].table = current;
    else current = items[i].table;
  }
  for (std::size_t i = end; i-- > begin;) {
    if (items[i].table < 0) items[i].table = current;
    else current = items[i].table;
  }
}

struct Evidence {
  std::set<std::u32string> rows, columns;
  int headings = 0;
};

Evidence evidence_for(const std::vector<RowItem>& items, std::size_t begin, std::size_t end, int table) {
  unsigned bit = 1u << table;
  Evidence out;
  for (std::size_t i = begin; i < end; ++i) {
    if (items[i].table != table) continue;
    for (const ItemCell& cell : items[i].cells) {
      if (cell.uses.row_of & bit) out.rows.insert(cell.label.key);
      else if (cell.uses.column_of & bit) out.columns.insert(cell.label.key);
      if (cell.uses.heading_of & bit) ++out.headings;
    }
  }
  return out;
}

bool is_narrative(const std::string& section) {
  return section == "overview" || section == "problems" || section == "other_matters" || section == "preamble";
}

bool is_enough(const Evidence& e, bool own_section) {
  std::size_t rows = e.rows.size(), columns = e.columns.size() + (e.headings > 0 ? 1 : 0);
  if (own_section) return rows + columns >= 1;
  return (rows >= 1 && columns >= 1) || rows >= 3 || columns >= 3;
}

/// Numbers a row holds, empty ends left out; -1 where a text stands among them.
int width_of(const RowItem& item) {
  int width = 0, pending = 0;
  for (const ItemCell& cell : item.cells) {
    if (cell.number) {
      width += 1 + (width > 0 ? pending : 0);
      pending = 0;
    } else if (cell.label.empty()) {
      ++pending;
    } else {
      return -1;
    }
  }
  return width;
}

bool has_width(const FormIndex& index, int table, int width) {
  for (const IndexedForm& form : index.indexed)
    if (const IndexedTable* t = find_table(form, table))
      for (const IndexedBlock& block : t->blocks)
        if (static_cast<int>(block.columns.size()) == width) return true;
  return false;
}

class TableFinder {
 public:
  TableFinder(std::span<const Block> blocks, const SectionMap& sections, const FormIndex& index, bool text_is_whole)
      : blocks_(blocks), sections_(sections), index_(index), text_is_whole_(text_is_whole), tables_(static_cast<int>(index.table_ids.size())) {}

  FoundTables find() {
    items_ = collect_grid_rows(blocks_, sections_.of_block, index_);
    for (RowItem& item : items_) item.table = table_by_labels(item, tables_);
    each_grid([this](std::size_t begin, std::size_t end) { spread_within_grid(items_, begin, end); });
    each_neighbourhood([this](std::size_t begin, std::size_t end) { reject_weak(begin, end); });
    prefer_own_sections();
    each_grid([this](std::size_t begin, std::size_t end) { adopt_orphan(begin, end); });
    add_text_rows();
    if (text_is_whole_) add_blank_rows();
    return collect();
  }

 private:
  template <class F>
  void each_grid(F f) {
    for (std::size_t begin = 0; begin < items_.size();) {
      std::size_t end = begin;
      while (end < items_.size() && items_[end].block == items_[begin].block) ++end;
      f(begin, end);
      begin = end;
    }
  }

  /// Grids with nothing between them in one section: conversions make a grid of each row.
  template <class F>
  void each_neighbourhood(F f) {
    for (std::size_t begin = 0; begin < items_.size();) {
      std::size_t end = begin + 1;
      while (end < items_.size() && items_[end].block <= items_[end - 1].block + 1 && items_[end].section == items_[begin].section) ++end;
      f(begin, end);
      begin = end;
    }
  }

  void reject_weak(std::size_t begin, std::size_t end) {
    for (int t = 0; t < tables_; ++t) {
      Evidence evidence = evidence_for(items_, begin, end, t);
      bool own = items_[begin].section == index_.table_sections[t];
      if (is_enough(evidence, own)) continue;
      for (std::size_t i = begin; i < end; ++i)
        if (items_[i].table == t) items_[i].table = -1;
    }
  }

  void prefer_own_sections() {
    for (int t = 0; t < tables_; ++t) {
      const std::string& own = index_.table_sections[t];
      bool elsewhere = std::any_of(items_.begin(), items_.end(), [&](const RowItem& item) {
        return item.table == t && !is_narrative(item.section) && !item.section.empty();
      });
      if (!elsewhere) continue;
      for (RowItem& item : items_)
        if (item.table == t && item.section != own && is_narrative(item.section)) item.table = -1;
    }
  }

  /// A grid without labels behind a table of its width, in the table's section, is a part of it.
  void adopt_orphan(std::size_t begin, std::size_t end) {
    bool labelled = std::any_of(items_.begin() + begin, items_.begin() + end, [](const RowItem& i) { return i.table >= 0; });
    if (labelled) {
      for (std::size_t i = begin; i < end; ++i)
        if (items_[i].table >= 0) current_ = items_[i].table;
      return;
    }
    if (current_ < 0) return;
    const std::string& section = items_[begin].section;
    if (!section.empty() && section != index_.table_sections[current_]) return;
    // A scan's ink may make a box by chance.
    if (std::all_of(items_.begin() + begin, items_.begin() + end, [](const RowItem& i) { return i.cells.size() == 1 && i.cells.front().recognition; })) return;
    for (std::size_t i = begin; i < end; ++i) {
      int width = width_of(items_[i]);
      if (width != 0 && !has_width(index_, current_, width)) return;
    }
    for (std::size_t i = begin; i < end; ++i) items_[i].table = current_;
  }

  // ---- Running text --------------------------------------------------------------------------------------------------

  /// The table without row labels whose column labels the text before the digits shows.
  int nameless_table(const RowItem& item) const {
    for (int table : index_.nameless_tables) {
      if (columns_before(item, table) >= 3) return table;
    }
    return -1;
  }

  /// The first table that one of the labels before the digits is a row of; else that one is a column of.
  int table_of_run(RowItem& item) const {
    if (int nameless = nameless_table(item); nameless >= 0) return nameless;
    for (unsigned LabelUses::*use : {&LabelUses::row_of, &LabelUses::column_of})
      for (const LabelText& label : item.run_labels) {
        auto at = index_.uses.find(label.key);
        if (at == index_.uses.end()) at = index_.uses.find(label.head);
        if (at == index_.uses.end() || at->second.*use == 0) continue;
        item.run_behind_column = use == &LabelUses::column_of;
        return std::countr_zero(at->second.*use);
      }
    return -1;
  }

  bool text_shows_columns(int table) const {
    int found = 0;
    for (const SoughtLabel& label : index_.column_labels[table]) found += text_.contains(label.text);
    return found >= 2;
  }

  void add_text_rows() {
    std::set<int> in_grids;
    for (const RowItem& item : items_)
      if (item.table >= 0) in_grids.insert(item.table);
    for (int first = 0; first < static_cast<int>(blocks_.size());) {
      if (std::holds_alternative<Grid>(blocks_[first])) {
        ++first;
        continue;
      }
      int last = first;
      while (last < static_cast<int>(blocks_.size()) && std::holds_alternative<Paragraph>(blocks_[last])) ++last;
      if (may_hold_rows(first, last)) add_stretch(first, last, in_grids);
      first = last;
    }
  }

  bool may_hold_rows(int first, int last) {
    bool any = false;
    for (int b = first; b < last; ++b) {
      const std::string& section = sections_.of_block[b];
      const std::string& text = std::get<Paragraph>(blocks_[b]).text;
      any = any || (!is_narrative(section)) || text.size() > 1500;
    }
    return any;
  }

  void add_stretch(int first, int last, const std::set<int>& in_grids) {
    TextRows found = collect_text_rows(blocks_, first, last, index_);
    text_.append(found.letters);
    std::vector<RowItem>& rows = found.rows;
    if (rows.empty()) return;
    for (RowItem& row : rows) {
      row.section = sections_.of_block[row.block];
      row.table = table_of_run(row);
      if (row.run_prose && !row.run_behind_column) row.table = -1;
      if (row.table >= 0 && in_grids.contains(row.table) && !fits_beside_grids(row)) row.table = -1;
    }
    drop_narrated(rows);
    keep_between(rows, in_grids);
    // The rows stand together: no grid stands between the paragraphs of a stretch.
    auto behind = std::upper_bound(items_.begin(), items_.end(), rows.front().block,
                                   [](int block, const RowItem& item) { return block < item.block; });
    items_.insert(behind, std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  }

  /// Beside grids of the same table a line of text is a row only if it is whole (a number for each column, parted by
  /// spaces), stands in the table's section, and no grid has its row.
  bool fits_beside_grids(const RowItem& row) const {
    if (row.section != index_.table_sections[row.table]) return false;
    int numbers = 0;
    bool inside = false;
    for (char32_t c : row.run) {
      bool gap = c == U' ' || c == U'\n';
      if (!gap && !inside) ++numbers;
      inside = !gap;
    }
    for (const IndexedForm& form : index_.indexed) {
      const IndexedTable* table = find_table(form, row.table);
      if (!table) continue;
      FormRowRef ref = find_exact_row(row, *table);
      if (!ref.valid() || static_cast<int>(table->blocks[ref.block].columns.size()) != numbers) continue;
      bool in_grid = std::any_of(items_.begin(), items_.end(), [&](const RowItem& other) {
        return other.table == row.table && !other.is_run() && find_exact_row(other, *table) == ref;
      });
      if (!in_grid) return true;
    }
    return false;
  }

  /// How many column labels of the table stand between the digits before the row and the row's own.
  int columns_before(const RowItem& row, int table) const {
    int found = 0;
    for (const SoughtLabel& label : index_.column_labels[table])
      found += row.run_label_set.may_hold(label.set) && row.run_label_folded.find(label.text) != std::u32string::npos;
    return found;
  }

  /// The label of the table that the digits of the row stand behind; empty where there is none.
  std::u32string_view row_label(const RowItem& row) const {
    for (const LabelText& label : row.run_labels)
      for (const std::u32string* key : {&label.key, &label.head}) {
        auto at = index_.uses.find(*key);
        if (at != index_.uses.end() && (at->second.row_of & (1u << row.table))) return *key;
      }
    return {};
  }

  /// The narrative tells of 行政许可 235 before the table does: a row before the table's header that stands behind it too is
  /// none, and so are those of a narrative section where rows stand in the table's own or no header stands before them.
  void drop_narrated(std::vector<RowItem>& rows) const {
    for (int t = 0; t < tables_; ++t) {
      bool own = false;
      std::vector<int> found(rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const int columns = columns_before(rows[i], t);
        // A whole header counts before a row that reads like a sentence too.
        if (rows[i].table == t || columns >= 3) found[i] = columns;
        own = own || (rows[i].table == t && rows[i].section == index_.table_sections[t]);
      }
      // 商业企业3件 in the narrative is no header where a wide one stands.
      const int least = !found.empty() && *std::max_element(found.begin(), found.end()) >= 4 ? 3 : 1;
      auto first = std::find_if(found.begin(), found.end(), [&](int columns) { return columns >= least; });
      const int header = first == found.end() ? 0 : static_cast<int>(first - found.begin());
      std::set<std::u32string_view> behind;
      for (std::size_t i = static_cast<std::size_t>(header); i < rows.size(); ++i)
        if (rows[i].table == t) behind.insert(row_label(rows[i]));
      behind.erase(std::u32string_view());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].table != t) continue;
        const bool again = static_cast<int>(i) < header && behind.contains(row_label(rows[i]));
        const bool before = static_cast<int>(i) < header || first == found.end();
        const bool told = is_narrative(rows[i].section) && rows[i].section != "preamble" && (own || before);
        if (again || told) rows[i].table = -1;
      }
    }
  }

  /// Rows between two rows of a table are its rows too, whatever their label; and the one behind the last.
  void keep_between(std::vector<RowItem>& rows, const std::set<int>& in_grids) {
    for (int t = 0; t < tables_; ++t) {
      if (in_grids.contains(t)) continue;
      bool shown = text_shows_columns(t);
      int first = -1, last = -1;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].table != t) continue;
        if (!shown) {
          rows[i].table = -1;
          continue;
        }
        if (first < 0) first = static_cast<int>(i);
        last = static_cast<int>(i);
      }
      if (first < 0) continue;
      bool nameless = last == first;
      if (nameless) continue;
      int end = std::min(static_cast<int>(rows.size()) - 1, last + 1);
      for (int i = first; i <= end; ++i)
        if (rows[i].table < 0 && !rows[i].run_prose) rows[i].table = t;
    }
  }

  bool has_row(const RowItem& row) const {
    return std::any_of(items_.begin(), items_.end(), [&](const RowItem& other) {
      if (other.table != row.table) return false;
      if (row.run_labels.empty()) return true;
      return std::any_of(index_.indexed.begin(), index_.indexed.end(), [&](const IndexedForm& form) {
        const IndexedTable* table = find_table(form, row.table);
        const FormRowRef ref = table ? find_exact_row(row, *table) : FormRowRef{};
        return ref.valid() && find_exact_row(other, *table) == ref;
      });
    });
  }

  /// Rows that stand in the section of their table as labels alone, where the table has not all of its rows.
  void add_blank_rows() {
    std::set<std::string> sections(index_.table_sections.begin(), index_.table_sections.end());
    for (const std::string& section : sections) {
      std::vector<RowItem> rows = collect_blank_rows(blocks_, sections_.of_block, section, index_);
      std::erase_if(rows, [&](const RowItem& row) { return has_row(row); });
      for (RowItem& row : rows) {
        auto behind = std::upper_bound(items_.begin(), items_.end(), row.block, [](int block, const RowItem& item) { return block < item.block; });
        items_.insert(behind, std::move(row));
      }
    }
  }

  /// Numbers that stand alone between the first and the last grid of a table, outside of every cell.
  std::vector<CellNote> strays_of(const FoundTable& table) const {
    std::vector<CellNote> out;
    if (table.items.empty() || table.items.front().is_run()) return out;
    for (int b = table.items.front().block + 1; b < table.items.back().block; ++b) {
      const Paragraph* paragraph = std::get_if<Paragraph>(&blocks_[b]);
      if (!paragraph || paragraph->text.size() > 24) continue;
      if (parse_number_cell(paragraph->text, {true, true}).status != ValueStatus::read) continue;
      if (out.size() < kMaxStrays) out.push_back({paragraph->text, source_of(*paragraph, 0, static_cast<int>(code_point_count(paragraph->text)))});
    }
    return out;
  }

  FoundTables collect() {
    FoundTables out;
    out.tables.resize(tables_);
    for (int t = 0; t < tables_; ++t) out.tables[t].table_id = t;
    for (RowItem& item : items_)
      if (item.table >= 0) out.tables[item.table].items.push_back(std::move(item));
    for (FoundTable& table : out.tables) table.strays = strays_of(table);
    out.text = std::move(text_);
    return out;
  }

  std::span<const Block> blocks_;
  const SectionMap& sections_;
  const FormIndex& index_;
  bool text_is_whole_;
  int tables_;
  int current_ = -1;
  std::vector<RowItem> items_;
  LabelSearch text_;
};

}  // namespace

FoundTables find_tables(std::span<const Block> blocks, const SectionMap& sections, const FormIndex& index, bool text_is_whole) {
  return TableFinder(blocks, sections, index, text_is_whole).find();
}

}  // namespace nianbao
