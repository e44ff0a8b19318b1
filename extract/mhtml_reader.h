#pragma once

#include <string>
#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// The page in a saved web page.
struct SavedPage {
  std::string html;     ///< its bytes, transfer encoding undone
  std::string charset;  ///< as its part's header says; empty where it says nothing
  std::string url;      ///< where it was; empty where that is not said
};

/// Finds the page in a saved web page (MHTML, RFC 2557): the first part that is HTML. Error: damaged_file.
Result<SavedPage> find_saved_page(std::string_view bytes);

/// Reads a saved web page as read_html reads the page in it; its URL goes to the document's `url`. Browsers save so, and some sites hand out
/// such files as Word documents.
Result<Document> read_mhtml(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
