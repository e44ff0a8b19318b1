#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/result.h"

namespace nianbao {

/// A text as UTF-8 without byte order mark, and what it was. `utf8` is always valid; a byte that its encoding doesn't
/// explain has become U+FFFD.
struct DecodedText {
  std::string utf8;
  EncodingInfo info;
  std::vector<Finding> findings;  ///< encoding_doubt, encoding_repaired, file_damaged

  bool operator==(const DecodedText&) const = default;
};

struct DecodeOptions {
  bool markup = false;        ///< look for the charset of a <meta> tag and of an XML declaration
  std::string_view declared;  ///< what stands round the text says (a MIME part's charset); empty: nothing
};

/// Tells the encoding of a text and makes UTF-8 of it.
///
/// In the order of trust: a byte order mark; the bytes themselves where they are UTF-8 (a few stray ones among many that
/// fit are damage); UTF-16 by its zero bytes; the declaration, if the bytes agree with it; then detection: uchardet,
/// ICU, and the encodings of Chinese, by how well the bytes fit and how common the characters are. gb2312, gbk and
/// gb18030 all are read as GB18030, which holds the others. A declaration that the bytes belie, stray bytes, and a
/// detection among several that fit give the finding `encoding_doubt`. Text that was decoded wrongly before is set right
/// where the way back is exact (mojibake.h). Errors: wrong_encoding (nothing explains the bytes).
Result<DecodedText> decode_text(std::string_view bytes, const DecodeOptions& options = {});

/// `UTF-16LE` or `UTF-16BE` for text in it without a byte order mark: the zero bytes of its ASCII characters stand on one side
/// of them; empty for anything else.
std::string_view unmarked_utf16(std::string_view bytes);

/// The charset that the first bytes of a page declare, as it stands there; empty where none does.
std::string_view declared_charset(std::string_view markup);

}  // namespace nianbao
