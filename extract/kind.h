#pragma once

#include <string_view>

namespace nianbao {

/// What the bytes of a file are, whatever its name says.
enum class Kind {
  empty, pdf, html, xml, text,
  docx, word_xml, xlsx, pptx, odt, ods, ofd, epub, zip,
  doc, xls, wps, et, ole,
  rtf, mhtml, warc,
  jpeg, png, gif, tiff, bmp, webp, jp2,
  gzip, xz, bzip2, seven_zip, rar, tar,
  unknown,
};

struct KindInfo {
  Kind kind;
  std::string_view name;        ///< for people: `Word document (.docx)`
  std::string_view media_type;
};

/// Tells the kind by content: signatures, the names of the members of a ZIP file, the names of the streams of an OLE
/// file, the first tag of markup. A PDF's header may stand behind up to 1,024 bytes of something else.
Kind sniff_kind(std::string_view bytes);

/// The same by a file's beginning and by signatures alone (a ZIP file by its members' names), without a look at what stands
/// behind them; unknown where that does not tell.
Kind sniff_signature(std::string_view start);

/// Whether a compound file holds a document under a password: a new one in it as a whole, a Word document whose header says so,
/// or a workbook whose second record does.
bool is_encrypted_ole(std::string_view bytes);

/// Whether a compound file ends before its directory, which its header tells the place of.
bool is_cut_ole(std::string_view bytes);

const KindInfo& info_of(Kind kind);

}  // namespace nianbao
