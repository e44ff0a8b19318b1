#include "extract/scan/cell_reader.h"

#include <algorithm>

#include "extract/scan/digit_reader.h"
#include "extract/scan/label_reader.h"
#include "extract/scan/label_strip.h"
#include "extract/scan/line_cutting.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostRunnersUp = 40;  // of two witnesses, and readings with one figure unreadable
constexpr int kUnseenConfidence = 400'000;  // at most, of a number that no witness sees: no sum clears it
constexpr int kAgreedConfidence = 950'000;  // where both witnesses say the same, however timid the second: training/README.md
constexpr int kAgreedBeforeBlot = 800'000;  // of the first witness: surer, it is no blot's reading
constexpr double kLeastTypeInch = 0.04;      // no line of text is lower
constexpr double kUsualTypeInch = 0.12;
constexpr double kWidestFigure = 1.1;  // of its height
constexpr double kWidestNumber = 4;    // of its height: wider ink is looked at as a label first
constexpr int kFlatPercent = 40;       // of a line's usual height: a dash has less

/// A cell of the page on its way to its grid.
struct OpenCell {
  CellInk ink;
  Cell* cell = nullptr;
  bool whole = false;  ///< its table is
  std::vector<GrayImage> lines;
  int darkest = 0;
};

Box box_of(const StraightPage& page, const std::array<PixelPoint, 4>& corners) {
  Box out{1e9, 1e9, -1e9, -1e9};
  for (const PixelPoint& p : corners) {
    PixelPoint at = page.to_page(p.x * page.step, p.y * page.step);
    out = {std::min(out.x0, at.x), std::min(out.y0, at.y), std::max(out.x1, at.x), std::max(out.y1, at.y)};
  }
  return out;
}

Grid begin_grid(const StraightPage& page, const ScanTable& table, int page_no) {
  Grid out;
  out.rows = table.rows;
  out.cols = table.cols;
  out.kind = GridKind::ruled;
  out.source.page = page_no;
  for (const ScanCell& cell : table.cells) {
    Cell& to = out.cells.emplace_back();
    to.row = cell.row, to.col = cell.col, to.row_span = cell.row_span, to.col_span = cell.col_span;
    to.source.page = page_no;
    to.source.bbox = box_of(page, cell.corners);
    out.source.bbox = out.source.bbox ? united(*out.source.bbox, *to.source.bbox) : *to.source.bbox;
  }
  return out;
}

/// A digit or a dash alone; a point or bracket alone, or `2.`, begins a label.
bool is_numeric(const std::string& text) {
  if (text.empty() || text.find('?') != std::string::npos || text.back() == '.' || text.back() == ',') return false;
  return text.find_first_of("0123456789-/") != std::string::npos;
}

/// Whether ink of that size can be no more than so many figures: what reads as one figure and is a line of characters is a
/// label; ink in two lines, too, unless both witnesses are sure of a figure whose strokes do not meet.
bool has_room_for_more(const OpenCell& open, std::size_t figures, bool sure) {
  if (open.lines.size() != 1) return !sure && figures < 4;
  return open.lines.front().width > kWidestFigure * open.lines.front().height * (static_cast<double>(figures) + 1);
}

/// Ink that is wide and flat is a dash of any length; characters as wide are higher.
bool is_flat(const OpenCell& open, int usual_height) {
  return open.lines.size() == 1 && open.lines.front().height * 100 < usual_height * kFlatPercent;
}

bool is_long(const OpenCell& open) {
  return open.lines.size() > 1 || (open.lines.size() == 1 && open.lines.front().width > kWidestNumber * open.lines.front().height);
}

void add_runner_up(std::vector<std::string>& out, const std::string& text, const std::string& chosen) {
  if (text != chosen && is_numeric(text) && out.size() < kMostRunnersUp && std::find(out.begin(), out.end(), text) == out.end())
    out.push_back(text);
}

/// A number of which one figure is unreadable: `1?3`.
bool has_one_gap(const std::string& text) {
  return std::count(text.begin(), text.end(), '?') == 1 && text.find_first_not_of("0123456789.?") == std::string::npos;
}

/// Any figure may be what a blot hides.
void add_filled(std::vector<std::string>& out, std::string text, const std::string& chosen) {
  if (!has_one_gap(text)) return;
  char& gap = text[text.find('?')];
  for (gap = '0'; gap <= '9'; ++gap) add_runner_up(out, text, chosen);
}

