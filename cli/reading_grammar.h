#pragma once

#include <boost/program_options.hpp>

#include "cli/reading_options.h"

namespace nianbao {

void add_reading_options(boost::program_options::options_description& options);

/// Empty where they are understood, else what is wrong.
std::string choose_reading(const boost::program_options::variables_map& options, ReadingOptions& out);

}  // namespace nianbao
