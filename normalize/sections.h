#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/record.h"
#include "normalize/form_index.h"

namespace nianbao {

/// The report's sections and, for each block, the id of the section it begins in (empty before the first heading).
struct SectionMap {
  std::vector<Section> sections;      ///< in the order of the report; `preamble` first where there is text before
  std::vector<std::string> of_block;
};

/// Cuts a report at the headings of its form's sections: short paragraphs that are a title (exactly, within a longer
/// heading, or nearly), the outline's first level before deeper ones; in text that runs together, titles behind their
/// numeral (`二、主动公开政府信息情况`).
SectionMap find_sections(std::span<const Block> blocks, const FormIndex& index);

}  // namespace nianbao
