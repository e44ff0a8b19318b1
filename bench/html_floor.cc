#include "bench/html_floor.h"

#include <libxml/HTMLparser.h>

namespace nianbao {

std::size_t run_html_floor(std::string_view page) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  htmlDocPtr tree = htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, nullptr, kOptions);
  if (tree == nullptr) return 0;
  const std::size_t children = xmlChildElementCount(xmlDocGetRootElement(tree));
  xmlFreeDoc(tree);
  return children;
}

}  // namespace nianbao
