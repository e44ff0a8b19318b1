#pragma once

#include <string>
#include <string_view>

#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// A form of one column with a row in two variants, and the relations of a whole one:
///   t.balance        received + carried_in = total + carried_out
///   t.sum            granted + other (or other.a + other.b) = total
inline Form small_form() {
  Form form;
  form.id = "small";
  auto add = [&](std::string id, std::string variant = {}) {
    Field field;
    field.id = id;
    field.label = id;
    if (!variant.empty()) field.variant_set = "other", field.variant = variant;
    form.fields.push_back(field);
    return static_cast<int>(form.fields.size()) - 1;
  };
  const int received = add("received"), carried_in = add("carried_in"), granted = add("granted");
  const int whole = add("other", "whole"), part_a = add("other.a", "parts"), part_b = add("other.b", "parts");
  const int total = add("total"), carried_out = add("carried_out");
  form.relations = {{"requests.balance", "business", "商业企业", {received, carried_in}, {total, carried_out},
                     "received + carried_in", "total_processed + carried_out", "本年新收与上年结转之和",
                     "办理结果总计与结转下年度之和", false},
                    {"review.total", "", "", {granted, whole, part_a, part_b}, {total}, "the sum of the parts", "total",
                     "各项之和", "总计", false}};
  return form;
}

/// A record from lines of `field text`: a number is read, `_` blank, `-` dash, `x` unreadable, `0` missing by `.`,
/// `3|5` doubtful with candidates, `?` doubtful without, `~7` repaired. `@2` after the field is the instance.
inline Record record_of(std::string_view lines, std::string form = "small") {
  Record record;
  record.report.form = std::move(form);
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    std::string line(lines.substr(at, end - at));
    at = end + 1;
    line.erase(0, line.find_first_not_of(' '));
    const std::size_t gap = line.find(' ');
    if (gap == std::string::npos) continue;
    Value value;
    value.field = line.substr(0, gap);
    if (const auto mark = value.field.find('@'); mark != std::string::npos) {
      value.instance = std::stoi(value.field.substr(mark + 1));
      value.field.resize(mark);
    }
    const std::string text = line.substr(gap + 1);
    value.source.line = static_cast<int>(record.values.size()) + 1;
    if (text == "_") value.status = ValueStatus::blank;
    else if (text == "-") value.status = ValueStatus::dash;
    else if (text == "x") value.status = ValueStatus::unreadable;
    else if (text == ".") value.status = ValueStatus::missing, value.source = {};
    else if (text == "?") value.status = ValueStatus::doubtful;
    else if (text[0] == '~') value.status = ValueStatus::repaired, value.value = Decimal::parse(text.substr(1));
    else if (text.find('|') != std::string::npos) {
      value.status = ValueStatus::doubtful;
      for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('|', from), text.size());
        value.candidates.push_back(*Decimal::parse(text.substr(from, to - from)));
        from = to + 1;
      }
    } else {
      value.status = ValueStatus::read;
      value.value = Decimal::parse(text);
    }
    record.values.push_back(value);
  }
  return record;
}

}  // namespace nianbao
