#include "extract/scan/label_reader.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <tuple>

#include "cell_drawing.h"
#include "drawn_labels.h"
#include "extract/scan/label_strip.h"
#include "extract/scan/line_cutting.h"
#include "extract/scan/text_recogniser.h"

using namespace nianbao;

namespace {

GrayImage image_of(std::string_view drawing) {
  const InkCrop crop = draw_cell(drawing);
  GrayImage out(crop.width, crop.height);
  out.pixels = crop.gray;
  return out;
}

LabelReading read(const GrayImage& image) {
  const std::vector<GrayImage> lines = cut_lines(image, 0);
  return read_label(lines, 22, darkest_ink(image));
}

void paint(GrayImage& image, int x0, int y0, int x1, int y1, std::uint8_t level) {
  for (int y = y0; y < y1; ++y) std::fill(image.row(y) + x0, image.row(y) + x1, level);
}

}  // namespace

TEST_CASE("The label net reads a label of the forms line by line, in a font that it never saw") {
  const LabelReading denied = read(image_of(kDenied));
  CHECK(denied.text == "（三）不予\n公开");
  CHECK(denied.has_words);
  CHECK(denied.is_good());
  CHECK(read(image_of(kSecret)).text == "1.属于国家秘密");
  CHECK(read(image_of(kItem)).text == "第二十条第（八）项");
}

TEST_CASE("One character a line is read at the size of the page's lines") { CHECK(read(image_of(kTurned)).text == "二\n上\n年"); }

TEST_CASE("Characters that no form prints are told as unknown, and the reading is no good one") {
  const LabelReading foreign = read(image_of(kForeign));
  CHECK_FALSE(foreign.is_good());
  CHECK(foreign.known < foreign.characters);
}

TEST_CASE("A label printed in pale toner reads as a dark one") {
  GrayImage pale = image_of(kDenied);
  for (std::uint8_t& level : pale.pixels) level = static_cast<std::uint8_t>(255 - (255 - level) * 2 / 7);
  CHECK(read(pale).text == "（三）不予\n公开");
}

TEST_CASE("A cell without lines has no label, and a line of any size is bounded") {
  CHECK(read_label({}, 22, 0).text.empty());
  CHECK_FALSE(read_label({}, 22, 0).is_good());
  CHECK(read_label({GrayImage(20'000, 10, 0)}, 22, 0).text == "?");
  CHECK(read_label({GrayImage(1, 1, 0)}, 22, 0).characters <= 1);
}

TEST_CASE("A cell is cut into its lines; a stroke alone goes with its line, faint ink counts, specks do not") {
  GrayImage cell(60, 80);
  paint(cell, 10, 10, 50, 30, 40);
  paint(cell, 10, 45, 50, 50, 40);  // the upper part of a character
  paint(cell, 10, 53, 50, 65, 40);
  paint(cell, 30, 75, 31, 76, 0);   // a speck
  CHECK(cut_lines(cell, 0).size() == 2);
  for (std::uint8_t& level : cell.pixels) level = static_cast<std::uint8_t>(255 - (255 - level) / 4);
  CHECK(cut_lines(cell, 0).size() == 2);
  CHECK(cut_lines(GrayImage(60, 80), 0).empty());
}

TEST_CASE("A recogniser past its deadline reads nothing and says so") {
  TextRecogniser text("");
  text.set_deadline(TextRecogniser::Clock::now() - std::chrono::seconds(1));
  CHECK(text.read_line(image_of(kSecret), 150).characters.empty());
  CHECK(text.ran_over());
}

TEST_CASE("Missing language data is told when it is wanted, with the package to install") {
  TextRecogniser text("no/such/folder");
  CHECK_FALSE(text.error().has_value());
  CHECK(text.read_line(image_of(kSecret), 150).characters.empty());
  REQUIRE(text.error().has_value());
  CHECK(text.error()->message.find("tesseract-ocr-chi-sim") != std::string::npos);
}
