#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/document.h"
#include "normalize/row_items.h"

namespace nianbao {

/// The rows whose labels stand in the running text of a section with no value behind any of them: a table without rulings, or
/// pasted as text, whose cells are empty. Their `run` is empty. Nothing is found unless the section's paragraphs hold the
/// labels of its tables and hardly anything else: no digit but those that number labels, no dash, no 无.
/// `sections[i]` is the section of block i. A table whose row has no label gives one item, if its columns are all named there.
std::vector<RowItem> collect_blank_rows(std::span<const Block> blocks, const std::vector<std::string>& sections,
                                        const std::string& section, const FormIndex& index);

}  // namespace nianbao
