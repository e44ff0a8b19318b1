#include "normalize/blank_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::size_t kLongestLabel = 64, kShortestPart = 5;  // letters
constexpr std::size_t kSureBeginning = 8;                    // two labels that begin alike for so long are one row's
constexpr std::size_t kLongestOrdinal = 2;
constexpr double kShareOfLabels = 0.7;  // the rest: labels that another one parts, as their cells were wrapped
constexpr double kShareOfColumns = 0.5; // the rest: the heading, 行政复议, 行政诉讼 and the headings of columns

/// Marks that labels are printed with; any other one may be what stands in a cell.
bool is_mark_of_label(char32_t c) {
  return is_space(c) || std::u32string_view(U"()（）、.．,，。;；:：“”\"《》'‘’·|").find(c) != std::u32string_view::npos;
}

bool is_value_letter(char32_t c) { return (c >= U'0' && c <= U'9') || c == U'无' || c == U'零' || c == U'〇'; }

/// The letters of a section's paragraphs, folded, with the place of each.
struct Letters {
  std::u32string text;
  std::vector<std::pair<int, int>> places;  ///< block, code point in it
};

/// None where the paragraphs hold a mark that no label has.
std::optional<Letters> letters_of(std::span<const Block> blocks, const std::vector<std::string>& sections, const std::string& section) {
  Letters out;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&blocks[b]);
    if (!paragraph || sections[b] != section) continue;
    const std::u32string raw = to_code_points(paragraph->text);
    if (!std::all_of(raw.begin(), raw.end(), [](char32_t c) { return is_label_character(c) || is_mark_of_label(c); })) return std::nullopt;
    const FoldedText folded = fold_text(raw);
    out.text += folded.text;
    for (int at : folded.origin) out.places.emplace_back(static_cast<int>(b), at);
  }
  return out;
}

/// A label in the letters of a section.
struct FoundLabel {
  std::size_t begin = 0;
  std::u32string key;
  int ordinal = 0;
  LabelUses uses;
};

/// Cuts the letters into the labels of the section's tables, the longest first.
class LabelCutter {
 public:
  LabelCutter(const FormIndex& index, const std::string& section, const std::u32string& text) : index_(index), text_(text) {
    for (std::size_t t = 0; t < index.table_ids.size(); ++t)
      if (index.table_sections[t] == section) tables_ |= 1u << t;
    for (const auto& [id, titles] : index.section_titles)
      if (id == section)
        for (const LabelText& title : titles) titles_.insert(title.key);
  }

  /// None where the text is more than labels.
  std::optional<std::vector<FoundLabel>> cut() {
    std::size_t rest = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t size = take(at);
      if (size == 0 && is_value_letter(text_[at])) return std::nullopt;
      rest += size == 0;
      at += std::max<std::size_t>(size, 1);
    }
    if (static_cast<double>(rest) > (1 - kShareOfLabels) * static_cast<double>(text_.size())) return std::nullopt;
    return std::move(found_);
  }

  unsigned tables() const { return tables_; }

 private:
  /// How many letters the label at `at` takes, its number included; 0 where none begins.
  std::size_t take(std::size_t at) {
    for (std::size_t ordinal = 0; ordinal <= kLongestOrdinal && at + ordinal < text_.size(); ++ordinal) {
      const int number = ordinal == 0 ? 0 : numeral_value(std::u32string_view(text_).substr(at, ordinal));
      if (ordinal > 0 && number == 0) break;
      if (const std::size_t size = take_whole(at + ordinal, number)) return ordinal + size;
      if (const std::size_t size = take_part(at + ordinal, number)) return ordinal + size;
    }
    return 0;
  }

  std::size_t take_whole(std::size_t at, int ordinal) {
    for (std::size_t size = std::min(kLongestLabel, text_.size() - at); size > 1; --size) {
      const std::u32string_view key = std::u32string_view(text_).substr(at, size);
      if (titles_.find(key) != titles_.end()) return size;
      const auto uses = index_.uses.find(key);
      if (uses == index_.uses.end() || (uses->second.any() & tables_) == 0) continue;
      found_.push_back({at, uses->first, ordinal, uses->second});
      return size;
    }
    return 0;
  }

  /// A row's or group's label that another one parts, as its cell was wrapped: its beginning, if it begins but one label.
  std::size_t take_part(std::size_t at, int ordinal) {
    const std::u32string_view rest = std::u32string_view(text_).substr(at, kLongestLabel);
    std::size_t longest = 0;
    const std::u32string* label = nullptr;
    for (const std::u32string* row : row_labels()) {
      const auto same = static_cast<std::size_t>(std::mismatch(rest.begin(), rest.end(), row->begin(), row->end()).first - rest.begin());
      if (same > longest) longest = same, label = row;
      else if (same == longest && same < kSureBeginning) label = nullptr;
    }
    if (!label) return 0;
    const LabelUses uses = index_.uses.find(*label)->second;
    const std::size_t least = (uses.group_of & tables_) != 0 ? 2 : kShortestPart;
    if (longest < least || (longest < kSureBeginning && longest * 2 < label->size())) return 0;
    found_.push_back({at, *label, ordinal, uses});
    return longest;
  }

  /// The labels of rows and groups in ascending order; most texts need them not.
  const std::vector<const std::u32string*>& row_labels() {
    if (!row_labels_.empty()) return row_labels_;
    for (const auto& [key, uses] : index_.uses)
      if ((uses.row_of | uses.group_of) & tables_) row_labels_.push_back(&key);
    std::sort(row_labels_.begin(), row_labels_.end(), [](const std::u32string* a, const std::u32string* b) { return *a < *b; });
    return row_labels_;
  }

  const FormIndex& index_;
  const std::u32string& text_;
  unsigned tables_ = 0;
  std::vector<const std::u32string*> row_labels_;
  std::set<std::u32string, std::less<>> titles_;
  std::vector<FoundLabel> found_;
};

