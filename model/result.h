#pragma once

#include <tl/expected.hpp>

#include "model/error.h"

namespace nianbao {

/// What a stage returns: the result, or the one reason why the whole input cannot be read.
/// `tl::expected` today; becomes `std::expected` by changing this alias.
template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

}  // namespace nianbao
