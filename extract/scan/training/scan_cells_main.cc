// scan_cells: what the two witnesses say of every cell of a scan's tables, before any form or sum has spoken.
//
//   scan_cells FILE [FOLDER]   lines of tab-separated text: page, table, whole, row, col, x0, y0, x1, y1 (points), kind of ink, ink under a
//                              ruling, something over the cell, then line.text, .confidence, best runner-up, the same of glyphs, likeness, stray, sure, and the page's skew in degrees.
//                              With FOLDER each inked cell's crop goes there as a PGM. Milliseconds of processor time a page to stderr.
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>

#include "extract/scan/cell_ink.h"
#include "extract/scan/digit_reader.h"
#include "extract/scan/image_file.h"
#include "extract/scan/scan_tables.h"
#include "extract/scan/training/gray_images.h"

namespace nianbao {
namespace {

struct Place {
  int table = 0;
  const ScanTable* of = nullptr;
  const ScanCell* cell = nullptr;
};

const char* name_of(CellInk::Kind kind) { return kind == CellInk::Kind::blank ? "blank" : kind == CellInk::Kind::faint ? "faint" : "inked"; }

void write_witness(const WitnessReading& reading) {
  std::cout << '\t' << reading.text << '\t' << reading.confidence << '\t' << (reading.runners_up.empty() ? "" : reading.runners_up.front().text);
}

void write_cell(int page_no, const StraightPage& page, const Place& place, const CellInk& ink, const DigitReading& reading) {
  const auto corner = [&](int i) {
    const PixelPoint& p = place.cell->corners[static_cast<std::size_t>(i)];
    return page.to_page(p.x * page.step, p.y * page.step);
  };
  std::cout << page_no << '\t' << place.table << '\t' << place.of->whole << '\t' << place.cell->row << '\t' << place.cell->col << '\t'
            << corner(0).x << '\t' << corner(0).y << '\t' << corner(2).x << '\t' << corner(2).y << '\t' << name_of(ink.kind) << '\t'
            << ink.touches_rule << '\t' << ink.covered;
  write_witness(reading.line);
  write_witness(reading.glyphs);
  std::cout << '\t' << reading.likeness << '\t' << reading.stray_ink << '\t' << reading.sure << '\t' << page.skew_degrees << '\n';
}

void keep_crop(const std::string& folder, int page_no, const Place& place, const GrayImage& crop) {
  std::ofstream out(folder + "/" + std::to_string(page_no) + "_" + std::to_string(place.table) + "_" + std::to_string(place.cell->row) + "_" +
                    std::to_string(place.cell->col) + ".pgm");
  write_gray_image(out, crop.width, crop.height, crop.pixels);
}

void read_page(const PageImage& image, int page_no, const std::string& folder) {
  const StraightPage page = straighten(image);
  const double dpi = page.dpi / page.step;
  const RuleNetwork network = connect_rules(find_rules(page.small, dpi), page.small, dpi);
  const std::vector<ScanTable> tables = find_scan_tables(network, dpi);
  std::vector<Place> places;
  std::vector<CellInk> inks;
  DigitPage digits{static_cast<int>(page.dpi), {}};
  const auto start = std::clock();
  for (std::size_t t = 0; t < tables.size(); ++t) {
    std::vector<CellInk> cut = cut_cells(page, network.rules, tables[t]);
    for (std::size_t i = 0; i < cut.size(); ++i) {
      places.push_back({static_cast<int>(t), &tables[t], &tables[t].cells[i]});
      digits.cells.push_back({cut[i].crop.width, cut[i].crop.height, cut[i].kind == CellInk::Kind::blank ? std::vector<std::uint8_t>{} : cut[i].crop.pixels});
      if (cut[i].kind == CellInk::Kind::blank) digits.cells.back().width = digits.cells.back().height = 0;
      inks.push_back(std::move(cut[i]));
    }
  }
  const auto cut_done = std::clock();
  const std::vector<DigitReading> readings = read_digits(digits);
  const auto done = std::clock();
  const auto milliseconds = [](std::clock_t time) { return 1000.0 * static_cast<double>(time) / CLOCKS_PER_SEC; };
  std::cerr << page_no << '\t' << places.size() << " cells\t" << milliseconds(cut_done - start) << " ms ink\t" << milliseconds(done - cut_done) << " ms digits\n";
  for (std::size_t i = 0; i < places.size(); ++i) {
    write_cell(page_no, page, places[i], inks[i], readings[i]);
    if (!folder.empty() && inks[i].kind != CellInk::Kind::blank) keep_crop(folder, page_no, places[i], inks[i].crop);
  }
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: scan_cells FILE [FOLDER]\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const int count = nianbao::count_image_pages(bytes, 1000);
  for (int index = 0; index < count; ++index) {
    auto image = nianbao::read_image_page(bytes, index);
    if (!image) {
      std::cerr << image.error().message << '\n';
      return 1;
    }
    nianbao::read_page(*image, index + 1, argc > 2 ? argv[2] : "");
  }
  return 0;
}
