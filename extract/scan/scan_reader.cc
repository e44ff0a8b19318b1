#include "extract/scan/scan_reader.h"

#include <algorithm>
#include <cmath>

#include "extract/scan/cell_reader.h"
#include "extract/scan/language_data.h"
#include "extract/scan/page_straightening.h"
#include "extract/scan/prose_reader.h"
#include "extract/scan/scan_tables.h"

namespace nianbao {

Result<Page> ScanReader::read(const PageImage& image, const Page& page) {
  // What can be read must not depend on whether a page has a label that only Tesseract knows.
  if (auto folder = find_language_data(options_.tessdata); !folder) return Failure(folder.error());
  StraightPage straight = straighten(image);
  const double dpi = straight.dpi / straight.step;
  RuleNetwork network = connect_rules(find_rules(straight.small, dpi), straight.small, dpi);
  std::vector<ScanTable> tables = find_scan_tables(network, dpi);
  Page out;
  out.page_no = page.page_no;
  out.width_pt = page.width_pt;
  out.height_pt = page.height_pt;
  out.method = Method::ocr;
  out.skew_degrees = straight.skew_degrees;
  out.grids = read_cells(straight, network.rules, tables, page.page_no, text_);
  if (options_.prose) out.spans = read_prose(straight, tables, text_);
  if (text_.error()) return Failure(*text_.error());
  return out;
}

}  // namespace nianbao
