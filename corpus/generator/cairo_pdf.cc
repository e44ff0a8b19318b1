#include "corpus/generator/cairo_pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <variant>

#include "corpus/generator/measure.h"
#include "corpus/generator/pdf_update.h"

namespace nianbao::corpus {

namespace {

constexpr double kQuarterTurn = 1.57079632679489661923;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void set_font(PangoLayout* layout, const std::string& family, bool bold, double size) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, family.c_str());
  pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

/// No kerning and no ligatures: a line is as wide as its characters.
void set_attributes(PangoLayout* layout, double letter_spacing) {
  PangoAttrList* list = pango_attr_list_new();
  pango_attr_list_insert(list, pango_attr_font_features_new("kern 0, liga 0, clig 0"));
  if (letter_spacing > 0) {
    pango_attr_list_insert(list, pango_attr_letter_spacing_new(static_cast<int>(letter_spacing * PANGO_SCALE)));
  }
  pango_layout_set_attributes(layout, list);
  pango_attr_list_unref(list);
}

/// Widths that grow with the size: neither hinted nor rounded.
void set_plain_metrics(PangoContext* context) {
  pango_context_set_round_glyph_positions(context, FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
}

class PangoMeasure : public TextMeasure {
 public:
  PangoMeasure() {
    context_ = pango_font_map_create_context(pango_cairo_font_map_get_default());
    set_plain_metrics(context_);
    layout_ = pango_layout_new(context_);
    set_attributes(layout_, 0);
  }
  ~PangoMeasure() override {
    g_object_unref(layout_);
    g_object_unref(context_);
  }
  PangoMeasure(const PangoMeasure&) = delete;
  PangoMeasure& operator=(const PangoMeasure&) = delete;

  double width(const std::string& family, bool bold, double size, const std::string& text) override {
    double em = 0;
    for (const std::string& c : characters(text)) em += advance(family, bold, c);
    return em * size;
  }

 private:
  double advance(const std::string& family, bool bold, const std::string& c) {
    const auto key = std::make_tuple(family, bold, c);
    const auto at = advances_.find(key);
    if (at != advances_.end()) return at->second;
    constexpr double kSize = 100;
    set_font(layout_, family, bold, kSize);
    pango_layout_set_text(layout_, c.c_str(), -1);
    PangoRectangle logical;
    pango_layout_get_extents(layout_, nullptr, &logical);
    return advances_[key] = static_cast<double>(logical.width) / PANGO_SCALE / kSize;
  }

  PangoContext* context_;
  PangoLayout* layout_;
  std::map<std::tuple<std::string, bool, std::string>, double> advances_;
};

/// cairo hands these bytes on as they are; of pixels without a coding it makes a Flate stream.
void attach(cairo_surface_t* surface, const char* type, const std::string& bytes) {
  auto* copy = static_cast<unsigned char*>(g_malloc(bytes.size()));
  std::copy(bytes.begin(), bytes.end(), copy);
  cairo_surface_set_mime_data(surface, type, copy, bytes.size(), g_free, copy);
}

void set_gray_pixels(cairo_surface_t* surface, const Picture& picture) {
  cairo_surface_flush(surface);
  unsigned char* rows = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const auto gray = static_cast<unsigned char>(picture.bytes[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)]);
      unsigned char* pixel = rows + static_cast<std::ptrdiff_t>(y) * stride + 4 * x;
      pixel[0] = pixel[1] = pixel[2] = gray;
    }
  }
  cairo_surface_mark_dirty(surface);
}

cairo_surface_t* picture_surface(const Picture& picture) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height);
  switch (picture.coding) {
    case Picture::Coding::jpeg: attach(surface, CAIRO_MIME_TYPE_JPEG, picture.bytes); break;
    case Picture::Coding::jpeg2000: attach(surface, CAIRO_MIME_TYPE_JP2, picture.bytes); break;
    case Picture::Coding::g4:
      attach(surface, CAIRO_MIME_TYPE_CCITT_FAX, picture.bytes);
      attach(surface, CAIRO_MIME_TYPE_CCITT_FAX_PARAMS,
             "Columns=" + std::to_string(picture.width) + " Rows=" + std::to_string(picture.height) + " K=-1");
      break;
    case Picture::Coding::flate: set_gray_pixels(surface, picture); break;
  }
  return surface;
}

class Drawer {
 public:
  Drawer(cairo_t* cairo, PangoLayout* layout) : cairo_(cairo), layout_(layout) {}

