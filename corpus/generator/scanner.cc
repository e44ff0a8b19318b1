#include "corpus/generator/scanner.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "corpus/generator/cairo_pdf.h"
#include "corpus/generator/paper_warp.h"
#include "corpus/generator/raster.h"
#include "corpus/generator/scan_marks.h"

namespace nianbao::corpus {

namespace {

bool overlap(const Rect& a, const Rect& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

Point middle(const Rect& box) { return {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2}; }

void note_covered(const Sheet& sheet, const Rect& area, std::set<std::string>& fields) {
  for (const Place& cell : sheet.cells)
    if (overlap(cell.box, area)) fields.insert(cell.field);
}

/// What people leave on the sheets.
class Desk {
 public:
  Desk(std::vector<Sheet>& sheets, const Report& report, const ScanLook& look, Random random)
      : sheets_(sheets), report_(report), look_(look), random_(random) {}

  void handle(ScanFacts& facts) {
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      const Random own = random_.fork("sheet " + std::to_string(i));
      if (look_.ruling_gaps > 0) break_rulings(sheets_[i], look_.ruling_gaps, own.fork("gaps"));
      if (look_.stamp_and_notes) add_stamp_and_notes(sheets_[i], own.fork("notes"));
      if (look_.punched) add_punched_holes(sheets_[i], own.fork("holes"));
      if (!sheets_[i].cells.empty()) mark_cells(sheets_[i], own);
    }
    if (look_.seal) seal_signature();
    if (look_.erase_digit) facts.erased = erase_digit();
    facts.obstructed.assign(covered_.begin(), covered_.end());
  }

 private:
  void mark_cells(Sheet& sheet, Random own) {
    if (look_.seal_on_cells) {
      const Point at = middle(own.pick(sheet.cells).box);
      add_seal(sheet, at.x, at.y, report_.unit, own.fork("seal"));
      constexpr double kReach = 62;
      if (!look_.colour) note_covered(sheet, {at.x - kReach, at.y - kReach, at.x + kReach, at.y + kReach}, covered_);
    }
    if (look_.obstruction == Obstruction::none) return;
    for (int i = own.between(1, 3); i > 0; --i) {
      const Rect box = own.pick(sheet.cells).box;
      note_covered(sheet, obstruct(sheet, box, look_.obstruction, own.fork("cell " + std::to_string(i))), covered_);
    }
  }

  void seal_signature() {
    for (auto sheet = sheets_.rbegin(); sheet != sheets_.rend(); ++sheet) {
      for (auto item = sheet->items.rbegin(); item != sheet->items.rend(); ++item) {
        const auto* run = std::get_if<TextRun>(&*item);
        if (run == nullptr || run->text.find(report_.date) == std::string::npos || report_.date.empty()) continue;
        return add_seal(*sheet, run->x + 40, run->baseline - 15, report_.unit, random_.fork("signature"));
      }
    }
  }

  /// A number of the tables that have sums, of several digits where there is one.
  std::string erase_digit() {
    struct Choice {
      Sheet* sheet;
      const Place* place;
      std::string number;
    };
    std::vector<Choice> longer, any;
    for (Sheet& sheet : sheets_) {
      for (const Place& place : sheet.places) {
        const Entry* entry = find_entry(report_, place.field);
        if (entry == nullptr || place.field.rfind("disclosure", 0) == 0) continue;
        if (entry->number.empty() || entry->number.find_first_not_of("0123456789") != std::string::npos) continue;
        (entry->number.size() > 1 ? longer : any).push_back({&sheet, &place, entry->number});
      }
    }
    Random random = random_.fork("erased");
    if (longer.empty() && any.empty()) return {};
    const Choice choice = random.pick(longer.empty() ? any : longer);
    const int count = static_cast<int>(choice.number.size()), digit = random.between(0, count - 1);
    const Rect& box = choice.place->box;
    const double wide = (box.x1 - box.x0) / count;
    const std::string field = choice.place->field;
    blot_glyph(*choice.sheet, {box.x0 + digit * wide, box.y0, box.x0 + (digit + 1) * wide, box.y1}, random.fork("blot"));
    return field;
  }

  std::vector<Sheet>& sheets_;
  const Report& report_;
  const ScanLook& look_;
  Random random_;
  std::set<std::string> covered_;
};

/// One sheet under the lens.
class Shot {
 public:
  Shot(const Sheet& sheet, const Sheet* behind, const ScanLook& look, Random random)
      : look_(look), random_(random), warp_(look, random.fork("warp")), scale_(look.dpi / 72.0),
        wide_(shown_width(sheet) * scale_), high_(shown_height(sheet) * scale_) {
    const int over = look.dpi <= 200 ? 2 : 1;
    Raster paper = drawn_raster(sheet, look.dpi * over, look.colour);
    if (behind != nullptr) add_show_through(paper, drawn_raster(*behind, look.dpi * over, false), look.show_through);
    if (look.faint_toner > 0) thin_toner(paper, look.faint_toner, random_.fork("toner"));
    picture_ = seen(paper, warp_, static_cast<int>(std::lround(wide_)), static_cast<int>(std::lround(high_)));
    develop();
    picture_ = turned(picture_, look.turned_degrees);
  }

  Raster& picture() { return picture_; }

