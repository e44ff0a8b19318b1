#pragma once

#include <string>
#include <vector>

namespace nianbao::corpus {

/// What file the scanned pages become.
enum class Carrier { jpeg_pdf, flate_pdf, g4_pdf, jpx_pdf, png, jpg, tiff };

/// What lies over cells, so that what they hold can't be known for sure.
enum class Obstruction { none, stain, hole, handwriting };

/// How a report's pages get from paper into a file.
struct ScanLook {
  Carrier carrier = Carrier::jpeg_pdf;
  int dpi = 300;
  bool colour = false;
  bool one_bit = false;
  int threshold = 150;       ///< of one bit
  int jpeg_quality = 85;
  double most_skew = 0.3;    ///< degrees, to either side; drawn anew for each page
  double least_skew = 0;
  double blur = 0.4;         ///< sigma in pixels
  double noise = 1.5;        ///< sigma in 255ths
  int specks = 0;            ///< a million pixels
  int ink = 20, paper = 250;
  double shade = 0;          ///< share of light that is lost
  double perspective = 0;
  double curl = 0;           ///< share of the page's height
  double desk = 0;           ///< margin round the paper, share of its height: a photograph
  double show_through = 0;
  double faint_toner = 0;    ///< share of the ink that is lost
  double ruling_gaps = 0;    ///< share of the rulings' pieces that have a gap
  bool seal = false;         ///< under the report
  bool seal_on_cells = false;
  bool stamp_and_notes = false;  ///< beside the table
  bool punched = false;
  int turned_degrees = 0;    ///< the paper lay so in the scanner, and no /Rotate says it
  Obstruction obstruction = Obstruction::none;  ///< over one cell or more of each page with a table
  bool erase_digit = false;  ///< one digit of one number is made unreadable, which the form's sums decide
  int text_pages = 0;        ///< pages that are not scanned but text: the first ones
};

/// What was done to a scan, for its truth.
struct ScanFacts {
  int dpi = 0;
  std::string number_font;
  std::vector<std::string> obstructed;  ///< fields whose cells something lies over
  std::string erased;                   ///< the field with an unreadable digit
};

}  // namespace nianbao::corpus
