#include "extract/scan/scan_reader.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include "extract/scan/cell_reader.h"
#include "extract/scan/language_data.h"
#include "extract/scan/page_turning.h"
#include "extract/scan/prose_reader.h"
#include "extract/scan/scan_tables.h"

namespace nianbao {
namespace {

constexpr double kLegible = 0.5;         // of a page's labels: one that lies upright has as many
constexpr double kClearlyBetter = 0.15;  // is another turn whose labels are legible

}  // namespace

Result<Page> ScanReader::read(const PageImage& image, const Page& page) {
  // What can be read must not depend on whether a page has a label that only Tesseract knows.
  if (auto folder = find_language_data(options_.tessdata); !folder) return Failure(folder.error());
  text_.set_deadline(TextRecogniser::Clock::now() + std::chrono::seconds(options_.page_seconds));
  Reading best = read_turned(image, page, 0);
  if (!best.tables.empty() && best.legibility < kLegible)
    for (const int turn : {90, 180, 270}) {
      Reading other = read_turned(image, page, turn);
      if (other.legibility > best.legibility + kClearlyBetter && !other.tables.empty()) best = std::move(other);
    }
  if (options_.prose) best.page.spans = read_prose(best.straight, best.tables, text_);
  if (text_.error()) return Failure(*text_.error());
  tell_fault(find_page_fault(image), best.page);
  if (text_.ran_over()) tell_over_time(page.page_no);
  return std::move(best.page);
}

ScanReader::Reading ScanReader::read_turned(const PageImage& image, const Page& page, int turn) {
  Reading out;
  out.straight = straighten(turn == 0 ? image : turned_back(image, turn, page));
  const double dpi = out.straight.dpi / out.straight.step;
  const RuleNetwork network = connect_rules(find_rules(out.straight.small, dpi), out.straight.small, dpi);
  out.tables = find_scan_tables(network, dpi);
  out.page.page_no = page.page_no;
  out.page.width_pt = page.width_pt;
  out.page.height_pt = page.height_pt;
  out.page.method = Method::ocr;
  out.page.turn = turn;
  out.page.skew_degrees = out.straight.skew_degrees;
  out.page.grids = read_cells(out.straight, network.rules, out.tables, page.page_no, text_);
  out.legibility = legibility(out.page.grids);
  return out;
}

void ScanReader::tell_fault(PageFault fault, Page& page) {
  if (fault == PageFault::none) return;
  for (Grid& grid : page.grids)
    for (Cell& cell : grid.cells) {
      if (!cell.recognition) continue;
      cell.recognition->sure = false;
      cell.recognition->poor_page = true;
    }
  Finding finding = make_finding("page_poor", "page " + std::to_string(page.page_no));
  finding.source.page = page.page_no;
  finding.message = "the page's picture has under 120 dpi: no number of it can be trusted, all are in doubt";
  finding.message_zh = "页面图像分辨率低于120 dpi，其中的数字不可信，全部存疑";
  findings_.push_back(std::move(finding));
}

void ScanReader::tell_over_time(int page_no) {
  Finding finding = make_finding("page_over_time", "page " + std::to_string(page_no));
  finding.source.page = page_no;
  const std::string seconds = std::to_string(options_.page_seconds);
  finding.message = "recognising the page took longer than " + seconds + " s: labels and text that were not read by then are left out";
  finding.message_zh = "识别此页超过" + seconds + "秒，其后未读的标签和文字从略";
  findings_.push_back(std::move(finding));
}

}  // namespace nianbao
