#include "corpus/generator/truth_writer.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cstdio>

namespace nianbao::corpus {

namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write_string(Writer& writer, const std::string& text) {
  writer.String(text.c_str(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_key(Writer& writer, const std::string& key) {
  writer.Key(key.c_str(), static_cast<rapidjson::SizeType>(key.size()));
}

template <class Strings>
void write_strings(Writer& writer, const char* key, const Strings& strings) {
  writer.Key(key);
  writer.StartArray();
  for (const std::string& text : strings) write_string(writer, text);
  writer.EndArray();
}

void write_values(Writer& writer, const Report& report) {
  writer.Key("values");
  writer.StartObject();
  for (const Entry& entry : report.entries) {
    write_key(writer, entry.field);
    if (entry.value) writer.RawValue(entry.value->c_str(), entry.value->size(), rapidjson::kNumberType);
    else writer.Null();
  }
  writer.EndObject();
}

void write_statuses(Writer& writer, const Report& report) {
  writer.Key("status");
  writer.StartObject();
  for (const Entry& entry : report.entries) {
    if (entry.status != "dash") continue;
    write_key(writer, entry.field);
    write_string(writer, entry.status);
  }
  writer.EndObject();
}

void write_coordinate(Writer& writer, double points) {
  char text[32];
  const int length = std::snprintf(text, sizeof text, "%.1f", points);
  writer.RawValue(text, static_cast<std::size_t>(length), rapidjson::kNumberType);
}

void write_scan(Writer& writer, const ScanFacts& facts) {
  writer.Key("dpi");
  writer.Int(facts.dpi);
  writer.Key("number_font");
  write_string(writer, facts.number_font);
  write_strings(writer, "obstructed", facts.obstructed);
  write_strings(writer, "erased", facts.erased.empty() ? std::vector<std::string>{} : std::vector<std::string>{facts.erased});
}

std::string truth_of(const Report& report, const std::string& file, const std::set<std::string>& undecided, int record, int records,
                     const ScanFacts* scan) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 1);
  writer.StartObject();
  writer.Key("file");
  write_string(writer, file);
  writer.Key("kind");
  write_string(writer, report.kind);
  if (records > 1) {
    writer.Key("record");
    writer.Int(record);
    writer.Key("records");
    writer.Int(records);
  }
  writer.Key("unit");
  write_string(writer, report.unit);
  writer.Key("year");
  writer.Int(report.year);
  writer.Key("form");
  write_string(writer, report.form);
  write_values(writer, report);
  write_statuses(writer, report);
  write_strings(writer, "undecided", undecided);
  write_strings(writer, "broken", broken_sums(report, undecided));
  write_strings(writer, "findings", report.findings);
  if (scan != nullptr) write_scan(writer, *scan);
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace

std::string truth_json(const Report& report, const std::string& file, const std::set<std::string>& undecided, int record,
                       int records) {
  return truth_of(report, file, undecided, record, records, nullptr);
}

std::string scan_truth_json(const Report& report, const std::string& file, const ScanFacts& facts) {
  return truth_of(report, file, {}, 1, 1, &facts);
}

std::string places_json(const std::vector<Sheet>& sheets, const std::string& file) {
  std::vector<std::vector<Place>> pages;
  for (const Sheet& sheet : sheets) {
    pages.emplace_back();
    for (const Place& place : sheet.places) pages.back().push_back({place.field, shown_box(sheet, place.box)});
  }
  return places_json(pages, file);
}

std::string places_json(const std::vector<std::vector<Place>>& pages, const std::string& file) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 0);
  writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  writer.StartObject();
  writer.Key("file");
  write_string(writer, file);
  writer.Key("places");
  writer.StartObject();
  for (std::size_t page = 0; page < pages.size(); ++page) {
    for (const Place& place : pages[page]) {
      write_key(writer, place.field);
      writer.StartArray();
      writer.Uint64(page + 1);
      for (const double side : {place.box.x0, place.box.y0, place.box.x1, place.box.y1}) write_coordinate(writer, side);
      writer.EndArray();
    }
  }
  writer.EndObject();
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace nianbao::corpus
