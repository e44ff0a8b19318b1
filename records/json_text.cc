#include "records/json_text.h"

#include "records/line_writer.h"

namespace nianbao {

std::string json_text(std::string_view text) {
  LineWriter json;
  json.text(text);
  return std::string(json.line());
}

}  // namespace nianbao
