#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include "corpus/generator/cairo_pdf.h"
#include "corpus/generator/measure.h"
#include "corpus/generator/office_writers.h"
#include "corpus/generator/page_writers.h"
#include "corpus/generator/pieces.h"
#include "corpus/generator/plain_pdf.h"
#include "corpus/generator/plan.h"
#include "corpus/generator/report_maker.h"
#include "corpus/generator/scanner.h"
#include "corpus/generator/text_writers.h"
#include "corpus/generator/truth_writer.h"
#include "corpus/generator/typesetter.h"
#include "corpus/generator/volumes.h"

namespace nianbao::corpus {

namespace {

/// Every other case has no embedded font at all.
void make_small(Plan& plan, Random random) {
  if (plan.style.maker == PdfMaker::cairo && random.chance(0.5)) plan.style.maker = PdfMaker::unigb_cmap;
  const bool wide = plan.style.body_font == "AR PL UMing CN";
  plan.style.body_font = plan.style.heading_font = plan.style.table_font =
      wide ? "WenQuanYi Zen Hei" : "WenQuanYi Micro Hei";
  plan.style.number_font.clear();
  plan.content.paragraphs = plan.content.paragraphs > 10 ? 10 : plan.content.paragraphs > 1 ? 1 : plan.content.paragraphs;
}

Plan planned(const Kind& kind, Random random, Size size) {
  Plan plan;
  Random habits = random.fork("habits");
  plan.style = random_style(random.fork("style"));
  plan.content.scale = static_cast<ContentOptions::Scale>(habits.between(0, 2));
  plan.content.paragraphs = habits.between(1, 7);
  plan.content.two_line_title = habits.chance(0.25);
  plan.content.signed_report = habits.chance(0.7);
  Random shape = random.fork("shape");
  kind.make(plan, shape);
  if (size == Size::small) make_small(plan, random.fork("small"));
  return plan;
}

std::string drawn(const Plan& plan, const std::vector<Sheet>& sheets, const std::string& name) {
  switch (plan.style.maker) {
    case PdfMaker::cairo: return to_cairo_pdf(sheets, name);
    case PdfMaker::unigb_cmap: return to_plain_pdf(sheets, PlainEncoding::unigb_ucs2);
    case PdfMaker::gbk_cmap: return to_plain_pdf(sheets, PlainEncoding::gbk_euc);
  }
  return {};
}

std::vector<Sheet> set_on_sheets(const Plan& plan, const std::vector<Piece>& pieces) {
  const auto measure = plan.style.maker == PdfMaker::cairo ? make_pango_measure() : make_half_em_measure();
  return typeset(pieces, plan.style, *measure);
}

Generated as_pdf(const Plan& plan, const Report& report) {
  const std::vector<Sheet> sheets = set_on_sheets(plan, pieces_of(report));
  Generated out;
  out.file = report.name + ".pdf";
  out.bytes = drawn(plan, sheets, report.name);
  out.truth = truth_json(report, out.file, {});
  out.places = places_json(sheets, out.file);
  return out;
}

Generated as_scan(const Plan& plan, const Report& report, Random random) {
  ScannedFile scan = scan_sheets(set_on_sheets(plan, pieces_of(report)), report, plan.scan, random);
  scan.facts.number_font = plan.style.number_font.empty() ? plan.style.table_font : plan.style.number_font;
  Generated out;
  out.file = report.name + scan.ending;
  out.bytes = std::move(scan.bytes);
  out.truth = scan_truth_json(report, out.file, scan.facts);
  out.places = places_json(scan.places, out.file);
  return out;
}

std::string ending_of(Output output) {
  switch (output) {
    case Output::scan:
    case Output::pdf: return ".pdf";
    case Output::pipes: return ".md";
    case Output::html:
    case Output::site_plain:
    case Output::site_wps:
    case Output::site_split:
    case Output::site_breaks: return ".html";
    case Output::docx: return ".docx";
    case Output::odt_package: return ".odt";
    case Output::odt: return ".fodt";
    case Output::run_together:
    case Output::tabs:
    case Output::aligned: break;
  }
  return ".txt";
}

/// The pieces as a file of text, markup or an office program; `runs` are those of text with nothing between its cells.
std::string written(const Plan& plan, const Report& report, const std::vector<Piece>& pieces, Random random,
                    std::vector<NumberRun>& runs) {
  switch (plan.output) {
    case Output::pdf:
    case Output::scan: break;
    case Output::tabs: return to_tabs(pieces, random);
    case Output::aligned: return to_aligned(pieces);
    case Output::pipes: return to_pipes(pieces, random);
    case Output::html: return to_html(pieces, plan.style);
    case Output::site_plain: return to_site_page(report, pieces, PageMarkup::plain, random);
    case Output::site_wps: return to_site_page(report, pieces, PageMarkup::wps, random);
    case Output::site_split: return to_site_page(report, pieces, PageMarkup::split, random);
    case Output::site_breaks: return to_site_page(report, pieces, PageMarkup::breaks, random);
    case Output::docx: return to_docx(pieces, plan.style, random);
    case Output::odt_package: return to_odt(pieces, plan.style);
    case Output::odt: return to_flat_odt(pieces, plan.style);
    case Output::run_together: return to_run_together(pieces, random, runs);
  }
  return {};
}

/// Text that the rules of run-together digits read otherwise than it was meant is not generated.
std::optional<Generated> as_other(const Plan& plan, const Report& report, Random random) {
  std::vector<NumberRun> runs;
  std::set<std::string> undecided;
  Generated out;
  out.bytes = written(plan, report, pieces_of(report), random, runs);
  if (plan.output == Output::run_together) {
    const auto cells = undecided_cells(report, runs);
    if (!cells) return std::nullopt;
    undecided = *cells;
  }
  if (plan.header_lines) out.bytes = header_lines(report, random) + out.bytes;
  out.file = report.name + ending_of(plan.output);
  out.truth = truth_json(report, out.file, undecided);
  return out;
}

Generated as_volume(const Plan& plan, const Kind& kind, const std::string& name, Random random) {
  Volume volume = make_volume(plan.content, plan.holds, random.fork("volume"));
  volume.as_one.kind = kind.name;
  volume.as_one.name = name;
  std::vector<NumberRun> runs;
  Generated out;
  out.file = name + ending_of(plan.output);
  out.bytes = plan.output == Output::pdf ? drawn(plan, set_on_sheets(plan, volume.pieces), name)
                                         : written(plan, volume.as_one, volume.pieces, random.fork("text"), runs);
  const int records = static_cast<int>(volume.reports.size());
  for (int record = 1; record <= records; ++record) {
    Report& report = volume.reports[static_cast<std::size_t>(record - 1)];
    report.kind = kind.name;
    const std::string truth = truth_json(report, out.file, {}, record, records);
    if (record == 1) out.truth = truth;
    else out.more_truths.push_back(truth);
  }
  return out;
}

}  // namespace

Generated generate(const Kind& kind, std::uint64_t seed, const std::string& name, Size size) {
  const Random random = Random(seed).fork(kind.name);
  const Plan plan = planned(kind, random, size);
  if (plan.holds != Holds::report) return as_volume(plan, kind, name, random);
  for (int attempt = 0; attempt < 1000; ++attempt) {
    Report report = make_report(plan.content, random.fork("report " + std::to_string(attempt)));
    report.kind = kind.name;
    report.name = name;
    if (plan.output == Output::pdf) return as_pdf(plan, report);
    if (plan.output == Output::scan) return as_scan(plan, report, random.fork("scan"));
    if (auto text = as_other(plan, report, random.fork("text"))) return *text;
  }
  throw std::runtime_error("no such report can be made: " + kind.name + ", seed " + std::to_string(seed));
}

std::vector<Generated> generate_every_file(std::uint64_t seed, const std::string& name) {
  constexpr std::array<std::pair<Output, const char*>, 9> kOutputs{{{Output::site_plain, "site_plain"}, {Output::site_wps, "site_wps"},
                                                                    {Output::site_split, "site_split"}, {Output::site_breaks, "site_breaks"},
                                                                    {Output::docx, "docx"}, {Output::odt_package, "odt_package"},
                                                                    {Output::odt, "odt"}, {Output::tabs, "tabs"}, {Output::pipes, "pipes"}}};
  const Random random = Random(seed).fork("every file");
  const bool says_all = seed % 2 == 0;  // text has no place for empty cells and remarks
  Plan plan = planned(*find_kind(says_all ? "site_plain" : "plain_content"), random, Size::any);
  Report report = make_report(plan.content, random.fork("report"));
  std::vector<Generated> out;
  for (const auto& [output, kind] : kOutputs) {
    if (says_all && (output == Output::site_breaks || output == Output::tabs || output == Output::pipes)) continue;
    plan.output = output;
    report.kind = kind;
    report.name = name + "-" + kind;
    out.push_back(*as_other(plan, report, random.fork(kind)));
  }
  return out;
}

}  // namespace nianbao::corpus
