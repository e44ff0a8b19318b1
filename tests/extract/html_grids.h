#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::test {

/// A page's displayed tables as text, as grids/grids.js writes those of a browser: a line for each table, then one for each
/// of its cells (row, column, spans, its number, its text without white space and nested tables).
std::string describe_grids(std::string_view utf8_page);

/// A page of tables that are misnested, unclosed, nested and spanned by chance; the same for the same seed.
std::string make_odd_tables(std::uint64_t seed);

}  // namespace nianbao::test
