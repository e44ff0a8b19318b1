#pragma once

#include <optional>
#include <span>
#include <string>

#include "model/document.h"

namespace nianbao {

/// What a document is that is no such yearly report, and the rule that decided, in plain words.
struct DocumentKind {
  std::string kind;  ///< letter, list_page, other_report, error_page, other
  std::string why, why_zh;

  bool operator==(const DocumentKind&) const = default;
};

/// Tells from title, sections and length what a document is that is no report of this kind; none where it is one, with
/// tables or in prose alone. Where tables of the form stand, it is one. A blank form is not told here.
std::optional<DocumentKind> find_other_kind(const Document& document, std::span<const Block> blocks, bool has_form_tables);

}  // namespace nianbao
