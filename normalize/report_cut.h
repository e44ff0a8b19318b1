#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/document.h"
#include "model/record.h"
#include "normalize/form_index.h"

namespace nianbao {

/// One report among several in a file: its blocks [begin, end), and what is said of it outside of them or in a heading that
/// is no title; to be used where its own text does not say it.
struct ReportPart {
  std::size_t begin = 0, end = 0;
  std::optional<Evidence> unit, year;

  bool operator==(const ReportPart&) const = default;
};

/// Cuts a document that holds several reports (a compiled volume, a page with several years) into them, in their order. One
/// part, the whole of it, where it holds one report or none.
///
/// A report begins at a line that is its title, or at a line that is a body's name before the first section's heading. Two
/// parts are two reports only if each has a body of its own (the table of requests, or three sections with text), the form
/// starts over in the later one (its first section, or two of its tables), and they name another unit or year: an annex, a
/// table shown twice, last year's table, a title that is repeated or cited never cut a report. What stands before the first
/// (cover, foreword, table of contents) belongs to none; its title gives the year to parts that state none.
std::vector<ReportPart> cut_reports(std::span<const Block> blocks, const FormIndex& index);

}  // namespace nianbao
