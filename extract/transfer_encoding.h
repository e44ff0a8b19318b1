#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// RFC 2045, 6.7. What is no encoding stays as it is.
std::string from_quoted_printable(std::string_view text);

/// RFC 2045, 6.8. Characters that are no digits are passed over.
std::string from_base64(std::string_view text);

}  // namespace nianbao
