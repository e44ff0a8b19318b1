#pragma once

#include <cstdint>
#include <vector>

#include "extract/html_table.h"

namespace nianbao {

/// What a page uses a table for.
enum class HtmlTableRole {
  frame,     ///< places other content: prose, headings, further tables, one cell or one column
  grid,      ///< holds rows and columns of its own
  metadata,  ///< 索引号, 发布机构, … and what they are
};

struct HtmlTableUse {
  HtmlTable table;
  HtmlTableRole role = HtmlTableRole::frame;
  bool stands_alone = false;   ///< big enough to be a table of its own inside another's cell, or holds such
  bool has_number_rows = false;

  bool operator==(const HtmlTableUse&) const = default;
};

/// Every displayed table of a page with its use, in the order of the document.
///
/// A table is a frame if it holds one that stands alone (at least two rows and columns with six filled cells), unless two
/// of its own rows have numbers in two cells each: then both are grids.
class HtmlTables {
 public:
  explicit HtmlTables(const HtmlTree& tree);

  /// The table at that node; a node that is no displayed table is a bug (assert).
  const HtmlTableUse& at(std::uint32_t node) const;
  const std::vector<HtmlTableUse>& all() const { return tables_; }

 private:
  std::vector<HtmlTableUse> tables_;
};

}  // namespace nianbao