/// The other readings of the same ink, in turn of the two witnesses.
std::vector<std::string> runners_up(const DigitReading& reading, const std::string& chosen) {
  std::vector<std::string> out;
  add_runner_up(out, reading.line.text, chosen);
  add_runner_up(out, reading.glyphs.text, chosen);
  const auto& line = reading.line.runners_up;
  const auto& glyphs = reading.glyphs.runners_up;
  for (std::size_t i = 0; i < std::max(line.size(), glyphs.size()); ++i) {
    if (i < line.size()) add_runner_up(out, line[i].text, chosen);
    if (i < glyphs.size()) add_runner_up(out, glyphs[i].text, chosen);
  }
  add_filled(out, reading.line.text, chosen);
  add_filled(out, reading.glyphs.text, chosen);
  return out;
}

/// How sure the reading is: what is left when neither witness is wrong. Where they differ, no surer than the second allows.
int confidence_of(const DigitReading& reading, const std::string& chosen) {
  if (reading.line.text == reading.glyphs.text) return std::min(reading.line.confidence, std::max(reading.glyphs.confidence, kAgreedConfidence));
  const WitnessReading& other = chosen == reading.line.text ? reading.glyphs : reading.line;
  return std::min(chosen == reading.line.text ? reading.line.confidence : reading.glyphs.confidence, kFullConfidence - other.confidence);
}

/// A number of which one figure is unreadable, as the one witness or the other sees it; empty where neither does.
std::string blotted_text(const DigitReading& reading, const OpenCell& open) {
  for (const std::string& text : {reading.line.text, reading.glyphs.text, reading.gapped}) {
    const bool gap = has_one_gap(text) && text.size() > 1 && text.size() < 10 && text.find('.') == std::string::npos;
    if (gap && !has_room_for_more(open, text.size(), false)) return text;
  }
  return {};
}

/// No sure reading, and no likeliest one: what the other figures leave open is told.
void set_blotted(OpenCell& open, const DigitReading& reading, const std::string& text) {
  open.cell->text = text;
  open.cell->recognition->confidence = 0;
  open.cell->recognition->runners_up = runners_up(reading, text);
}

void set_number(OpenCell& open, const DigitReading& reading) {
  Recognition& known = *open.cell->recognition;
  open.cell->text = is_numeric(reading.line.text) ? reading.line.text : reading.glyphs.text;
  known.confidence = confidence_of(reading, open.cell->text);
  known.sure = reading.sure && !reading.stray_ink && !open.ink.touches_rule && !open.ink.covered && open.ink.kind == CellInk::Kind::inked && open.whole;
  known.runners_up = runners_up(reading, open.cell->text);
}

void set_label(OpenCell& open, std::string text, int confidence) {
  // Ink is never a blank cell, whatever is made of it.
  const bool none = text.find_first_not_of(" \n") == std::string::npos;
  open.cell->text = none ? std::string(1, '?') : std::move(text);
  open.cell->recognition->confidence = confidence;
}

/// A label that the net does not know well: Tesseract knows more characters.
void set_foreign_label(OpenCell& open, const LabelReading& label, double dpi, TextRecogniser& recogniser) {
  int confidence = 100;
  std::string text;
  for (const GrayImage& image : cut_lines(open.ink.crop, static_cast<int>(dpi / 15))) {
    const RecognisedLine line = recogniser.read_line(image, dpi);
    confidence = std::min(confidence, line.confidence);
    if (!text.empty()) text += '\n';
    text += text_of(line);
  }
  if (text.empty()) return set_label(open, label.text, label.confidence);
  const bool number = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  set_label(open, std::move(text), std::min(std::max(0, confidence) * (kFullConfidence / 100), number ? kUnseenConfidence : kFullConfidence));
}

/// What is neither a number nor words: specks or a seal beside figures, mostly.
void set_neither(OpenCell& open, const LabelReading& label, const DigitReading& reading) {
  const bool figures = reading.line.text.find_first_of("0123456789") != std::string::npos;
  set_label(open, figures ? reading.line.text : label.text, 0);
}

/// Specks beside a number that both witnesses see: its sums may clear it.
void set_unsure_number(OpenCell& open, const DigitReading& reading) {
  set_number(open, reading);
  open.cell->recognition->sure = false;
}