  void operator()(const InkRun& ink_run) const {
    cairo_save(cairo_);
    cairo_set_operator(cairo_, CAIRO_OPERATOR_MULTIPLY);
    show(ink_run.run, ink_run.ink);
    cairo_restore(cairo_);
  }
  void operator()(const InkPath& path) const {
    cairo_save(cairo_);
    if (!path.ink.covers) cairo_set_operator(cairo_, CAIRO_OPERATOR_MULTIPLY);
    cairo_set_source_rgb(cairo_, path.ink.red, path.ink.green, path.ink.blue);
    cairo_set_line_width(cairo_, path.width);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    for (std::size_t i = 0; i < path.x.size(); ++i) cairo_line_to(cairo_, path.x[i], path.y[i]);
    if (path.width > 0) cairo_stroke(cairo_);
    else cairo_fill(cairo_);
    cairo_restore(cairo_);
  }
  void operator()(const TextRun& run) const { show(run, {run.gray, run.gray, run.gray}); }
  void show(const TextRun& run, const Ink& ink) const {
    set_font(layout_, run.family, run.bold, run.size);
    set_attributes(layout_, run.letter_spacing);
    pango_layout_set_text(layout_, run.text.c_str(), -1);
    cairo_save(cairo_);
    cairo_move_to(cairo_, run.x, run.baseline);
    if (run.turned_degrees != 0) cairo_rotate(cairo_, kQuarterTurn * run.turned_degrees / 90);
    cairo_set_source_rgb(cairo_, ink.red, ink.green, ink.blue);
    pango_cairo_update_layout(cairo_, layout_);
    pango_cairo_show_layout_line(cairo_, pango_layout_get_line_readonly(layout_, 0));
    cairo_restore(cairo_);
    cairo_new_path(cairo_);
  }
  void operator()(const StrokedLine& line) const {
    cairo_set_line_width(cairo_, line.width);
    cairo_move_to(cairo_, line.x0, line.y0);
    cairo_line_to(cairo_, line.x1, line.y1);
    cairo_stroke(cairo_);
  }
  void operator()(const StrokedRect& rect) const {
    cairo_set_line_width(cairo_, rect.width);
    path(rect.box);
    cairo_stroke(cairo_);
  }
  void operator()(const FilledRect& rect) const {
    cairo_set_source_rgb(cairo_, rect.gray, rect.gray, rect.gray);
    path(rect.box);
    cairo_fill(cairo_);
    cairo_set_source_rgb(cairo_, 0, 0, 0);
  }
  void operator()(const Picture& picture) const {
    cairo_surface_t* surface = picture_surface(picture);
    cairo_save(cairo_);
    cairo_translate(cairo_, picture.box.x0, picture.box.y0);
    cairo_scale(cairo_, (picture.box.x1 - picture.box.x0) / picture.width, (picture.box.y1 - picture.box.y0) / picture.height);
    cairo_set_source_surface(cairo_, surface, 0, 0);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
    cairo_set_source_rgb(cairo_, 0, 0, 0);
    cairo_surface_destroy(surface);
  }
  void operator()(const ClipBegin& clip) const {
    cairo_save(cairo_);
    path(clip.box);
    cairo_clip(cairo_);
  }
  void operator()(const ClipEnd&) const { cairo_restore(cairo_); }

 private:
  void path(const Rect& box) const { cairo_rectangle(cairo_, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0); }

  cairo_t* cairo_;
  PangoLayout* layout_;
};

/// From the sheet's own coordinates to those of the media box: by how much the content is turned there.
void turn(cairo_t* cairo, const Sheet& sheet, int degrees) {
  cairo_translate(cairo, sheet.crop, sheet.crop);
  if (degrees == 90) cairo_translate(cairo, sheet.height, 0);
  if (degrees == 180) cairo_translate(cairo, sheet.width, sheet.height);
  if (degrees == 270) cairo_translate(cairo, 0, sheet.width);
  cairo_rotate(cairo, kQuarterTurn * degrees / 90);
}

void draw_items(cairo_t* cairo, const Sheet& sheet) {
  PangoLayout* layout = pango_cairo_create_layout(cairo);
  set_plain_metrics(pango_layout_get_context(layout));
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (const SheetItem& item : sheet.items) std::visit(Drawer(cairo, layout), item);
  g_object_unref(layout);
}

void draw(cairo_surface_t* surface, const Sheet& sheet) {
  const int degrees = (sheet.turn_degrees + 360 - sheet.rotate_degrees) % 360;
  const bool swapped = degrees % 180 != 0;
  const double width = (swapped ? sheet.height : sheet.width) + 2 * sheet.crop;
  const double height = (swapped ? sheet.width : sheet.height) + 2 * sheet.crop;
  cairo_pdf_surface_set_size(surface, width, height);
  cairo_t* cairo = cairo_create(surface);
  turn(cairo, sheet, degrees);
  draw_items(cairo, sheet);
  cairo_show_page(cairo);
  cairo_destroy(cairo);
}

}  // namespace

std::unique_ptr<TextMeasure> make_pango_measure() { return std::make_unique<PangoMeasure>(); }

void draw_shown(cairo_t* cairo, const Sheet& sheet) {
  Sheet plain = sheet;
  plain.crop = 0;
  cairo_save(cairo);
  turn(cairo, plain, sheet.turn_degrees);
  draw_items(cairo, plain);
  cairo_restore(cairo);
}

std::string to_cairo_pdf(const std::vector<Sheet>& sheets, const std::string& title) {
  std::string pdf;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &pdf, 595, 842);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2024-01-01T00:00:00Z");
  for (const Sheet& sheet : sheets) draw(surface, sheet);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
  return with_page_entries(pdf, sheets);
}

}  // namespace nianbao::corpus
