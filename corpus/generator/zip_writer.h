#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nianbao::corpus {

/// A ZIP archive of these members (name, bytes) in this order, stored as they are: the same bytes whatever zlib is there.
std::string to_zip(const std::vector<std::pair<std::string, std::string>>& members);

}  // namespace nianbao::corpus
