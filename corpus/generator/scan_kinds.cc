#include "corpus/generator/plan.h"

namespace nianbao::corpus {

namespace {

using Scale = ContentOptions::Scale;
using Empty = ContentOptions::Empty;

/// Fonts as offices use, or their like; half of them the program's models were not trained on.
const std::vector<std::string> kNumberFonts = {"", "", "", "Liberation Serif", "Liberation Serif", "Liberation Sans", "Carlito", "DejaVu Serif",
                                               "Caladea", "Gentium Book Basic", "Roboto", "STIX", "WenQuanYi Zen Hei", "AR PL Mingti2L Big5",
                                               "AR PL KaitiM Big5", "Courier Prime", "cwTeXMing", "AR PL SungtiL GB", "AR PL KaitiM GB"};

enum class Layout { plain, thick, per_cell, doubled, dashed, shaded, turned_group, landscape, sideways, broken_anywhere, open_break,
                    repeated_header, open_sides, unmerged, large };
constexpr int kLayouts = 15;

void lay_out(Style& style, Layout layout, Random& random) {
  style.rules = Rules::lines;
  switch (layout) {
    case Layout::plain: break;
    case Layout::thick: style.rule_width = random.real(1, 2); break;
    case Layout::per_cell: style.rules = Rules::cell_rects; break;
    case Layout::doubled: style.rules = Rules::double_lines; break;
    case Layout::dashed: style.rules = Rules::dashed_lines; break;
    case Layout::shaded: style.shaded_headings = true; break;
    case Layout::turned_group: style.turned_group = true; break;
    case Layout::landscape: style.tables = TablePage::landscape_pages; break;
    case Layout::sideways: style.tables = TablePage::sideways; break;
    case Layout::broken_anywhere:
    case Layout::open_break:
      style.first_drop = random.between(0, 500);
      style.open_at_break = layout == Layout::open_break;
      style.cell_padding = random.real(3, 7);
      break;
    case Layout::repeated_header:
      style.repeat_header = true;
      style.first_drop = random.between(0, 400);
      break;
    case Layout::open_sides: style.open_sides = true; break;
    case Layout::unmerged: style.unmerged_groups = true; break;
    case Layout::large: style.table_size = 12; break;
  }
}

/// What every scan is: a report of any content in one of the layouts.
void scanned(Plan& plan, Random& random) {
  plan.output = Output::scan;
  plan.content.scale = static_cast<Scale>(random.between(0, 3));
  if (random.chance(0.25)) {
    plan.content.disclosure_form = FormYear::y2019;
    plan.content.other_in_three = false;
  } else {
    plan.content.other_in_three = random.chance(0.8);
  }
  if (random.chance(0.3)) plan.content.empty = static_cast<Empty>(random.between(0, 4));
  plan.content.dash = random.pick(std::vector<std::string>{"/", "-", "—"});
  plan.content.wrong_sums = random.chance(0.2) ? random.between(1, 2) : 0;
  plan.content.separators = random.chance(0.08);
  plan.content.misprints = random.chance(0.15) ? 1 : 0;
  plan.content.paragraphs = random.between(0, 2);
  plan.style.number_font = random.pick(kNumberFonts);
  plan.style.table_size = random.pick(std::vector<double>{9, 9, 10, 10.5, 10.5, 12});
  plan.style.rule_width = random.real(0.4, 1);
  plan.style.first_drop = random.between(0, 60);
  plan.style.turned_group = false;
  lay_out(plan.style, static_cast<Layout>(random.between(0, kLayouts - 1)), random);
}

/// JPEG 2000 seldom: a page of it takes seconds to code.
Carrier any_pdf(Random& random) {
  return random.chance(0.03) ? Carrier::jpx_pdf : random.chance(0.2) ? Carrier::flate_pdf : Carrier::jpeg_pdf;
}

/// Office copiers: 150 to 300 dpi, gray or colour.
void office(Plan& plan, Random& random, int dpi) {
  scanned(plan, random);
  ScanLook& scan = plan.scan;
  scan.dpi = dpi;
  scan.colour = random.chance(0.4);
  scan.most_skew = 1;
  scan.blur = random.real(0.3, 0.7);
  scan.noise = random.real(2, 6);
  scan.ink = random.between(15, 70);
  scan.paper = random.between(225, 252);
  scan.jpeg_quality = random.between(70, 90);
  scan.specks = random.between(0, 4);
  scan.carrier = any_pdf(random);
}

void any_office(Plan& plan, Random& random) { office(plan, random, random.pick(std::vector<int>{150, 200, 200, 300})); }

void clean300(Plan& plan, Random& random) {
  scanned(plan, random);
  plan.scan.carrier = random.pick(std::vector<Carrier>{Carrier::jpeg_pdf, Carrier::jpeg_pdf, Carrier::flate_pdf, Carrier::tiff});
}

void fax(Plan& plan, Random& random) {
  scanned(plan, random);
  ScanLook& scan = plan.scan;
  scan.dpi = random.pick(std::vector<int>{200, 200, 300});
  scan.one_bit = true;
  scan.blur = random.real(0.4, 0.8);
  scan.noise = random.real(8, 22);
  scan.threshold = random.between(125, 175);
  scan.specks = random.between(5, 60);
  scan.most_skew = 1;
  scan.carrier = random.chance(0.75) ? Carrier::g4_pdf : Carrier::tiff;
}

void photo(Plan& plan, Random& random) {
  scanned(plan, random);
  ScanLook& scan = plan.scan;
  scan.dpi = random.pick(std::vector<int>{180, 200, 220});
  scan.colour = random.chance(0.7);
  scan.most_skew = 2;
  scan.perspective = random.real(0.01, 0.06);
  scan.curl = random.real(0, 0.004);
  scan.desk = random.real(0.01, 0.04);
  scan.shade = random.real(0.2, 0.45);
  scan.blur = random.real(0.4, 0.9);
  scan.noise = random.real(3, 8);
  scan.jpeg_quality = random.between(70, 90);
  scan.carrier = random.chance(0.8) ? Carrier::jpeg_pdf : Carrier::tiff;
}

const std::vector<Kind> kScanKinds = {
    {"scan_clean300", "a clean scan, 300 dpi", clean300},
    {"scan_office200", "an office copier's scan, 200 dpi", [](Plan& p, Random& r) { office(p, r, 200); }},
    {"scan_office150", "an office copier's scan, 150 dpi", [](Plan& p, Random& r) { office(p, r, 150); }},
    {"scan_skew", "laid in askew, up to 5 degrees",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.least_skew = 1;
       p.scan.most_skew = 5;
     }},
    {"scan_seal", "a red seal over cells, scanned in colour",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.colour = true;
       p.scan.seal = p.scan.seal_on_cells = true;
       p.content.signed_report = true;
       if (p.scan.carrier == Carrier::flate_pdf) p.scan.carrier = Carrier::jpeg_pdf;
     }},
    {"scan_fax", "black and white only, as a fax", fax},
    {"scan_photo", "a photograph: light, perspective, curl", photo},
    {"scan_noise", "noise and specks",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.noise = r.real(10, 22);
       p.scan.specks = r.between(40, 300);
     }},
    {"scan_jpeg60", "JPEG of low quality",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.jpeg_quality = r.between(60, 68);
       p.scan.carrier = Carrier::jpeg_pdf;
     }},
    {"scan_notes", "stamps and handwriting beside the table",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.stamp_and_notes = true;
       p.scan.colour = r.chance(0.6);
     }},
    {"scan_through", "the other side shows through",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.show_through = r.real(0.06, 0.22);
     }},
    {"scan_faint", "faint toner",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.faint_toner = r.real(0.35, 0.65);
     }},
    {"scan_gaps", "broken rulings",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.ruling_gaps = r.real(0.2, 0.7);
     }},
    {"scan_punched", "punched holes",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.punched = true;
     }},
    {"scan_turned", "upside down or on its side",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.turned_degrees = r.pick(std::vector<int>{90, 180, 270});
     }},
    {"scan_horizontal", "rulings between rows only",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.style.rules = Rules::horizontal_only;
     }},
    {"scan_borderless", "tables without any ruling",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.style.rules = Rules::none;
       p.style.shaded_headings = false;
       p.style.cell_padding = r.real(2, 5);
     }},
    {"scan_stain", "stains over cells",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.obstruction = Obstruction::stain;
     }},
    {"scan_hole", "holes in cells",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.obstruction = Obstruction::hole;
     }},
    {"scan_written", "handwriting over cells",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.obstruction = Obstruction::handwriting;
       p.scan.colour = r.chance(0.5);
     }},
    {"scan_gray_seal", "a seal over cells, scanned in gray",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.colour = false;
       p.scan.seal_on_cells = true;
     }},
    {"scan_wrong_sums", "scans of sums that do not hold",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.content.wrong_sums = r.between(1, 3);
       p.content.empty = Empty::none;
     }},
    {"scan_erased", "one digit unreadable, which the sums decide",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.content.scale = static_cast<Scale>(r.between(1, 3));
       p.content.wrong_sums = 0;
       p.content.separators = false;
       p.content.empty = Empty::none;
       p.scan.erase_digit = true;
     }},
    {"scan_long", "all on one long page, as PNG or JPEG",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.dpi = r.pick(std::vector<int>{150, 200});
       p.style.tables = TablePage::portrait;
       p.style.page_height = 3000;
       p.content.paragraphs = 1;
       p.scan.most_skew = 0.3;
       p.scan.carrier = r.chance(0.5) ? Carrier::png : Carrier::jpg;
     }},
    {"scan_tiff", "a TIFF of several pages, tables and hardly a word",
     [](Plan& p, Random& r) {
       office(p, r, 200);
       p.content.paragraphs = 0;
       p.scan.carrier = Carrier::tiff;
     }},
    {"scan_prose", "a TIFF of several pages with much prose",
     [](Plan& p, Random& r) {
       office(p, r, 200);
       p.content.paragraphs = r.between(4, 8);
       p.scan.carrier = Carrier::tiff;
     }},
    {"scan_mixed", "the first pages are text, the others scanned, a table over both",
     [](Plan& p, Random& r) {
       any_office(p, r);
       p.scan.text_pages = r.between(1, 2);
       p.scan.carrier = Carrier::jpeg_pdf;
     }},
};

}  // namespace

const std::vector<Kind>& scan_kinds() { return kScanKinds; }

}  // namespace nianbao::corpus
