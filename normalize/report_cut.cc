#include "normalize/report_cut.h"

#include <algorithm>
#include <utility>

#include "model/unicode.h"
#include "normalize/report_starts.h"
#include "normalize/report_text.h"
#include "normalize/report_title.h"
#include "normalize/sections.h"
#include "normalize/table_finder.h"

namespace nianbao {
namespace {

constexpr std::size_t kRowsOfRequests = 10;      // half of the table's; a summary in the narrative has fewer
constexpr std::size_t kSectionsOfNarrative = 3;
constexpr std::size_t kLettersOfNarrative = 300;  // code points; the headings of a contents page have none

/// The blocks from one start to the next.
struct Piece {
  std::size_t begin = 0, end = 0;
  const ReportStart* start = nullptr;  ///< none for what stands before the first
  bool has_body = false, starts_over = false;
  bool has_table = false;  ///< of the form, or what could be a piece of one
};

void look_into(std::span<const Block> blocks, const FormIndex& index, Piece& piece) {
  const auto part = blocks.subspan(piece.begin, piece.end - piece.begin);
  const SectionMap sections = find_sections(part, index);
  std::size_t tables = 0, letters = 0, told = 0;
  bool has_overview = false;
  for (const FoundTable& table : find_tables(part, sections, index).tables) {
    if (table.items.size() >= 3) ++tables;
    if (index.table_ids[table.table_id] == "requests" && table.items.size() >= kRowsOfRequests) piece.has_body = true;
  }
  for (const Section& section : sections.sections) {
    if (section.id == "overview") has_overview = true;
    if (section.id == "preamble" || section.text.empty()) continue;
    ++told;
    letters += code_point_count(section.text);
  }
  piece.has_body = piece.has_body || (told >= kSectionsOfNarrative && letters >= kLettersOfNarrative);
  piece.starts_over = has_overview || tables >= 2;
  piece.has_table = tables > 0;
}

std::vector<Piece> pieces_of(std::span<const Block> blocks, const std::vector<ReportStart>& starts) {
  std::vector<Piece> out;
  if (starts.front().block > 0) out.push_back({0, starts.front().block});
  for (std::size_t i = 0; i < starts.size(); ++i)
    out.push_back({starts[i].block, i + 1 < starts.size() ? starts[i + 1].block : blocks.size(), &starts[i]});
  return out;
}

/// Whether the two say that they are about another body or year.
bool differ(const ReportStart* a, const ReportStart* b) {
  if (!b || (b->unit.empty() && b->year == 0)) return false;
  if (!a) return true;
  const bool other_unit = !a->unit.empty() && !b->unit.empty() && a->unit != b->unit;
  return other_unit || (a->year != 0 && b->year != 0 && a->year != b->year);
}

bool says_the_same(const ReportStart* a, const ReportStart* b) { return a && b && a->unit == b->unit && a->year == b->year; }

/// The parts with a body; what has none goes with the one before, or with the one behind whose cover it is.
std::vector<ReportPart> join_pieces(const std::vector<Piece>& pieces) {
  std::vector<ReportPart> out;
  const ReportStart* last = nullptr;
  std::optional<std::size_t> held;  // a table before the first body: lost with the cover, nobody would see it
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& one = pieces[i];
    const auto behind = std::find_if(pieces.begin() + static_cast<std::ptrdiff_t>(i), pieces.end(), [](const Piece& s) { return s.has_body; });
    if (behind == pieces.end() || (!one.has_body && out.empty())) {
      if (!out.empty()) out.back().end = one.end;
      else if (one.has_table && !held) held = one.begin;
      continue;
    }
    const bool begins = one.has_body || says_the_same(one.start, behind->start);
    const bool cuts = begins && (out.empty() || (behind->starts_over && differ(last, one.start)));
    if (!cuts) {
      out.back().end = one.end;
      continue;
    }
    ReportPart part{std::exchange(held, std::nullopt).value_or(one.begin), one.end, std::nullopt, std::nullopt};
    if (one.start) {
      part.unit = one.start->unit_evidence;
      part.year = one.start->year_evidence;
    }
    out.push_back(std::move(part));
    last = one.start;
  }
  return out;
}

/// The year in the title of the volume.
std::optional<Evidence> year_of_volume(std::span<const Block> front) {
  const ReportText text = fold_head(front, 1500);
  const auto title = find_printed_title(text.view());
  if (!title || !title->year) return std::nullopt;
  Evidence out;
  out.key = "year";
  out.value = std::to_string(title->year->year);
  out.origin = "title";
  const std::size_t size = title->year->end - title->year->begin;
  out.raw = text.raw(title->year->begin, size);
  out.source = text.source(title->year->begin, size);
  return out;
}

}  // namespace

std::vector<ReportPart> cut_reports(std::span<const Block> blocks, const FormIndex& index) {
  const std::vector<ReportPart> whole{{0, blocks.size(), std::nullopt, std::nullopt}};
  const std::vector<ReportStart> starts = find_report_starts(blocks, index);
  const bool several = std::any_of(starts.begin(), starts.end(), [&](const ReportStart& one) { return differ(&starts.front(), &one); });
  if (!several) return whole;
  std::vector<Piece> pieces = pieces_of(blocks, starts);
  for (Piece& piece : pieces) look_into(blocks, index, piece);
  std::vector<ReportPart> parts = join_pieces(pieces);
  if (parts.size() < 2) return whole;
  const auto year = year_of_volume(blocks.subspan(0, parts.front().begin));
  for (ReportPart& part : parts)
    if (!part.year) part.year = year;
  return parts;
}

}  // namespace nianbao
