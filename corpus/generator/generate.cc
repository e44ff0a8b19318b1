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
#include "corpus/generator/text_writers.h"
#include "corpus/generator/truth_writer.h"
#include "corpus/generator/typesetter.h"

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

Generated as_pdf(const Plan& plan, const Report& report) {
  const auto measure = plan.style.maker == PdfMaker::cairo ? make_pango_measure() : make_half_em_measure();
  const std::vector<Sheet> sheets = typeset(pieces_of(report), plan.style, *measure);
  Generated out;
  out.file = report.name + ".pdf";
  switch (plan.style.maker) {
    case PdfMaker::cairo: out.bytes = to_cairo_pdf(sheets, report.name); break;
    case PdfMaker::unigb_cmap: out.bytes = to_plain_pdf(sheets, PlainEncoding::unigb_ucs2); break;
    case PdfMaker::gbk_cmap: out.bytes = to_plain_pdf(sheets, PlainEncoding::gbk_euc); break;
  }
  out.truth = truth_json(report, out.file, {});
  out.places = places_json(sheets, out.file);
  return out;
}

/// Text that the rules of run-together digits read otherwise than it was meant is not generated.
std::optional<Generated> as_other(const Plan& plan, const Report& report, Random random) {
  const std::vector<Piece> pieces = pieces_of(report);
  std::set<std::string> undecided;
  Generated out;
  std::string ending = ".txt";
  switch (plan.output) {
    case Output::pdf: break;
    case Output::tabs: out.bytes = to_tabs(pieces, random); break;
    case Output::aligned: out.bytes = to_aligned(pieces); break;
    case Output::pipes: out.bytes = to_pipes(pieces, random); ending = ".md"; break;
    case Output::html: out.bytes = to_html(pieces, plan.style); ending = ".html"; break;
    case Output::site_plain: out.bytes = to_site_page(report, pieces, PageMarkup::plain, random); ending = ".html"; break;
    case Output::site_wps: out.bytes = to_site_page(report, pieces, PageMarkup::wps, random); ending = ".html"; break;
    case Output::site_split: out.bytes = to_site_page(report, pieces, PageMarkup::split, random); ending = ".html"; break;
    case Output::site_breaks: out.bytes = to_site_page(report, pieces, PageMarkup::breaks, random); ending = ".html"; break;
    case Output::docx: out.bytes = to_docx(pieces, plan.style, random); ending = ".docx"; break;
    case Output::odt_package: out.bytes = to_odt(pieces, plan.style); ending = ".odt"; break;
    case Output::odt: out.bytes = to_flat_odt(pieces, plan.style); ending = ".fodt"; break;
    case Output::run_together: {
      std::vector<NumberRun> runs;
      out.bytes = to_run_together(pieces, random, runs);
      const auto cells = undecided_cells(report, runs);
      if (!cells) return std::nullopt;
      undecided = *cells;
      break;
    }
  }
  if (plan.header_lines) out.bytes = header_lines(report, random) + out.bytes;
  out.file = report.name + ending;
  out.truth = truth_json(report, out.file, undecided);
  return out;
}

}  // namespace

Generated generate(const Kind& kind, std::uint64_t seed, const std::string& name, Size size) {
  const Random random = Random(seed).fork(kind.name);
  const Plan plan = planned(kind, random, size);
  for (int attempt = 0; attempt < 1000; ++attempt) {
    Report report = make_report(plan.content, random.fork("report " + std::to_string(attempt)));
    report.kind = kind.name;
    report.name = name;
    if (plan.output == Output::pdf) return as_pdf(plan, report);
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
