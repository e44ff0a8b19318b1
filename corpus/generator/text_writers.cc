#include "corpus/generator/text_writers.h"

namespace nianbao::corpus {
Generated as_text(const Plan&, const Report&, Random) { return {}; }
}
