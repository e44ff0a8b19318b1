#pragma once

#include <rapidjson/document.h>

#include <optional>
#include <string>

#include "model/decimal.h"

namespace nianbao::accuracy {

/// Parses JSON with its numbers kept as text, so that no decimal is rounded. Throws std::runtime_error.
rapidjson::Document parsed_json(const std::string& json, const std::string& name);

/// The member, or null where it isn't there.
const rapidjson::Value& member(const rapidjson::Value& object, const char* key);

/// Text of a string or number, empty for null.
std::string text_of(const rapidjson::Value& value);
std::optional<Decimal> decimal_of(const rapidjson::Value& value);

std::string file_bytes(const std::string& path);

}  // namespace nianbao::accuracy
