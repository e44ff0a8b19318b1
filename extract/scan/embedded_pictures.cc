#include "extract/scan/embedded_pictures.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <numbers>
#include <utility>

#include "extract/scan/image_file.h"
#include "extract/scan/scan_reader.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kLeastWidth = 300, kLeastHeight = 100;  // px; a table of the form is not readable in less
constexpr double kTextWidthInches = 8.27;  // as a page of A4: tables leave hardly a margin in such pictures
constexpr std::size_t kHardlyAnyText = 200;           // characters: a title, a date, a line of metadata

Finding not_read(const std::string& path, const std::string& why, const std::string& why_zh) {
  Finding out = make_finding("picture_not_read");
  out.source.path = path;
  out.message = "a picture stands in the document; what it shows was not read: " + why;
  out.message_zh = "文档中有图片，图片中的内容未读取：" + why_zh;
  return out;
}

Finding recognised(const std::string& path, std::size_t tables) {
  Finding out = make_finding("picture_recognised", path);
  out.source.path = path;
  const std::string count = std::to_string(tables);
  out.message = "a picture in the document was recognised: " + count + (tables == 1 ? " table" : " tables");
  out.message_zh = "文档中的图片已识别：" + count + "张表格";
  return out;
}

std::size_t text_length(const std::vector<Block>& flow) {
  std::size_t out = 0;
  for (const Block& block : flow)
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) out += code_point_count(paragraph->text);
  return out;
}

/// The box that a box of the straightened picture takes in the picture as it is.
Box turned_back(const Box& box, const Page& page) {
  if (page.skew_degrees == 0) return box;
  const double angle = -page.skew_degrees * std::numbers::pi / 180, x = page.width_pt / 2, y = page.height_pt / 2;
  Box out{1e9, 1e9, -1e9, -1e9};
  for (const auto& [px, py] : {std::pair{box.x0, box.y0}, {box.x1, box.y0}, {box.x0, box.y1}, {box.x1, box.y1}}) {
    const double tx = x + (px - x) * std::cos(angle) - (py - y) * std::sin(angle), ty = y + (px - x) * std::sin(angle) + (py - y) * std::cos(angle);
    out = {std::min(out.x0, tx), std::min(out.y0, ty), std::max(out.x1, tx), std::max(out.y1, ty)};
  }
  return out;
}

void place(Source& source, const std::string& path, const Page& page) {
  source.page = 0;
  source.path = path;
  if (source.bbox) source.bbox = turned_back(*source.bbox, page);
}

Paragraph paragraph_of(const Span& span, const std::string& path, const Page& page) {
  Paragraph out;
  out.text = to_utf8(span.text);
  out.font_size_pt = span.font_size_pt;
  TextPiece piece;
  piece.length = static_cast<int>(span.text.size());
  piece.source.bbox = span.box;
  place(piece.source, path, page);
  out.pieces.push_back(std::move(piece));
  return out;
}

/// Tables and lines of text from top to bottom.
std::vector<Block> blocks_of(Page page, const std::string& path) {
  std::vector<std::pair<double, Block>> placed;
  for (const Span& span : page.spans) placed.emplace_back(span.box.y0, paragraph_of(span, path, page));
  for (Grid& grid : page.grids) {
    const double top = grid.source.bbox ? grid.source.bbox->y0 : 0;
    place(grid.source, path, page);
    for (Cell& cell : grid.cells) place(cell.source, path, page);
    placed.emplace_back(top, std::move(grid));
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Block> out;
  for (auto& [top, block] : placed) out.push_back(std::move(block));
  return out;
}

Result<Page> read_picture(const EmbeddedPicture& picture, ScanReader& scans) {
  auto image = read_image_page(picture.bytes, 0);
  if (!image) return Failure(image.error());
  if (image->damaged) return Failure(Error{ErrorCode::damaged_file, {}, "its file is cut or broken"});
  if (image->gray.width < kLeastWidth || image->gray.height < kLeastHeight)
    return Failure(Error{ErrorCode::unsupported_kind, {}, "it is too small to show a table"});
  // Pictures for the screen state its resolution, if any, and not that of what was scanned: the width is what tells.
  image->dpi = std::clamp(image->gray.width / kTextWidthInches, 20.0, 600.0);
  Page page;
  const PixelPoint corner = image->to_page(image->gray.width, image->gray.height);
  page.width_pt = corner.x, page.height_pt = corner.y;
  return scans.read(*image, page);
}

class PicturesRun {
 public:
  PicturesRun(const ReadOptions& options, Document& document) : scans_(options), document_(document) {}

  /// What is to be put in the picture's place; nothing, and a finding, where it is not read.
  std::vector<Block> read(const EmbeddedPicture& picture) {
    if (picture.bytes.empty()) return refuse(picture, "its file is not at hand", "图片文件不在手边");
    auto page = try_reading(picture);
    if (!page) return refuse(picture, page.error().message, "无法识别");
    for (Finding& finding : scans_.take_findings()) {
      finding.source = {};
      finding.source.path = picture.path;
      document_.findings.push_back(std::move(finding));
    }
    if (page->grids.empty() && page->spans.empty()) return refuse(picture, "no table was found in it", "其中未见表格");
    document_.findings.push_back(recognised(picture.path, page->grids.size()));
    return blocks_of(std::move(*page), picture.path);
  }

 private:
  Result<Page> try_reading(const EmbeddedPicture& picture) try {
    return read_picture(picture, scans_);
  } catch (const std::exception& e) {
    return Failure(Error{ErrorCode::damaged_file, {}, e.what()});
  }

  std::vector<Block> refuse(const EmbeddedPicture& picture, const std::string& why, const std::string& why_zh) {
    document_.findings.push_back(not_read(picture.path, why, why_zh));
    return {};
  }

  ScanReader scans_;
  Document& document_;
};

}  // namespace

void read_embedded_pictures(const std::vector<EmbeddedPicture>& pictures, const ReadOptions& options, Document& document) {
  if (pictures.empty()) return;
  if (options.ocr == OcrMode::never) {
    for (const EmbeddedPicture& picture : pictures) document.findings.push_back(not_read(picture.path, "--ocr never", "按--ocr never的要求"));
    return;
  }
  ReadOptions how = options;
  how.prose = options.prose && text_length(document.flow) < kHardlyAnyText;
  PicturesRun run(how, document);
  std::vector<Block> flow;
  auto next = document.flow.begin();
  bool any = false;
  for (const EmbeddedPicture& picture : pictures) {
    const auto stop = document.flow.begin() + static_cast<std::ptrdiff_t>(std::min(picture.at, document.flow.size()));
    for (; next < stop; ++next) flow.push_back(std::move(*next));
    std::vector<Block> shown = run.read(picture);
    any = any || !shown.empty();
    std::move(shown.begin(), shown.end(), std::back_inserter(flow));
  }
  std::move(next, document.flow.end(), std::back_inserter(flow));
  const bool alone = document.flow.empty();
  document.flow = std::move(flow);
  if (any) document.info.method = alone ? Method::ocr : Method::mixed;
}

}  // namespace nianbao
