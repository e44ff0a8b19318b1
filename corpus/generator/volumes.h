#pragma once

#include <vector>

#include "corpus/generator/pieces.h"
#include "corpus/generator/plan.h"
#include "corpus/generator/random.h"
#include "corpus/generator/report.h"

namespace nianbao::corpus {

/// A file of several reports: what each says, and all of it in the order in which it stands there.
struct Volume {
  std::vector<Report> reports;
  std::vector<Piece> pieces;
  Report as_one;  ///< its own title, unit and date, as a site gives them for the page as a whole
};

/// The reports of two to four bodies on one year, with or without a cover and a table of contents; or those of one body on two
/// to four years, the latest first, each in the form of its year.
Volume make_volume(const ContentOptions& options, Holds holds, Random random);

}  // namespace nianbao::corpus
