#include "extract/read_document.h"

#include <string>

#include "extract/docx_reader.h"
#include "extract/encoding.h"
#include "extract/html_reader.h"
#include "extract/kind.h"
#include "extract/mhtml_reader.h"
#include "extract/odf_reader.h"
#include "extract/office_convert.h"
#include "extract/pdf_reader.h"
#include "extract/scan/image_reader.h"
#include "extract/text_reader.h"
#include "extract/xlsx_reader.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

Failure unsupported(Kind kind) {
  if (kind == Kind::rar) return fail(ErrorCode::unsupported_kind, "this is a RAR archive, which is not read; unpack it, or pack it anew as ZIP or 7z");
  return fail(ErrorCode::unsupported_kind,
              "this is a " + std::string(info_of(kind).name) + ", which is not read; save it as PDF or text");
}

Result<Document> read_encoded_text(std::string_view bytes, const ReadOptions& options) {
  auto text = decode_text(bytes);
  if (!text) return Failure(text.error());
  auto document = read_text(text->utf8, options);
  if (!document) return document;
  document->info.bytes = static_cast<std::int64_t>(bytes.size());
  document->info.encoding = text->info;
  document->findings.insert(document->findings.begin(), text->findings.begin(), text->findings.end());
  return document;
}

Method method_of(Kind kind) {
  switch (kind) {
    case Kind::wps: return Method::wps;
    case Kind::rtf: return Method::rtf;
    case Kind::xls:
    case Kind::et: return Method::xls;
    default: return Method::doc;
  }
}

Result<Document> convert_and_read(std::string_view bytes, Kind kind, const ReadOptions& options) {
  if (!options.allow_conversion)
    return fail(ErrorCode::unsupported_kind, "this is a " + std::string(info_of(kind).name) +
                                                 ", which LibreOffice has to convert first; that was not allowed here");
  const OfficeInput input{bytes, kind};
  auto converted = convert_office({&input, 1}, {});
  if (!converted.front()) return Failure(converted.front().error());
  return read_converted(bytes, *converted.front(), options);
}

}  // namespace

Result<Document> read_converted(std::string_view bytes, std::string_view converted, const ReadOptions& options) {
  const Kind kind = sniff_kind(bytes);
  auto document = sniff_kind(converted) == Kind::xlsx ? read_xlsx(converted, options) : read_docx(converted, options);
  if (!document) return document;
  document->info.bytes = static_cast<std::int64_t>(bytes.size());
  document->info.media_type = info_of(kind).media_type;
  const bool from_pictures = document->info.method == Method::ocr || document->info.method == Method::mixed;
  if (!from_pictures) document->info.method = method_of(kind);
  return document;
}

Result<Document> read_document(std::string_view bytes, const ReadOptions& options) {
  if (static_cast<std::int64_t>(bytes.size()) > options.max_bytes)
    return fail(ErrorCode::limit_exceeded, "the file has " + std::to_string(bytes.size()) +
                                               " bytes, more than the allowed " + std::to_string(options.max_bytes));
  Kind kind = sniff_kind(bytes);
  switch (kind) {
    case Kind::empty: return fail(ErrorCode::empty_file, "the file holds nothing");
    case Kind::pdf: return read_pdf(bytes, options);
    case Kind::docx: return read_docx(bytes, options);
    case Kind::word_xml: return read_word_xml(bytes, options);
    case Kind::xlsx: return read_xlsx(bytes, options);
    case Kind::doc:
    case Kind::wps:
    case Kind::rtf:
    case Kind::xls:
    case Kind::et: return convert_and_read(bytes, kind, options);
    case Kind::odt:
    case Kind::ods: return read_odf(bytes, options);
    case Kind::ofd:
      return fail(ErrorCode::unsupported_kind, "this is an OFD document (GB/T 33190), which is not read yet; export it as PDF and read that");
    case Kind::ole:
      if (is_encrypted_ole(bytes)) return fail(ErrorCode::encrypted, "the document needs a password; save it without one");
      if (is_cut_ole(bytes)) return fail(ErrorCode::damaged_file, "this is an office file (OLE) of which the end is missing; fetch it again");
      return fail(ErrorCode::unsupported_kind, "this is an OLE compound file, and no document or workbook is in it; save what it is of as PDF or DOCX");
    case Kind::html: return read_html(bytes, options);
    case Kind::mhtml: return read_mhtml(bytes, options);
    case Kind::text: return read_encoded_text(bytes, options);
    case Kind::jpeg:
    case Kind::png:
    case Kind::gif:
    case Kind::tiff:
    case Kind::bmp:
    case Kind::webp:
    case Kind::jp2:
      return read_image(bytes, options);
    case Kind::unknown:
      return fail(ErrorCode::unknown_kind, "the bytes are of no kind that is known here (PDF, text, …); check the file");
    default: return unsupported(kind);
  }
}

}  // namespace nianbao
