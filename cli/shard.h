#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "cli/input_stream.h"

namespace nianbao {

/// One share of an archive: the `number`th (from 1) of `count`.
struct Shard {
  int number = 1, count = 1;

  bool operator==(const Shard&) const = default;
};

/// `3/16`; none where it is no such share.
std::optional<Shard> parse_shard(const std::string& text);

/// Passes on the items of a share. Whose an item is follows from its bytes alone (their number, the first and the last 16 KiB), so it is
/// the same on every machine and in every order, the same bytes are one machine's wherever they lie, and a file costs no more than
/// a look at both its ends. What cannot be read goes by its name.
class ShardInputs : public InputStream {
 public:
  ShardInputs(InputStream& items, const Shard& shard) : items_(items), shard_(shard) {}

  State look() override;
  InputItem take() override;
  int descriptor() const override { return items_.descriptor(); }

  /// How many items were others' so far.
  std::size_t passed_over() const { return passed_over_; }

 private:
  InputStream& items_;
  Shard shard_;
  std::optional<InputItem> next_;
  std::size_t passed_over_ = 0;
};

}  // namespace nianbao
