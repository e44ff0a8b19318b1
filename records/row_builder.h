#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/source.h"
#include "records/dataset_rows.h"
#include "records/rounded_number.h"
#include "records/valid_text.h"

namespace nianbao {

/// One row in the making; keeps what its cells point to.
class Row {
 public:
  /// `cells`: how many it will have, where that is many.
  explicit Row(std::size_t cells = 0) { cells_.reserve(cells); }
  void null() { cells_.emplace_back(); }
  void whole(std::int64_t number) { cells_.emplace_back(number); }
  void boolean(bool value) { cells_.emplace_back(value); }
  void decimal(const Decimal& number) { cells_.emplace_back(number); }
  void rounded(double value, int decimals) { cells_.emplace_back(RoundedNumber{value, decimals}); }

  /// Names of the program and digests: not looked at again.
  void plain(std::string_view ascii) { cells_.emplace_back(ascii); }
  void text(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return kept(without_nul(text));
    if (!is_valid_utf8(text)) return kept(std::string(text));
    cells_.emplace_back(text);
  }
  /// Text that only this row holds.
  void kept(std::string text) {
    if (!is_valid_utf8(text)) {
      std::string valid;
      text = std::string(valid_text(text, valid));
    }
    cells_.emplace_back(std::string_view(kept_.emplace_back(std::move(text))));
  }
  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  void whole_or_null(std::int64_t number) { number == 0 ? null() : whole(number); }

  void place(const Source& source) {
    whole_or_null(source.page);
    if (source.bbox) {
      for (double edge : {source.bbox->x0, source.bbox->y0, source.bbox->x1, source.bbox->y1})
        rounded(edge, kPlaceDecimals);
    } else {
      for (int i = 0; i < 4; ++i) null();
    }
    text_or_null(source.path);
    whole_or_null(source.line);
    whole_or_null(source.span ? source.span->first : 0);
    whole_or_null(source.span ? source.span->last : 0);
  }

  /// Hands the row over and begins the next.
  void give(TableId table, RowConsumer& out) {
    out.take_row(table, cells_);
    clear();
  }

  std::span<const TableCell> cells() const { return cells_; }
  void clear() {
    cells_.clear();
    kept_.clear();
  }

 private:
  /// Many readers of CSV and SQLite end a text at U+0000.
  static std::string without_nul(std::string_view text) {
    std::string out;
    for (char c : text) c == '\0' ? out.append("\xEF\xBF\xBD") : out.append(1, c);
    return out;
  }

  std::vector<TableCell> cells_;
  std::deque<std::string> kept_;
};

}  // namespace nianbao
