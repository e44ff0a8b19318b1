#pragma once

#include <string>
#include <vector>

#include "model/form.h"

namespace nianbao {

/// Every field of the forms as a table with a heading, columns separated by tabs: field, short, forms (separated by a
/// space), unit, range, label, definition. A field of several forms has one line, as its first form tells it.
std::string field_list(const std::vector<Form>& forms);

/// Every rule as a table with a heading, columns separated by tabs.
std::string rule_list();

}  // namespace nianbao
