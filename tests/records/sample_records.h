#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// A form with three fields in two tables, written by hand.
Form small_form();

/// A record of that form with every member set that a complete record can have.
Record full_record();

/// The record of a file that could not be read.
Record failed_record();

/// A valid record made from `seed`: every optional member comes and goes, texts hold quotes, controls, CJK and stray bytes.
Record random_record(std::uint32_t seed);

/// `id` repeated to the 64 digits of a sha256.
std::string digest_of(char digit);

}  // namespace nianbao
