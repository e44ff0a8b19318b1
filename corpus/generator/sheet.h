#pragma once

#include <string>
#include <variant>
#include <vector>

namespace nianbao::corpus {

/// What is drawn on a page, in points from the top left of the page as the text runs, before any turning.

struct Rect {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

/// A run of glyphs, turned clockwise by `turned_degrees`; x, baseline are those of its beginning.
struct TextRun {
  std::string text;
  std::string family;
  bool bold = false;
  double size = 10;
  double x = 0, baseline = 0;
  double letter_spacing = 0;
  double turned_degrees = 0;
  double gray = 0;  ///< 0 is black
};

struct StrokedLine {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0, width = 0.5;
};

struct StrokedRect {
  Rect box;
  double width = 0.5;
};

/// `gray` 0 is black; a thin black one stands for a ruling.
struct FilledRect {
  Rect box;
  double gray = 0;
};

/// A coded picture that fills the box; `width`, `height` in pixels.
struct Picture {
  enum class Coding { jpeg, jpeg2000, g4, flate };
  Coding coding = Coding::jpeg;
  std::string bytes;  ///< as coded; of `flate` the gray pixels themselves, row by row
  int width = 0, height = 0;
  Rect box;
};

/// Colour that lets through what it lies on, as a stamp's or a pen's does; opaque where `covers`.
struct Ink {
  double red = 0, green = 0, blue = 0;
  bool covers = false;
};

/// A line through the points, or the area that it encloses where `width` is 0.
struct InkPath {
  std::vector<double> x, y;
  double width = 1;
  Ink ink;
};

struct InkRun {
  TextRun run;
  Ink ink;
};

struct ClipBegin {
  Rect box;
};
struct ClipEnd {};

using SheetItem = std::variant<TextRun, StrokedLine, StrokedRect, FilledRect, Picture, InkPath, InkRun, ClipBegin, ClipEnd>;

/// Where a number's glyphs stand.
struct Place {
  std::string field;
  Rect box;
};

/// How a sheet lies on its page. `turn_degrees`: the content is drawn turned clockwise by that much, so that on the
/// page as shown it lies sideways. `rotate_degrees`: the page's /Rotate; what is shown is upright.
struct Sheet {
  double width = 595.28, height = 841.89;  ///< as the text runs
  int turn_degrees = 0;
  int rotate_degrees = 0;
  double crop = 0;       ///< the media box is larger than the crop box by this much on each side
  double user_unit = 1;
  std::vector<SheetItem> items;
  std::vector<Place> places;
  std::vector<Place> cells;  ///< the whole cell of each value, blank ones too
};

/// The place on the page as shown, in points with UserUnit applied.
Rect shown_box(const Sheet& sheet, const Rect& box);

/// Size of the page as shown.
double shown_width(const Sheet& sheet);
double shown_height(const Sheet& sheet);

}  // namespace nianbao::corpus