LabelReading label_of(const OpenCell& open, int usual_height) { return read_label(open.lines, usual_height, open.darkest); }

/// Cells that are labels at first sight are none of the digit readers' business.
std::vector<OpenCell*> set_long_labels(const std::vector<OpenCell*>& inked, int usual_height) {
  std::vector<OpenCell*> left;
  for (OpenCell* open : inked) {
    const LabelReading label = is_long(*open) && !is_flat(*open, usual_height) ? label_of(*open, usual_height) : LabelReading{};
    if (label.has_words && label.is_good()) set_label(*open, label.text, label.confidence);
    else left.push_back(open);
  }
  return left;
}

void set_short(OpenCell& open, const DigitReading& reading, int usual_height, double dpi, TextRecogniser& text) {
  const std::string& figures = reading.line.text;
  const bool dash = figures == "-" && (reading.sure || is_flat(open, usual_height));
  const bool number = is_numeric(figures) && (dash || !has_room_for_more(open, figures.size(), reading.sure));
  // Where the witnesses differ or are timid, and one glyph is unclear, no reading is the likelier.
  const bool same = is_numeric(figures) && figures == reading.glyphs.text;
  const bool agreed = number && same && reading.line.confidence >= kAgreedBeforeBlot;
  const std::string blotted = agreed ? std::string() : blotted_text(reading, open);
  if (!blotted.empty()) return set_blotted(open, reading, blotted);
  if (number) return set_number(open, reading);
  const LabelReading label = label_of(open, usual_height);
  if (!label.has_words && same) set_unsure_number(open, reading);
  else if (!label.has_words) set_neither(open, label, reading);
  else if (label.is_good()) set_label(open, label.text, label.confidence);
  else set_foreign_label(open, label, dpi, text);
  open.cell->recognition->runners_up = runners_up(reading, open.cell->text);
}

/// The height of the page's lines of text: of those that are labels at first sight, where there are some.
int usual_height_of(const std::vector<OpenCell*>& inked, double dpi) {
  std::vector<int> all, of_long;
  for (const OpenCell* open : inked)
    for (const GrayImage& line : open->lines) {
      if (line.height < dpi * kLeastTypeInch) continue;  // dashes: a page may have little else
      all.push_back(line.height);
      if (is_long(*open)) of_long.push_back(line.height);
    }
  if (all.empty()) return static_cast<int>(dpi * kUsualTypeInch);
  return middle_height(std::move(of_long.empty() ? all : of_long));
}

void read_inked(std::vector<OpenCell>& cells, double dpi, TextRecogniser& text) {
  std::vector<OpenCell*> inked;
  for (OpenCell& open : cells) {
    if (open.ink.kind == CellInk::Kind::blank) continue;
    open.lines = cut_lines(open.ink.crop, 0);
    open.darkest = darkest_ink(open.ink.crop);
    inked.push_back(&open);
  }
  const int usual_height = usual_height_of(inked, dpi);
  inked = set_long_labels(inked, usual_height);
  DigitPage page;
  page.dpi = static_cast<int>(dpi);
  for (const OpenCell* open : inked) page.cells.push_back({open->ink.crop.width, open->ink.crop.height, open->ink.crop.pixels});
  const std::vector<DigitReading> readings = read_digits(page);
  for (std::size_t i = 0; i < inked.size(); ++i) set_short(*inked[i], readings[i], usual_height, dpi, text);
}

}  // namespace

std::vector<Grid> read_cells(const StraightPage& page, const ScanRules& rules, const std::vector<ScanTable>& tables, int page_no,
                             TextRecogniser& text) {
  std::vector<Grid> out;
  for (const ScanTable& table : tables) out.push_back(begin_grid(page, table, page_no));
  std::vector<OpenCell> cells;
  const bool fine = page.dpi >= kLeastSureDpi;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    std::vector<CellInk> inks = cut_cells(page, rules, tables[t]);
    for (std::size_t i = 0; i < inks.size(); ++i) {
      Cell& cell = out[t].cells[i];
      bool blank = inks[i].kind == CellInk::Kind::blank;
      cell.recognition = Recognition{blank ? kFullConfidence : 0, blank && fine && tables[t].whole, {}, inks[i].covered};
      cells.push_back({std::move(inks[i]), &cell, fine && tables[t].whole, {}, 0});
    }
  }
  read_inked(cells, page.dpi, text);
  return out;
}

}  // namespace nianbao
