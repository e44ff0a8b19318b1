#pragma once

#include <cstdint>
#include <string>

namespace nianbao::corpus {

/// Writes the case DIR/NAME: case.toml, input.*, expected.json and, for PDFs, places.json. Its report is of that kind and
/// seed, kept small: one font, little prose.
void write_case(const std::string& folder, const std::string& name, const std::string& kind, std::uint64_t seed);

/// Writes again each case of the folder that the generator made, as its case.toml says.
void rewrite_cases(const std::string& folder);

/// Tells on standard output which cases the generator would now write otherwise; returns how many. PDFs and places
/// are left out of it: they depend on the libraries' and the fonts' versions.
int check_cases(const std::string& folder);

}  // namespace nianbao::corpus
