#include "tests/accuracy/json_file.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace nianbao::accuracy {

rapidjson::Document parsed_json(const std::string& json, const std::string& name) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseNumbersAsStringsFlag>(json.c_str(), json.size());
  if (document.HasParseError() || !document.IsObject()) throw std::runtime_error(name + " is not a JSON object");
  return document;
}

const rapidjson::Value& member(const rapidjson::Value& object, const char* key) {
  static const rapidjson::Value null;
  if (!object.IsObject()) return null;
  const auto at = object.FindMember(key);
  return at == object.MemberEnd() ? null : at->value;
}

std::string text_of(const rapidjson::Value& value) {
  return value.IsString() ? std::string(value.GetString(), value.GetStringLength()) : "";
}

std::optional<Decimal> decimal_of(const rapidjson::Value& value) {
  if (!value.IsString()) return std::nullopt;
  const std::optional<Decimal> number = Decimal::parse(text_of(value));
  if (!number) throw std::runtime_error("not a plain number: " + text_of(value));
  return number;
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace nianbao::accuracy
