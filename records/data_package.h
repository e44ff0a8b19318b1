#pragma once

#include <string>
#include <vector>

#include "records/dataset_tables.h"

namespace nianbao {

/// The descriptor of a folder of CSV files, one a table: Data Package and Table Schema (specs.frictionlessdata.io, version 1), with
/// types, units, labels, keys and missing values. Keys that name a table of the same package are foreign keys.
std::string data_package(const std::vector<Table>& tables, const std::string& version);

}  // namespace nianbao
