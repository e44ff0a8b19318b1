#pragma once

#include <cstdint>
#include <string_view>

namespace nianbao {

/// Whether the HTML parser would take more steps than that, foreseen from the tags alone: it looks through all open elements at
/// a tag, and through all attributes of a tag at each further one.
bool takes_more_steps(std::string_view html, std::int64_t most);

}  // namespace nianbao
