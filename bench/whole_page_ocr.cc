// whole-page-ocr: reads pictures of several pages with Tesseract alone (chi_sim, psm 6), a page as a whole, and tells the processor
// time: what nianbao's own time on the same pixels is held against.
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace {

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Pages of a TIFF, decoding included, as it is for whoever reads the file.
int recognise_pages(tesseract::TessBaseAPI& api, const std::string& bytes) {
  int pages = 0;
  for (std::size_t offset = 0;;) {
    Pix* pix = pixReadMemFromMultipageTiff(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &offset);
    if (pix == nullptr) break;
    api.SetImage(pix);
    const std::unique_ptr<char[]> text(api.GetUTF8Text());
    pixDestroy(&pix);
    ++pages;
    if (offset == 0) break;
  }
  return pages;
}

}  // namespace

int main(int argc, char** argv) {
  tesseract::TessBaseAPI api;
  if (api.Init(nullptr, "chi_sim", tesseract::OEM_LSTM_ONLY) != 0) {
    std::fprintf(stderr, "whole-page-ocr: no language data; install tesseract-ocr-chi-sim\n");
    return 2;
  }
  api.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
  const double start = cpu_seconds();
  int pages = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    pages += recognise_pages(api, bytes);
  }
  std::printf("%d %.3f\n", pages, cpu_seconds() - start);
  return pages > 0 ? 0 : 1;
}
