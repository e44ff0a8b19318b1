#include "corpus/generator/volumes.h"

#include <iterator>
#include <set>

#include "corpus/generator/report_maker.h"

namespace nianbao::corpus {

namespace {

std::string title_of(const Report& report) {
  std::string out;
  for (const std::string& line : report.title) out += line;
  return out;
}

/// Bodies with names of their own, all on the first one's year.
std::vector<Report> reports_of_bodies(ContentOptions options, Random random) {
  const int count = random.between(2, 4);
  std::vector<Report> out;
  std::set<std::string> units;
  for (int attempt = 0; static_cast<int>(out.size()) < count; ++attempt) {
    Report report = make_report(options, random.fork("body " + std::to_string(attempt)));
    if (!units.insert(report.unit).second) continue;
    options.year = report.year;
    out.push_back(std::move(report));
  }
  return out;
}

std::vector<Report> reports_of_years(ContentOptions options, Random random) {
  const int count = random.between(2, 4), latest = random.between(2022, 2025);
  std::vector<Report> out;
  for (int i = 0; i < count; ++i) {
    options.year = latest - i;
    if (options.year <= 2020) {
      options.disclosure_form = FormYear::y2019;
      options.other_in_three = false;
    }
    out.push_back(make_report(options, random.fork("year " + std::to_string(i))));
    options.unit = out.front().unit;
  }
  return out;
}

void add_cover(const std::vector<Report>& reports, const std::string& title, std::vector<Piece>& pieces) {
  pieces.emplace_back(TextPiece{TextRole::title, title});
  pieces.emplace_back(TextPiece{TextRole::heading, "目录"});
  for (std::size_t i = 0; i < reports.size(); ++i)
    pieces.emplace_back(TextPiece{TextRole::body, title_of(reports[i]) + "……" + std::to_string(4 * i + 2)});
}

}  // namespace

Volume make_volume(const ContentOptions& options, Holds holds, Random random) {
  Volume out;
  const bool bodies = holds == Holds::bodies;
  out.reports = bodies ? reports_of_bodies(options, random.fork("reports")) : reports_of_years(options, random.fork("reports"));
  out.as_one = out.reports.front();
  out.as_one.unit = bodies ? "南河市人民政府办公室" : out.reports.front().unit;
  out.as_one.title = {bodies ? "南河市" + std::to_string(out.as_one.year) + "年政府信息公开工作年度报告汇编" : out.as_one.unit + "历年政府信息公开工作年度报告"};
  Random shape = random.fork("shape");
  if (bodies && shape.chance(0.6)) add_cover(out.reports, title_of(out.as_one), out.pieces);
  for (const Report& report : out.reports) {
    std::vector<Piece> pieces = pieces_of(report);
    out.pieces.insert(out.pieces.end(), std::make_move_iterator(pieces.begin()), std::make_move_iterator(pieces.end()));
  }
  return out;
}

}  // namespace nianbao::corpus
