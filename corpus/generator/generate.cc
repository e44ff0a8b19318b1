#include <algorithm>

#include "corpus/generator/cairo_pdf.h"
#include "corpus/generator/measure.h"
#include "corpus/generator/pieces.h"
#include "corpus/generator/plain_pdf.h"
#include "corpus/generator/plan.h"
#include "corpus/generator/report_maker.h"
#include "corpus/generator/text_writers.h"
#include "corpus/generator/truth_writer.h"
#include "corpus/generator/typesetter.h"

namespace nianbao::corpus {

namespace {

Plan planned(const Kind& kind, Random random) {
  Plan plan;
  Random habits = random.fork("habits");
  plan.style = random_style(random.fork("style"));
  plan.content.scale = static_cast<ContentOptions::Scale>(habits.between(0, 2));
  plan.content.paragraphs = habits.between(1, 7);
  plan.content.two_line_title = habits.chance(0.25);
  plan.content.signed_report = habits.chance(0.7);
  Random shape = random.fork("shape");
  kind.make(plan, shape);
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

}  // namespace

Generated generate(const Kind& kind, std::uint64_t seed, const std::string& name) {
  Random random = Random(seed).fork(kind.name);
  const Plan plan = planned(kind, random);
  Report report = make_report(plan.content, random.fork("report"));
  report.kind = kind.name;
  report.name = name;
  if (plan.output == Output::pdf) return as_pdf(plan, report);
  return as_text(plan, report, random.fork("text"));
}

}  // namespace nianbao::corpus
