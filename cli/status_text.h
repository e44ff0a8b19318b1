#pragma once

#include <string>

#include "records/store_reader.h"

namespace nianbao {

/// The store at a glance, for people: what is in it, what failed and why, the last runs, and what to do about stale records.
std::string status_text(const StoreStatus& status, const std::string& store);

}  // namespace nianbao
