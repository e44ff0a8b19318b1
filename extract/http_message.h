#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace nianbao {

/// An HTTP response as a web archive keeps it.
struct HttpResponse {
  int status = 0;
  std::string content_type;      ///< lower case, without parameters; empty where it is not said
  std::string content_encoding;  ///< lower case
  std::string body;              ///< chunks joined; still in its content encoding
};

/// Splits a response into its header and body. Bodies that say to be chunked and are not are taken as they are, since some
/// archivers join the chunks and leave the header. Errors: damaged_file.
Result<HttpResponse> parse_http_response(std::string_view message);

/// `name: value` lines up to an empty one: the value of a header, whatever the case of its name; empty where it is not there.
std::string header_value(std::string_view headers, std::string_view name);

}  // namespace nianbao
