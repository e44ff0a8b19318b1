#include "records/schema.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <cstddef>
#include <string>
#include <utility>

#include "records/embedded.h"

namespace nianbao {
namespace {

/// Forbids further keys in every object that the schema describes.
void close_objects(rapidjson::Value& schema, rapidjson::Document::AllocatorType& allocator) {
  if (schema.IsArray())
    for (rapidjson::Value& element : schema.GetArray()) close_objects(element, allocator);
  if (!schema.IsObject()) return;
  for (rapidjson::SizeType i = 0; i < schema.MemberCount(); ++i)
    close_objects((schema.MemberBegin() + static_cast<std::ptrdiff_t>(i))->value, allocator);
  // text compared as such: RapidJSON's own == calls itself without end under C++20's rules
  bool describes_object = schema.HasMember("properties") && schema.HasMember("type") && schema["type"].IsString() &&
                          std::string_view(schema["type"].GetString()) == "object";
  if (describes_object) schema.AddMember("additionalProperties", false, allocator);
}

rapidjson::Document closed_schema() {
  std::string_view text = record_schema();
  rapidjson::Document schema;
  schema.Parse(text.data(), text.size());
  close_objects(schema, schema.GetAllocator());
  return schema;
}

std::string as_text(const rapidjson::Pointer& pointer) {
  rapidjson::StringBuffer buffer;
  pointer.Stringify(buffer);
  return {buffer.GetString(), buffer.GetSize()};
}

Failure damaged(std::string place, std::string message) {
  return Failure(Error{ErrorCode::damaged_file, std::move(place), std::move(message)});
}

}  // namespace

std::string_view record_schema() { return embedded_record_schema_json(); }

Result<void> validate_json_record(std::string_view line) {
  static const rapidjson::Document schema_text = closed_schema();
  static const rapidjson::SchemaDocument schema(schema_text);
  rapidjson::Document record;
  record.Parse(line.data(), line.size());
  if (record.HasParseError())
    return damaged("byte " + std::to_string(record.GetErrorOffset()),
                   std::string("not JSON: ") + rapidjson::GetParseError_En(record.GetParseError()));
  rapidjson::SchemaValidator validator(schema);
  if (record.Accept(validator)) return {};
  std::string place = as_text(validator.GetInvalidDocumentPointer());
  return damaged(place, place + " breaks `" + validator.GetInvalidSchemaKeyword() + "` of " +
                            as_text(validator.GetInvalidSchemaPointer()));
}

}  // namespace nianbao
