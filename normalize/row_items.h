#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/document.h"
#include "normalize/form_index.h"
#include "normalize/label_text.h"

namespace nianbao {

/// A cell of a row of some grid, with what it may be.
struct ItemCell {
  std::string text;
  Source source;
  int col0 = 0, col1 = 0;     ///< grid columns [col0, col1)
  bool anchored = true;       ///< the cell begins in this row (else it reaches down into it)
  LabelText label;            ///< empty where the text has no label character
  LabelUses uses;             ///< of its exact label; of a scan's, of the one that it is likeliest to be
  const std::u32string* likely = nullptr;  ///< a scan's label that is none of the forms' as read: the one that it is likeliest to be
  bool number = false;        ///< a number, a dash or a doubtful number stands there
  bool has_han = false;
  const Recognition* recognition = nullptr;  ///< the layout's, where the cell was recognised from a picture
};

/// A row of a grid, or a stretch of running text that may be one: a label and the digits behind it.
struct RowItem {
  int block = 0;              ///< index of the layout's block
  int grid_row = -1;          ///< row of the grid; -1 for running text
  GridKind kind = GridKind::ruled;
  std::vector<ItemCell> cells;  ///< left to right; empty for running text

  std::vector<LabelText> run_labels;  ///< running text: candidates for the row's label, likeliest first
  std::string run_label_raw;          ///< the label as it stands, with what stands before it
  std::u32string run_label_folded;    ///< the same, label characters only
  CharacterSet run_label_set;         ///< of run_label_folded
  std::u32string run;                 ///< the folded digits; spaces and line breaks are borders
  std::u32string run_tail_cut;        ///< the run without a last digit that may be the next label's number; else empty
  std::string run_raw;                ///< the digits as they stand
  std::string run_unit;               ///< unit behind the last digit
  bool run_behind_column = false;     ///< a column's label stands right before the digits, and no row's
  bool run_prose = false;             ///< a measure word follows: likely a sentence
  Source run_source;

  int table = -1;             ///< FormIndex::table_ids; -1: not yet known, or none
  std::string section;        ///< section id it stands in; empty: none

  bool is_run() const { return grid_row < 0; }
  bool is_blank_run() const { return is_run() && run.empty(); }  ///< a label in running text with nothing behind it
};

/// False of a stretch of digits in running text that has fewer of them than the row has columns: a page's number.
bool may_hold_row(const RowItem& item, std::size_t columns);

/// The rows of all grids among `blocks`, in their order. `sections[i]` is the section that block i stands in.
std::vector<RowItem> collect_grid_rows(std::span<const Block> blocks, const std::vector<std::string>& sections,
                                       const FormIndex& index);

/// What running text holds of rows.
struct TextRows {
  std::vector<RowItem> rows;
  std::u32string letters;  ///< the label characters of all of the text, folded
};

/// Cuts the paragraphs [first, last) of `blocks` at their runs of digits: each run with the label before it is an item.
TextRows collect_text_rows(std::span<const Block> blocks, int first, int last, const FormIndex& index);

}  // namespace nianbao
