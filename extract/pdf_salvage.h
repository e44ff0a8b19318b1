#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nianbao {

/// A damaged PDF with a new end: a trailer that names the catalog that is still in the file. A file that was cut has
/// lost its trailer, and Poppler rebuilds the table of objects only where it finds one. None where no catalog is left.
std::optional<std::string> with_new_trailer(std::string_view pdf);

/// The same with a new catalog that lists the pages that are still in the file, in the order in which they stand there.
/// None where no page is left (pages inside compressed objects are not found).
std::optional<std::string> with_new_catalog(std::string_view pdf);

}  // namespace nianbao
