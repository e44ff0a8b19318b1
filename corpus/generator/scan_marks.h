#pragma once

#include "corpus/generator/random.h"
#include "corpus/generator/scan_look.h"
#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

/// What people and machines leave on a sheet before it is scanned. Each adds to the sheet's items; places are in the sheet's own points.

/// A round red seal with a star and a body's name.
void add_seal(Sheet& sheet, double x, double y, const std::string& unit, Random random);
/// A received stamp in a corner and handwriting in the margins, beside the tables.
void add_stamp_and_notes(Sheet& sheet, Random random);
void add_punched_holes(Sheet& sheet, Random random);
/// Gaps in the rulings.
void break_rulings(Sheet& sheet, double share, Random random);
/// Something over the place; returns the area that it can touch.
Rect obstruct(Sheet& sheet, const Rect& place, Obstruction kind, Random random);
/// Ink that makes one glyph unreadable.
void blot_glyph(Sheet& sheet, const Rect& glyph, Random random);

}  // namespace nianbao::corpus
