#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/generator/official_form.h"

namespace nianbao::corpus {

/// A cell's number: what is true of it, and how it is printed.
struct Entry {
  std::string field;
  std::optional<std::string> value;  ///< exact decimal in the field's unit; none where the cell shows no number
  std::string status;                ///< of a cell without a number: blank or dash
  std::string printed;               ///< the cell's whole text
  std::string number;                ///< its part that is the number's own glyphs
};

/// A table that is none of the form's.
struct OtherTable {
  std::string caption;
  std::vector<std::vector<std::string>> rows;
};

struct ReportSection {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<OtherTable> tables;  ///< after the paragraphs
};

/// What a report says, without how it looks.
struct Report {
  std::string name;  ///< file name without its ending
  std::string kind;
  std::string unit;
  int year = 0;
  FormYear disclosure_form = FormYear::y2021;
  bool other_in_three = true;
  std::string form;
  std::vector<std::string> title;     ///< its lines
  std::vector<std::string> preamble;  ///< paragraphs before 一、
  std::vector<Entry> entries;         ///< in the order of the form
  std::map<std::string, std::string> misprints;  ///< label's key (table.row, table.column, a title) -> what is printed
  std::set<std::string> omitted_rows;            ///< table.row that the report doesn't show
  std::vector<ReportSection> sections;           ///< the six of the form
  std::string signature, date, published;
  std::vector<std::string> findings;  ///< ids that must be found, sums apart
};

/// What a report shall hold.
struct ContentOptions {
  enum class Scale { zero, small, medium, large };
  enum class Empty { none, blank_zeros, blank_columns, dash_zeros, blank_totals };
  FormYear disclosure_form = FormYear::y2021;
  bool other_in_three = true;
  Scale scale = Scale::medium;
  Empty empty = Empty::none;
  std::string dash = "/";
  bool separators = false;
  bool full_width = false;
  bool trailing_zeros = false;
  bool yuan = false;
  bool remarks = false;
  bool other_tables = false;
  bool two_line_title = false;
  bool odd_title = false;       ///< the year in Chinese numerals, blanks around it, no unit in it, 关于…
  bool pieces_in_cells = false; ///< 12件
  bool signed_report = true;
  std::string unit;  ///< empty: made up
  int year = 0;      ///< 0: made up
  int wrong_sums = 0;
  int misprints = 0;
  int missing_rows = 0;
  int paragraphs = 4;  ///< of each section of prose
};

const Entry* find_entry(const Report& report, const std::string& field);

/// The label as this report prints it.
std::string printed_label(const Report& report, const std::string& key, const std::string& official);

/// Ids of the sum findings that are right for these values. A relation with cells that show no number, or whose number
/// is among `unknown`, is broken only if no filling by numbers >= 0 makes it hold.
std::vector<std::string> broken_sums(const Report& report, const std::set<std::string>& unknown);

}  // namespace nianbao::corpus
