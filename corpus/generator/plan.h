#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "corpus/generator/report.h"
#include "corpus/generator/scan_look.h"
#include "corpus/generator/style.h"

namespace nianbao::corpus {

enum class Output { pdf, run_together, tabs, aligned, pipes, html, odt, site_plain, site_wps, site_split, site_breaks, docx, odt_package, scan };

/// What a file holds: one report, those of several bodies, those of several years.
enum class Holds { report, bodies, years };

/// What a kind of report asks for.
struct Plan {
  ContentOptions content;
  Style style;
  Output output = Output::pdf;
  ScanLook scan;
  Holds holds = Holds::report;
  bool header_lines = false;  ///< text: 标题: …, 发布时间: … above the report
};

/// A named shape of reports; `make` sets what the shape is about, and leaves the rest to chance.
struct Kind {
  std::string name, about;
  void (*make)(Plan& plan, Random& random);
};

const std::vector<Kind>& all_kinds();
/// The kinds that are scans, as part of all kinds.
const std::vector<Kind>& scan_kinds();
const Kind* find_kind(const std::string& name);

/// What was generated: the report's file, its truth, its places (PDF with one report only).
struct Generated {
  std::string file, bytes, truth, places;
  std::vector<std::string> more_truths;  ///< of the file's second report, third, …
};

/// A small report has one font and little prose, so that its file is small too.
enum class Size { any, small };

/// Deterministic in kind, seed, name (the file's name without its ending) and size.
Generated generate(const Kind& kind, std::uint64_t seed, const std::string& name, Size size);

/// One report as a file of every kind but PDF and run-together text: all say the same. Of even seeds the report has empty
/// cells, remarks and the like, and is no file of text. The files are named NAME-OUTPUT, the truths' kinds OUTPUT.
std::vector<Generated> generate_every_file(std::uint64_t seed, const std::string& name);

}  // namespace nianbao::corpus
