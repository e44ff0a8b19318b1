#include "extract/read_document.h"

#include <string>

#include "extract/docx_reader.h"
#include "extract/kind.h"
#include "extract/pdf_reader.h"
#include "extract/text_reader.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

Failure unsupported(Kind kind) {
  return fail(ErrorCode::unsupported_kind,
              "this is a " + std::string(info_of(kind).name) + ", which is not read; save it as PDF or text");
}

}  // namespace

Result<Document> read_document(std::string_view bytes, const ReadOptions& options) {
  if (static_cast<std::int64_t>(bytes.size()) > options.max_bytes)
    return fail(ErrorCode::limit_exceeded, "the file has " + std::to_string(bytes.size()) +
                                               " bytes, more than the allowed " + std::to_string(options.max_bytes));
  Kind kind = sniff_kind(bytes);
  switch (kind) {
    case Kind::empty: return fail(ErrorCode::empty_file, "the file holds nothing");
    case Kind::pdf: return read_pdf(bytes, options);
    case Kind::docx: return read_docx(bytes, options);
    case Kind::text: return read_text(bytes, options);
    case Kind::jpeg:
    case Kind::png:
    case Kind::gif:
    case Kind::tiff:
    case Kind::bmp:
    case Kind::webp:
    case Kind::jp2:
      return fail(ErrorCode::needs_ocr, "this is a " + std::string(info_of(kind).name) + ", which has no text to read");
    case Kind::unknown:
      return fail(ErrorCode::unknown_kind, "the bytes are of no kind that is known here (PDF, text, …); check the file");
    default: return unsupported(kind);
  }
}

}  // namespace nianbao
