// digit_cells: what the training scripts need of the program, so that a model is trained on exactly what it will be given.
//
//   digit_cells strips DPI page.pgm ...   one strip a cell to stdout; none (width 0) where a cell has not one text line
//   digit_cells labels DPI page.pgm ...   the same of labels, for the label net
//   digit_cells arcs DPI page.pgm ...     lines of tab-separated text: cell, atoms, first atom, atoms in the arc, window in hex
//   digit_cells read DPI page.pgm ...     a line a cell: page, cell, then line.text, .confidence, best runner-up, the same of glyphs,
//                                         likeness, stray, sure
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "extract/scan/digit_ink.h"
#include "extract/scan/digit_strip.h"
#include "extract/scan/glyph_lattice.h"
#include "extract/scan/label_strip.h"
#include "extract/scan/line_cutting.h"
#include "extract/scan/training/gray_images.h"

namespace nianbao {
namespace {

std::vector<NumberInk> find_page_ink(const std::vector<InkCrop>& crops, int dpi) {
  std::vector<NumberInk> cells;
  for (const InkCrop& crop : crops) cells.push_back(find_cell_ink(crop, dpi));
  return cells;
}

void write_strips(const std::vector<InkCrop>& crops, int dpi) {
  const std::vector<NumberInk> cells = find_page_ink(crops, dpi);
  const int type_height = find_type_height(cells, dpi);
  for (const NumberInk& cell : cells) {
    const DigitStrip strip = cell.lines.size() == 1 ? make_strip(cell.lines.front(), type_height) : DigitStrip{};
    write_gray_image(std::cout, strip.width, kStripHeight, strip.ink);
  }
}

void write_label_strips(const std::vector<InkCrop>& crops) {
  std::vector<std::vector<GrayImage>> lines;
  std::vector<int> darkest, heights;
  for (const InkCrop& crop : crops) {
    GrayImage image(crop.width, crop.height);
    image.pixels = crop.gray;
    lines.push_back(cut_lines(image, 0));
    darkest.push_back(darkest_ink(image));
    for (const GrayImage& line : lines.back()) heights.push_back(line.height);
  }
  const int usual_height = middle_height(std::move(heights));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const DigitStrip strip = lines[i].size() == 1 ? make_label_strip(lines[i].front(), usual_height, darkest[i]) : DigitStrip{};
    write_gray_image(std::cout, strip.width, kStripHeight, strip.ink);
  }
}

void write_hex(const std::vector<std::uint8_t>& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const std::uint8_t byte : bytes) std::cout << kDigits[byte >> 4] << kDigits[byte & 15];
}

void write_arcs(const std::vector<InkCrop>& crops, int dpi) {
  const std::vector<NumberInk> cells = find_page_ink(crops, dpi);
  const int type_height = find_type_height(cells, dpi);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].lines.size() != 1) continue;
    const InkLine& line = cells[i].lines.front();
    const std::vector<InkAtom> atoms = find_atoms(line, type_height);
    for (const GlyphArc& arc : find_arcs(line, atoms, type_height)) {
      std::cout << i << '\t' << atoms.size() << '\t' << arc.first << '\t' << arc.count << '\t';
      write_hex(draw_glyph(line, atoms, arc, type_height));
      std::cout << '\n';
    }
  }
}

void write_witness(const WitnessReading& reading) {
  std::cout << '\t' << reading.text << '\t' << reading.confidence << '\t' << (reading.runners_up.empty() ? "" : reading.runners_up.front().text);
}

void write_readings(const std::string& name, std::vector<InkCrop> crops, int dpi) {
  const std::vector<DigitReading> cells = read_digits({dpi, std::move(crops)});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::cout << name << '\t' << i;
    write_witness(cells[i].line);
    write_witness(cells[i].glyphs);
    std::cout << '\t' << cells[i].likeness << '\t' << cells[i].stray_ink << '\t' << cells[i].sure << '\n';
  }
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (argc < 4 || (mode != "strips" && mode != "labels" && mode != "arcs" && mode != "read")) {
    std::cerr << "usage: digit_cells strips|labels|arcs|read DPI page.pgm ...\n";
    return 2;
  }
  const int dpi = std::atoi(argv[2]);
  for (int i = 3; i < argc; ++i) {
    const std::vector<nianbao::InkCrop> crops = nianbao::read_gray_images(argv[i]);
    if (mode == "strips") nianbao::write_strips(crops, dpi);
    else if (mode == "labels") nianbao::write_label_strips(crops);
    else if (mode == "arcs") nianbao::write_arcs(crops, dpi);
    else nianbao::write_readings(argv[i], crops, dpi);
  }
  return 0;
}
