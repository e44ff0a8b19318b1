#pragma once

#include <string>
#include <vector>

#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

enum class PlainEncoding { unigb_ucs2, gbk_euc };

/// The sheets as a PDF whose fonts are neither embedded nor have ToUnicode: their encoding is a predefined CMap
/// (PDF 1.7, 9.7.5.2), as older Chinese office programs write it.
std::string to_plain_pdf(const std::vector<Sheet>& sheets, PlainEncoding encoding);

}  // namespace nianbao::corpus
