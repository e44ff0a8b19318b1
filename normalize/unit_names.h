#pragma once

#include <string_view>

namespace nianbao {

/// Whether a text can be the name of a public body: Han characters (letters and brackets among them), no sentence, no
/// word that stands for a body without naming it (`本机关`, `我局`, `全市`).
bool can_be_unit(std::u32string_view text);

/// Whether it also ends as names of public bodies do: 政府, 局, 委员会, 办事处, 大学, 公司, 市 …
bool ends_as_unit(std::u32string_view text);

/// Whether two names differ in fullness only: one holds the other, or abbreviates it (沭阳县发改局 and
/// 沭阳县发展和改革局, 叶县任店镇 and 任店镇人民政府).
bool is_same_unit(std::u32string_view a, std::u32string_view b);

/// The name without what surrounds it: brackets round the whole, a label before it (`附件1：`), punctuation.
std::u32string_view trim_unit(std::u32string_view text);

}  // namespace nianbao
