#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/record.h"
#include "normalize/form_index.h"
#include "normalize/table_finder.h"
#include "normalize/table_reader.h"

namespace nianbao {

/// The forms whose edition of each table fits best (several where they tie), by table id; empty for tables not found.
std::vector<std::vector<int>> fitting_forms(const FoundTables& found, const FormIndex& index);

struct FormChoice {
  int form = -1;               ///< into FormIndex::forms; -1 where there are no forms
  std::vector<Finding> findings;  ///< form_by_year
};

/// Decides the report's form: that which alone has all rows that the table of requests shows (three rows in （六）); else
/// the form that the disclosure table fits; else by year, with the finding form_by_year. `assume_form` settles what these
/// leave open. `requests_fields` are the fields that the requests table shows.
FormChoice choose_form(const FormIndex& index, const std::vector<std::vector<int>>& fitting,
                       const std::vector<std::string_view>& requests_fields, std::optional<int> year,
                       const std::string& assume_form);

/// A scan's table that fits several editions equally, of which one has not all the fields that the reading shows: its labels do not
/// tell whose numbers they are, and none of them is sure. `fitting` are the editions, `reading` is after the one that was chosen.
void doubt_open_edition(TableReading& reading, const std::vector<int>& fitting, const FormIndex& index);

}  // namespace nianbao
