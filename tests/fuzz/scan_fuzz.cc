// A picture file of any kind: decoded, and small ones read as scans up to the digits of their cells.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/scan/cell_ink.h"
#include "extract/scan/digit_reader.h"
#include "extract/scan/image_file.h"
#include "extract/scan/page_straightening.h"
#include "extract/scan/rule_finder.h"
#include "extract/scan/scan_tables.h"

namespace {

constexpr std::size_t kMostPixels = 400'000;  // more would make one run take seconds

void read_scan(const nianbao::PageImage& image) {
  const nianbao::StraightPage page = nianbao::straighten(image);
  const double dpi = page.dpi / page.step;
  const nianbao::RuleNetwork network = nianbao::connect_rules(nianbao::find_rules(page.small, dpi), page.small, dpi);
  nianbao::DigitPage digits;
  digits.dpi = static_cast<int>(page.dpi);
  for (const nianbao::ScanTable& table : nianbao::find_scan_tables(network, dpi)) {
    if (table.rows < 1 || table.cols < 1) std::abort();
    for (const nianbao::ScanCell& cell : table.cells)
      if (cell.row < 0 || cell.col < 0 || cell.row + cell.row_span > table.rows || cell.col + cell.col_span > table.cols) std::abort();
    for (nianbao::CellInk& ink : nianbao::cut_cells(page, network.rules, table))
      digits.cells.push_back({ink.crop.width, ink.crop.height, std::move(ink.crop.pixels)});
  }
  if (nianbao::read_digits(digits).size() != digits.cells.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const int pages = nianbao::count_image_pages(bytes, 3);
  for (int page = 0; page < pages; ++page) {
    const auto image = nianbao::read_image_page(bytes, page);
    if (!image) {
      if (image.error().message.empty()) std::abort();
      continue;
    }
    if (image->gray.width < 1 || image->gray.height < 1 || !(image->dpi > 0)) std::abort();
    if (image->gray.pixels.size() <= kMostPixels) read_scan(*image);
  }
  return 0;
}
