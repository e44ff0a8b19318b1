#pragma once

#include <string>
#include <vector>

#include "model/grid.h"
#include "normalize/form_index.h"

namespace nianbao {

/// A label of the forms, and what it may be.
struct LikelyLabel {
  const std::u32string* key = nullptr;  ///< of FormIndex::uses; null where no label is likelier than all others
  LabelUses uses;
};

/// The label of the forms that a garbled reading of one is nearest to: at most a third of its characters differ. None where
/// labels of another use are as near (第（八）项 may be 第（一）项, and is neither then).
LikelyLabel find_likely_label(const LabelText& seen, const FormIndex& index);

/// How much of the longer of two labels they share, in percent, for the likest spelling.
int likeness_of(const LabelText& seen, const std::vector<LabelText>& known);

/// A scan's label that was read surely and is long enough to tell what stands there.
bool is_legible(const Recognition& recognition, const LabelText& seen);

/// A garbled label keeps at least so much of itself; a legible one that shares less with a label of the form is another.
inline constexpr int kLeastLikeness = 25;

}  // namespace nianbao
