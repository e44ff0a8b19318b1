#include "extract/scan/text_recogniser.h"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>

#include "extract/scan/language_data.h"
#include "extract/scan/pix.h"
#include "model/unicode.h"

extern "C" void omp_set_max_active_levels(int) __attribute__((weak));  // of the OpenMP library that Tesseract brings, if any

namespace nianbao {
namespace {

constexpr int kLineMilliseconds = 10'000;  // a line takes tens
constexpr double kWordGap = 0.6;  // of the line's height: white space that parts words

/// Whether white space is printed between two characters: Tesseract puts it between Chinese characters too.
bool is_parted(const RecognisedCharacter& a, const RecognisedCharacter& b, int line_height) {
  auto latin = [](char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); };
  double gap = b.x0 - a.x1;
  return gap > kWordGap * line_height || (latin(a.text) && latin(b.text) && gap > 0.25 * line_height);
}

void append_symbol(const tesseract::ResultIterator& it, RecognisedLine& line) {
  std::unique_ptr<char[]> utf8(it.GetUTF8Text(tesseract::RIL_SYMBOL));
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  if (!utf8 || !it.BoundingBox(tesseract::RIL_SYMBOL, &x0, &y0, &x1, &y1)) return;
  std::u32string text = to_code_points(utf8.get());
  const int n = static_cast<int>(text.size());
  for (int i = 0; i < n; ++i) {
    RecognisedCharacter next{text[static_cast<std::size_t>(i)], x0 + (x1 - x0) * i / n, y0, x0 + (x1 - x0) * (i + 1) / n, y1};
    if (next.text == U' ' || next.text == U'\n') continue;
    if (!line.characters.empty() && is_parted(line.characters.back(), next, line.y1 - line.y0))
      line.characters.push_back({U' ', line.characters.back().x1, y0, next.x0, y1});
    line.characters.push_back(next);
  }
}

std::vector<RecognisedLine> lines_of(tesseract::TessBaseAPI& api) {
  std::vector<RecognisedLine> out;
  std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
  if (!it) return out;
  do {
    if (it->IsAtBeginningOf(tesseract::RIL_TEXTLINE) || out.empty()) {
      RecognisedLine line;
      it->BoundingBox(tesseract::RIL_TEXTLINE, &line.x0, &line.y0, &line.x1, &line.y1);
      line.confidence = static_cast<int>(it->Confidence(tesseract::RIL_TEXTLINE));
      out.push_back(std::move(line));
    }
    append_symbol(*it, out.back());
  } while (it->Next(tesseract::RIL_SYMBOL));
  std::erase_if(out, [](const RecognisedLine& line) { return line.characters.empty(); });
  return out;
}

}  // namespace

struct TextRecogniser::Engine {
  tesseract::TessBaseAPI api;

  ~Engine() { api.End(); }

  /// False where there was nothing to set.
  bool set(const GrayImage& image, double dpi, tesseract::PageSegMode mode) {
    if (image.width < 3 || image.height < 3) return false;
    PixPtr pix = to_pix(image);
    if (!pix) return false;
    api.SetPageSegMode(mode);
    api.SetImage(pix.get());
    api.SetSourceResolution(static_cast<int>(dpi));
    return true;
  }
};

TextRecogniser::TextRecogniser(std::string data) : data_(std::move(data)) {}
TextRecogniser::TextRecogniser(TextRecogniser&&) noexcept = default;
TextRecogniser& TextRecogniser::operator=(TextRecogniser&&) noexcept = default;
TextRecogniser::~TextRecogniser() = default;

bool TextRecogniser::load() {
  if (engine_ || error_) return engine_ != nullptr;
  auto folder = find_language_data(data_);
  if (!folder) {
    error_ = folder.error();
    return false;
  }
  // Many threads on a picture of one cell cost ten times what they save, and a batch has a process a core as it is.
  if (omp_set_max_active_levels) omp_set_max_active_levels(0);
  auto engine = std::make_unique<Engine>();
  const std::vector<std::string> names{"debug_file"}, values{"/dev/null"};
  int failed = engine->api.Init(folder->c_str(), "chi_sim", tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false);
  if (!failed) engine_ = std::move(engine);
  else error_ = Error{ErrorCode::needs_ocr, *folder, "Tesseract can't load chi_sim.traineddata from " + *folder + ": install the package tesseract-ocr-chi-sim again"};
  return engine_ != nullptr;
}

void TextRecogniser::set_deadline(Clock::time_point deadline) {
  deadline_ = deadline;
  ran_over_ = false;
}

int TextRecogniser::milliseconds_left(int at_most) const {
  if (!deadline_) return at_most;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*deadline_ - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, at_most));
}

/// Tesseract finds no line at all in some pictures of two characters; taken for a raw line they are read.
RecognisedLine TextRecogniser::read_line(const GrayImage& image, double dpi) {
  if (!load()) return {};
  for (auto mode : {tesseract::PSM_SINGLE_LINE, tesseract::PSM_RAW_LINE}) {
    const int left = milliseconds_left(kLineMilliseconds);
    ran_over_ = ran_over_ || left == 0;
    tesseract::ETEXT_DESC monitor;
    monitor.set_deadline_msecs(left);
    if (left == 0 || !engine_->set(image, dpi, mode) || engine_->api.Recognize(&monitor) != 0) return {};
    ran_over_ = ran_over_ || monitor.deadline_exceeded();
    if (monitor.deadline_exceeded()) return {};
    std::vector<RecognisedLine> lines = lines_of(engine_->api);
    if (!lines.empty()) return std::move(lines.front());
  }
  return {};
}

std::vector<RecognisedLine> TextRecogniser::read_page(const GrayImage& image, double dpi, int milliseconds, bool& timed_out) {
  const int left = milliseconds_left(milliseconds);
  timed_out = left == 0;
  ran_over_ = ran_over_ || timed_out;
  if (timed_out || !load() || !engine_->set(image, dpi, tesseract::PSM_SINGLE_COLUMN)) return {};
  tesseract::ETEXT_DESC monitor;
  monitor.set_deadline_msecs(left);
  int failed = engine_->api.Recognize(&monitor);
  timed_out = monitor.deadline_exceeded();
  ran_over_ = ran_over_ || timed_out;
  if (failed || timed_out) return {};
  return lines_of(engine_->api);
}

std::string text_of(const RecognisedLine& line) {
  std::u32string text;
  for (const RecognisedCharacter& c : line.characters) text.push_back(c.text);
  return to_utf8(text);
}

}  // namespace nianbao