RowItem blank_item(std::span<const Block> blocks, const std::pair<int, int>& place, int table, const std::string& section) {
  RowItem out;
  out.block = place.first;
  out.table = table;
  out.section = section;
  const Source label = source_of(std::get<Paragraph>(blocks[static_cast<std::size_t>(place.first)]), place.second, 1);
  out.run_source.page = label.page;  // where the label stands; the empty cells have no place of their own
  out.run_source.line = label.line;
  return out;
}

LabelText label_of(const FoundLabel& found) {
  LabelText out = to_label(found.key);
  out.ordinal = found.ordinal;
  return out;
}

/// 其他 and 总计 head columns too: as a row's label they have its number before them.
bool may_be_row(const FoundLabel& label, unsigned tables) {
  return (label.uses.row_of & tables) != 0 && ((label.uses.column_of & tables) == 0 || label.ordinal > 0);
}

/// A group's label is the row of another edition of the form; it is none where rows of the group stand there.
bool heads_rows(const FoundLabel& label, const std::vector<FoundLabel>& found, const FormIndex& index, int table_id) {
  auto is_found = [&](const std::vector<LabelText>& row) {
    return std::any_of(row.begin(), row.end(), [&](const LabelText& spelling) {
      return std::any_of(found.begin(), found.end(), [&](const FoundLabel& other) {
        return other.key == spelling.key && may_be_row(other, 1u << table_id);
      });
    });
  };
  for (const IndexedForm& form : index.indexed) {
    const IndexedTable* table = find_table(form, table_id);
    if (!table) continue;
    for (const IndexedBlock& block : table->blocks)
      for (std::size_t r = 0; r < block.rows.size(); ++r) {
        const std::vector<LabelText>& groups = block.row_groups[r];
        const bool of_group = std::any_of(groups.begin(), groups.end(), [&](const LabelText& g) { return g.key == label.key; });
        if (of_group && is_found(block.rows[r])) return true;
      }
  }
  return false;
}

using Bag = std::map<char32_t, int>;

void add_letters(std::u32string_view text, int times, Bag& bag) {
  for (char32_t c : text) bag[c] += times;
}

/// Whether the section holds the letters of the column labels of its tables, each as often as there are tables, and little else:
/// labels that are set in columns of two letters stand in the text line by line.
bool holds_columns_only(const std::u32string& text, const FormIndex& index, const std::string& section) {
  Bag wanted, held;
  std::size_t size = 0;
  for (int t : index.nameless_tables) {
    const IndexedTable* table = nullptr;
    for (const IndexedForm& form : index.indexed)
      if (!table && index.table_sections[static_cast<std::size_t>(t)] == section) table = find_table(form, t);
    if (!table) continue;
    for (const std::vector<LabelText>& spellings : table->blocks.front().columns) {
      add_letters(spellings.front().key, 1, wanted);
      size += spellings.front().key.size();
    }
  }
  if (size == 0 || std::any_of(text.begin(), text.end(), is_value_letter)) return false;
  add_letters(text, 1, held);
  const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const auto& letter) { return held[letter.first] >= letter.second; });
  return all && static_cast<double>(size) >= kShareOfColumns * static_cast<double>(text.size());
}

}  // namespace

std::vector<RowItem> collect_blank_rows(std::span<const Block> blocks, const std::vector<std::string>& sections,
                                        const std::string& section, const FormIndex& index) {
  std::vector<RowItem> out;
  const std::optional<Letters> letters = letters_of(blocks, sections, section);
  // No label is numbered 0: where one stands, rows have values.
  if (!letters || letters->text.empty() || letters->text.find(U'0') != std::u32string::npos) return out;
  if (holds_columns_only(letters->text, index, section))
    for (int t : index.nameless_tables)
      if (index.table_sections[static_cast<std::size_t>(t)] == section) out.push_back(blank_item(blocks, letters->places.back(), t, section));
  LabelCutter cutter(index, section, letters->text);
  const auto found = cutter.cut();
  if (!found) return out;
  for (const FoundLabel& label : *found)
    for (std::size_t t = 0; t < index.table_ids.size(); ++t) {
      if ((cutter.tables() & (1u << t)) == 0 || !may_be_row(label, 1u << t)) continue;
      if (heads_rows(label, *found, index, static_cast<int>(t))) continue;
      RowItem item = blank_item(blocks, letters->places[label.begin], static_cast<int>(t), section);
      item.run_labels = {label_of(label)};
      item.run_label_folded = label.key;
      item.run_label_raw = to_utf8(label.key);
      out.push_back(std::move(item));
    }
  return out;
}

}  // namespace nianbao
