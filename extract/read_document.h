#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "model/document.h"
#include "model/result.h"

namespace nianbao {

/// Raised by one whenever a change here can change a result; part of every record's `basis`.
inline constexpr int kExtractResultVersion = 11;

/// Which pages are recognised from their pictures: those that need it, all, none.
enum class OcrMode { automatic, always, never };

struct ReadOptions {
  int max_pages = 5000;                          ///< more is limit_exceeded
  std::int64_t max_bytes = 512LL * 1024 * 1024;  ///< of one file
  bool allow_conversion = true;                  ///< doc, wps, rtf, xls: start LibreOffice for this one file
  OcrMode ocr = OcrMode::automatic;
  bool prose = true;       ///< of scans: false leaves out the text outside of tables
  int page_seconds = 60;   ///< of scans: the longest time for one page
  std::string tessdata;    ///< folder of chi_sim.traineddata; empty: where Debian has it
  /// The bytes of a file that came with a web page, by its address as the page gives it; empty where there is none. None: nothing came with it.
  std::function<std::string(const std::string&)> beside{};
};

/// Reads the bytes of one file as what they are (by content, never by the file's name) and hands over its text, lines,
/// and cells with their places. `Document::info` has media_type, bytes, pages, method and encoding set; sha256 and
/// source are the caller's. Never throws; errors: empty_file, unknown_kind, unsupported_kind, encrypted,
/// needs_ocr, damaged_file, wrong_encoding, limit_exceeded.
Result<Document> read_document(std::string_view bytes, const ReadOptions& options);

/// Likewise for a file that goes by way of LibreOffice (office_convert.h), with what that made of it. Places are those
/// in the converted file; kind, media type and method those of the file itself.
Result<Document> read_converted(std::string_view bytes, std::string_view converted, const ReadOptions& options);

}  // namespace nianbao