  /// Where a box of the sheet, in points as shown, stands in the picture, in pixels.
  Rect in_picture(const Rect& box) const {
    const Point at = middle(box);
    const Point p = warp_.to_picture({(at.x * scale_ - wide_ / 2) / high_, (at.y * scale_ - high_ / 2) / high_});
    const double w = std::lround(wide_), h = std::lround(high_);
    const double x = p.x * h + w / 2, y = p.y * h + h / 2;
    const double half_x = (box.x1 - box.x0) / 2 * scale_, half_y = (box.y1 - box.y0) / 2 * scale_;
    const Rect out{x - half_x, y - half_y, x + half_x, y + half_y};
    if (look_.turned_degrees == 90) return {h - out.y1, out.x0, h - out.y0, out.x1};
    if (look_.turned_degrees == 180) return {w - out.x1, h - out.y1, w - out.x0, h - out.y0};
    if (look_.turned_degrees == 270) return {out.y0, w - out.x1, out.y1, w - out.x0};
    return out;
  }

 private:
  void develop() {
    blur(picture_, look_.blur);
    set_tones(picture_, look_.ink, look_.paper);
    if (look_.shade > 0) add_shade(picture_, look_.shade, random_.fork("shade"));
    add_noise(picture_, look_.noise, random_.fork("noise"));
    if (look_.one_bit) to_one_bit(picture_, look_.threshold);
    const double millions = static_cast<double>(picture_.width) * picture_.height / 1e6;
    add_specks(picture_, static_cast<int>(look_.specks * millions), random_.fork("specks"));
    if (look_.one_bit) to_one_bit(picture_, 128);
  }

  const ScanLook& look_;
  Random random_;
  PaperWarp warp_;
  double scale_, wide_, high_;
  Raster picture_;
};

std::vector<Place> places_of(const Shot& shot, const Sheet& sheet, double points_a_pixel) {
  std::vector<Place> out;
  for (const Place& place : sheet.places) {
    const Rect box = shot.in_picture(shown_box(sheet, place.box));
    out.push_back({place.field, {box.x0 * points_a_pixel, box.y0 * points_a_pixel, box.x1 * points_a_pixel, box.y1 * points_a_pixel}});
  }
  return out;
}

bool is_pdf(Carrier carrier) { return carrier != Carrier::png && carrier != Carrier::jpg && carrier != Carrier::tiff; }

Sheet page_with(const Raster& picture, const ScanLook& look) {
  Picture item;
  item.width = picture.width;
  item.height = picture.height;
  switch (look.carrier) {
    case Carrier::g4_pdf:
      item.coding = Picture::Coding::g4;
      item.bytes = to_g4(picture);
      break;
    case Carrier::jpx_pdf:
      item.coding = Picture::Coding::jpeg2000;
      item.bytes = to_jpeg2000(picture);
      break;
    case Carrier::flate_pdf: {
      const Raster gray = to_gray(picture);
      item.coding = Picture::Coding::flate;
      item.bytes.assign(gray.pixels.begin(), gray.pixels.end());
      break;
    }
    default: item.bytes = to_jpeg(picture, look.jpeg_quality, look.dpi);
  }
  Sheet out;
  out.width = picture.width * 72.0 / look.dpi;
  out.height = picture.height * 72.0 / look.dpi;
  item.box = {0, 0, out.width, out.height};
  out.items.push_back(std::move(item));
  return out;
}

void write_pictures(const std::vector<Raster>& pictures, const ScanLook& look, ScannedFile& out) {
  if (look.carrier == Carrier::tiff || pictures.size() > 1) {
    out.ending = ".tif";
    out.bytes = to_tiff(pictures, look.dpi, look.one_bit);
  } else if (look.carrier == Carrier::png) {
    out.ending = ".png";
    out.bytes = to_png(pictures.front(), look.dpi);
  } else {
    out.ending = ".jpg";
    out.bytes = to_jpeg(pictures.front(), look.jpeg_quality, look.dpi);
  }
}

}  // namespace

ScannedFile scan_sheets(std::vector<Sheet> sheets, const Report& report, const ScanLook& look, Random random) {
  ScannedFile out;
  out.facts.dpi = look.dpi;
  Desk(sheets, report, look, random.fork("desk")).handle(out.facts);
  std::vector<Raster> pictures;
  std::vector<Sheet> pages;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (static_cast<int>(i) < look.text_pages && i + 1 < sheets.size()) {
      pages.push_back(sheets[i]);
      out.places.emplace_back();
      for (const Place& place : sheets[i].places) out.places.back().push_back({place.field, shown_box(sheets[i], place.box)});
      continue;
    }
    const Sheet* behind = look.show_through > 0 && sheets.size() > 1 ? &sheets[i + 1 < sheets.size() ? i + 1 : i - 1] : nullptr;
    Shot shot(sheets[i], behind, look, random.fork("shot " + std::to_string(i)));
    out.places.push_back(places_of(shot, sheets[i], 72.0 / look.dpi));
    if (is_pdf(look.carrier)) pages.push_back(page_with(shot.picture(), look));
    else pictures.push_back(std::move(shot.picture()));
  }
  out.ending = ".pdf";
  if (is_pdf(look.carrier)) out.bytes = to_cairo_pdf(pages, report.name);
  else write_pictures(pictures, look, out);
  return out;
}

}  // namespace nianbao::corpus
