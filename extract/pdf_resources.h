#pragma once

// Private to extract/: includes Poppler's headers.

#include <Object.h>

#include "model/document.h"

class PDFDoc;
class Page;  // Poppler's

namespace nianbao {

/// What pages name in their content (fonts, forms, graphics states …) as one dictionary for all of them.
struct JoinedResources {
  Object dict;
  int last_page = 0;  ///< it serves from the first page to this one
};

/// Joins the resources of a page (from 1) with those of the pages after it, as far as these lie in the same frame and mean the
/// same by each name. Graphics states keep only what the reader of pages looks at: Poppler asks a state for twenty entries
/// whenever a text selects it, and office programs select one before every word.
JoinedResources join_resources(PDFDoc& doc, int first_page);

}  // namespace nianbao
