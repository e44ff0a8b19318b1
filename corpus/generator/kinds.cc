#include "corpus/generator/plan.h"

namespace nianbao::corpus {

namespace {

using Scale = ContentOptions::Scale;
using Empty = ContentOptions::Empty;

void as_2019(Plan& plan) {
  plan.content.disclosure_form = FormYear::y2019;
  plan.content.other_in_three = false;
}

void borderless(Plan& plan, Random& random) {
  plan.style.rules = Rules::none;
  plan.style.shaded_headings = false;
  plan.style.turned_group = false;
  plan.style.cell_padding = random.real(2, 5);
}

void on_wide_pages(Plan& plan, TablePage pages, Random& random) {
  plan.style.tables = pages;
  plan.style.all_pages_alike = random.chance(0.3);
}

void dashes(Plan& plan, Random& random) {
  plan.content.empty = Empty::dash_zeros;
  plan.content.dash = random.pick(std::vector<std::string>{"/", "-", "—", "无", "——", "\\"});
}

void anything(Plan& plan, Random& random) {
  plan.content.scale = static_cast<Scale>(random.between(0, 3));
  if (random.chance(0.3)) as_2019(plan);
  else plan.content.other_in_three = random.chance(0.8);
  if (random.chance(0.4)) plan.content.empty = static_cast<Empty>(random.between(0, 4));
  plan.content.dash = random.pick(std::vector<std::string>{"/", "-", "—"});
  plan.content.misprints = random.chance(0.4) ? random.between(1, 3) : 0;
  plan.content.wrong_sums = random.chance(0.4) ? random.between(1, 3) : 0;
  plan.content.missing_rows = random.chance(0.1) ? 1 : 0;
  plan.content.two_line_title = random.chance(0.3);
  plan.content.other_tables = random.chance(0.3);
  plan.content.remarks = random.chance(0.2);
  plan.content.separators = random.chance(0.2);
  plan.content.yuan = random.chance(0.2);
  plan.content.paragraphs = random.between(0, 8);
  plan.style.rules = static_cast<Rules>(random.between(0, 5));
  if (random.chance(0.25)) borderless(plan, random);
  plan.style.unmerged_groups = random.chance(0.1);
  plan.style.overprinted = random.chance(0.1);
  plan.style.glyph_by_glyph = random.chance(0.1);
  plan.style.rule_slack = random.chance(0.15) ? 1 : 0;
  plan.style.rows_may_break = random.chance(0.3);
  plan.style.even_shift = random.chance(0.2) ? 20 : 0;
  plan.style.label_spacing = random.chance(0.15) ? 1.5 : 0;
  if (random.chance(0.3)) on_wide_pages(plan, static_cast<TablePage>(random.between(0, 3)), random);
  plan.style.maker = random.chance(0.2) ? (random.chance(0.5) ? PdfMaker::unigb_cmap : PdfMaker::gbk_cmap) : PdfMaker::cairo;
}

void page_report(Plan& plan, Random& random, Output output) {
  anything(plan, random);
  plan.output = output;
}

void text_report(Plan& plan, Random& random) {
  plan.header_lines = random.chance(0.5);
  plan.content.paragraphs = random.between(0, 4);
  plan.content.scale = static_cast<Scale>(random.between(0, 2));
  if (random.chance(0.4)) as_2019(plan);
  else plan.content.other_in_three = random.chance(0.8);
  plan.content.wrong_sums = random.chance(0.3) ? random.between(1, 2) : 0;
}

const std::vector<Kind> kKinds = {
    {"ruled", "the form of 2021 with all its rulings", [](Plan& p, Random& r) { p.style.rule_width = r.real(0.25, 1.5); }},
    {"ruled_2019", "the form of 2019 with all its rulings", [](Plan& p, Random&) { as_2019(p); }},
    {"borderless", "tables without any ruling", [](Plan& p, Random& r) { borderless(p, r); }},
    {"borderless_2019", "the form of 2019 without any ruling",
     [](Plan& p, Random& r) { as_2019(p); borderless(p, r); }},
    {"tight", "number columns 3 pt apart, no rulings",
     [](Plan& p, Random& r) {
       borderless(p, r);
       p.style.tight_columns = true;
       p.content.scale = static_cast<Scale>(r.between(1, 3));
     }},
    {"horizontal_only", "rulings between rows only", [](Plan& p, Random&) { p.style.rules = Rules::horizontal_only; }},
    {"landscape", "the table of requests on landscape pages",
     [](Plan& p, Random& r) { on_wide_pages(p, TablePage::landscape_pages, r); }},
    {"rotated", "landscape pages by /Rotate", [](Plan& p, Random& r) { on_wide_pages(p, TablePage::rotated_pages, r); }},
    {"sideways", "a landscape table on a portrait page",
     [](Plan& p, Random& r) { on_wide_pages(p, TablePage::sideways, r); }},
    {"sideways_borderless", "a landscape table on a portrait page, no rulings",
     [](Plan& p, Random& r) { borderless(p, r); on_wide_pages(p, TablePage::sideways, r); }},
    {"page_breaks", "tables broken at any row",
     [](Plan& p, Random& r) {
       p.style.first_drop = r.between(0, 500);
       p.style.cell_padding = r.real(4, 12);
       p.style.open_at_break = r.chance(0.5);
     }},
    {"row_cut", "rows broken inside their label",
     [](Plan& p, Random& r) {
       p.style.rows_may_break = true;
       p.style.first_drop = r.between(0, 500);
       p.style.cell_padding = r.real(2, 8);
       p.style.table_size = r.pick(std::vector<double>{10.5, 12, 14});
     }},
    {"label_cut", "a group's label cut by the page break",
     [](Plan& p, Random& r) {
       p.style.center_over_break = true;
       p.style.turned_group = false;
       p.style.first_drop = r.between(0, 600);
       p.style.cell_padding = r.real(3, 9);
       p.style.table_size = r.pick(std::vector<double>{9, 10.5, 12});
     }},
    {"repeated_header", "the header is shown again on each page",
     [](Plan& p, Random& r) {
       p.style.repeat_header = true;
       p.style.first_drop = r.between(0, 500);
       p.style.cell_padding = r.real(4, 10);
     }},
    {"borderless_breaks", "tables without rulings broken over pages",
     [](Plan& p, Random& r) {
       borderless(p, r);
       p.style.first_drop = r.between(0, 500);
       p.style.cell_padding = r.real(3, 8);
       p.style.repeat_header = r.chance(0.4);
     }},
    {"spaced_labels", "labels with space between their letters",
     [](Plan& p, Random& r) {
       p.style.label_spacing = r.real(1, 4);
       p.style.spaced_by_blanks = r.chance(0.5);
     }},
    {"turned_group", "三、本年度办理结果 lies on its side", [](Plan& p, Random&) { p.style.turned_group = true; }},
    {"misprints", "misprinted labels",
     [](Plan& p, Random& r) {
       p.content.misprints = r.between(1, 5);
       if (r.chance(0.4)) as_2019(p);
     }},
    {"missing_rows", "rows left out", [](Plan& p, Random& r) { p.content.missing_rows = r.between(1, 2); }},
    {"blanks", "blank cells",
     [](Plan& p, Random& r) {
       p.content.empty = r.pick(std::vector<Empty>{Empty::blank_zeros, Empty::blank_columns, Empty::blank_totals});
       p.content.wrong_sums = r.chance(0.4) ? 1 : 0;
     }},
    {"borderless_blanks", "blank cells, no rulings",
     [](Plan& p, Random& r) {
       borderless(p, r);
       p.content.empty = r.pick(std::vector<Empty>{Empty::blank_zeros, Empty::blank_columns, Empty::blank_totals});
     }},
    {"dashes", "dashes for zeros", [](Plan& p, Random& r) { dashes(p, r); p.content.wrong_sums = r.chance(0.3) ? 1 : 0; }},
    {"large_numbers", "large numbers",
     [](Plan& p, Random& r) {
       p.content.scale = Scale::large;
       p.content.separators = r.chance(0.5);
     }},
    {"all_zeros", "zeros only", [](Plan& p, Random&) { p.content.scale = Scale::zero; }},
    {"full_width", "digits of full width", [](Plan& p, Random&) { p.content.full_width = true; }},
    {"trailing_zeros", "counts printed with decimals", [](Plan& p, Random&) { p.content.trailing_zeros = true; }},
    {"wrong_sums", "sums that do not hold",
     [](Plan& p, Random& r) {
       p.content.wrong_sums = r.between(1, 4);
       p.content.scale = static_cast<Scale>(r.between(0, 3));
       if (r.chance(0.3)) as_2019(p);
     }},
    {"one_row_other", "the form of 2021 with （六）其他处理 in one row",
     [](Plan& p, Random&) { p.content.other_in_three = false; }},
    {"mixed_forms", "disclosure by the form of 2019, requests by that of 2021",
     [](Plan& p, Random&) { p.content.disclosure_form = FormYear::y2019; }},
    {"no_tounicode", "fonts not embedded, encoded by UniGB-UCS2-H", [](Plan& p, Random&) { p.style.maker = PdfMaker::unigb_cmap; }},
    {"gbk_fonts", "fonts not embedded, encoded by GBK-EUC-H", [](Plan& p, Random&) { p.style.maker = PdfMaker::gbk_cmap; }},
    {"thin_rects", "rulings as thin filled rectangles", [](Plan& p, Random&) { p.style.rules = Rules::thin_rects; }},
    {"cell_rects", "a rectangle around each cell", [](Plan& p, Random&) { p.style.rules = Rules::cell_rects; }},
    {"double_rules", "double rulings", [](Plan& p, Random&) { p.style.rules = Rules::double_lines; }},
    {"clipped_rules", "rulings cut by clips", [](Plan& p, Random&) { p.style.rules = Rules::clipped_lines; }},
    {"dashed_rules", "rulings as rows of dashes", [](Plan& p, Random&) { p.style.rules = Rules::dashed_lines; }},
    {"rough_rules", "rulings that end short of their crossings or behind them",
     [](Plan& p, Random& r) {
       p.style.rule_slack = r.real(0.5, 2);
       p.style.rule_per_cell = r.chance(0.7);
     }},
    {"unmerged_groups", "a group's label in one of its rows, empty cells in the others",
     [](Plan& p, Random&) { p.style.unmerged_groups = true; }},
    {"overprinted", "text drawn twice for boldness", [](Plan& p, Random&) { p.style.overprinted = true; }},
    {"glyph_by_glyph", "each character drawn by itself", [](Plan& p, Random&) { p.style.glyph_by_glyph = true; }},
    {"cramped", "rows lower than their text",
     [](Plan& p, Random& r) { p.style.cell_padding = r.real(-2, -0.5); }},
    {"watermark", "grey text across the pages",
     [](Plan& p, Random& r) { p.style.watermark = r.chance(0.5) ? "政府信息公开" : "内部资料 2023"; }},
    {"pieces_in_cells", "numbers with their unit, 12件", [](Plan& p, Random&) { p.content.pieces_in_cells = true; }},
    {"odd_titles", "titles in other shapes, the unit elsewhere",
     [](Plan& p, Random&) {
       p.content.odd_title = true;
       p.content.signed_report = true;
     }},
    {"remarks", "numbers with remarks", [](Plan& p, Random&) { p.content.remarks = true; }},
    {"furniture", "running heads and page numbers",
     [](Plan& p, Random& r) {
       p.style.furniture = r.chance(0.5) ? Furniture::running_head : Furniture::of_pages;
       p.style.first_drop = r.between(0, 400);
       p.style.cell_padding = r.real(3, 9);
     }},
    {"other_tables", "other tables in the narrative", [](Plan& p, Random&) { p.content.other_tables = true; }},
    {"yuan", "amounts in 元",
     [](Plan& p, Random& r) {
       p.content.yuan = true;
       if (r.chance(0.5)) as_2019(p);
     }},
    {"two_line_title", "a title on two lines", [](Plan& p, Random&) { p.content.two_line_title = true; }},
    {"long", "many pages of prose", [](Plan& p, Random& r) { p.content.paragraphs = r.between(20, 60); }},
    {"short", "tables and hardly a word",
     [](Plan& p, Random&) {
       p.content.paragraphs = 0;
       p.content.signed_report = false;
     }},
    {"odd_even", "margins that differ on even pages",
     [](Plan& p, Random& r) {
       p.style.even_shift = r.between(10, 30);
       p.style.right += 30;
       p.style.first_drop = r.between(0, 500);
       p.style.cell_padding = r.real(3, 8);
     }},
    {"odd_boxes", "crop box inside the media box, user units",
     [](Plan& p, Random& r) {
       p.style.crop = r.between(5, 60);
       p.style.user_unit = r.chance(0.4) ? 2 : 1;
     }},
    {"anything", "all of the above at once", [](Plan& p, Random& r) { anything(p, r); }},
    {"run_together", "text with nothing between the cells",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.output = Output::run_together;
     }},
    {"tabs", "text with tabs between the cells",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.output = Output::tabs;
       if (r.chance(0.3)) p.content.empty = static_cast<Empty>(r.between(0, 4));
     }},
    {"aligned_text", "text with cells aligned by blanks",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.output = Output::aligned;
     }},
    {"pipes", "text with pipes between the cells",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.output = Output::pipes;
       if (r.chance(0.3)) p.content.empty = static_cast<Empty>(r.between(0, 4));
     }},
    {"html", "a web page",
     [](Plan& p, Random& r) {
       anything(p, r);
       p.output = Output::html;
     }},
    {"odt", "a flat OpenDocument text",
     [](Plan& p, Random& r) {
       anything(p, r);
       p.output = Output::odt;
     }},
    {"site_plain", "a site's page, plain markup", [](Plan& p, Random& r) { page_report(p, r, Output::site_plain); }},
    {"site_wps", "a site's page, pasted from WPS", [](Plan& p, Random& r) { page_report(p, r, Output::site_wps); }},
    {"site_split", "a site's page, its tables cut into several", [](Plan& p, Random& r) { page_report(p, r, Output::site_split); }},
    {"site_breaks", "a site's page, tables as lines of text",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.header_lines = false;
       p.output = Output::site_breaks;
     }},
    {"plain_content", "a site's page that text can say too",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.header_lines = false;
       p.content.other_tables = r.chance(0.3);
       p.output = Output::site_plain;
     }},
    {"docx", "a Word document", [](Plan& p, Random& r) { page_report(p, r, Output::docx); }},
    {"volume", "the reports of several bodies in one PDF",
     [](Plan& p, Random& r) {
       anything(p, r);
       p.holds = Holds::bodies;
     }},
    {"volume_docx", "the reports of several bodies in one Word document",
     [](Plan& p, Random& r) {
       page_report(p, r, Output::docx);
       p.holds = Holds::bodies;
     }},
    {"volume_text", "the reports of several bodies in one text",
     [](Plan& p, Random& r) {
       text_report(p, r);
       p.header_lines = false;
       p.output = Output::tabs;
       p.holds = Holds::bodies;
     }},
    {"years_page", "a site's page with the reports of several years",
     [](Plan& p, Random& r) {
       page_report(p, r, r.chance(0.5) ? Output::site_plain : Output::site_wps);
       p.holds = Holds::years;
     }},
    {"years", "the reports of several years in one PDF",
     [](Plan& p, Random& r) {
       anything(p, r);
       p.holds = Holds::years;
     }},
    {"odt_package", "an OpenDocument text", [](Plan& p, Random& r) { page_report(p, r, Output::odt_package); }},
};

}  // namespace

const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> kinds = [] {
    std::vector<Kind> out = kKinds;
    out.insert(out.end(), scan_kinds().begin(), scan_kinds().end());
    return out;
  }();
  return kinds;
}

const Kind* find_kind(const std::string& name) {
  for (const Kind& kind : all_kinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

}  // namespace nianbao::corpus
