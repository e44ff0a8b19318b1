// The names of enumerators as they reach files.
#include <array>
#include <utility>

#include "model/record.h"

namespace nianbao {
namespace {

template <class E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

template <class E, std::size_t N>
std::string_view name_of(const Names<E, N>& names, E value) {
  for (const auto& [candidate, name] : names)
    if (candidate == value) return name;
  return {};
}

template <class E, std::size_t N>
std::optional<E> value_of(const Names<E, N>& names, std::string_view name) {
  for (const auto& [value, candidate] : names)
    if (candidate == name) return value;
  return std::nullopt;
}

constexpr Names<Method, 12> kMethods{{{Method::text_layer, "text-layer"},
                                      {Method::ocr, "ocr"},
                                      {Method::html, "html"},
                                      {Method::docx, "docx"},
                                      {Method::text, "text"},
                                      {Method::doc, "doc"},
                                      {Method::wps, "wps"},
                                      {Method::rtf, "rtf"},
                                      {Method::odt, "odt"},
                                      {Method::xls, "xls"},
                                      {Method::xlsx, "xlsx"},
                                      {Method::mixed, "mixed"}}};

constexpr Names<ValueStatus, 8> kValueStatuses{{{ValueStatus::read, "read"},
                                                {ValueStatus::repaired, "repaired"},
                                                {ValueStatus::doubtful, "doubtful"},
                                                {ValueStatus::unreadable, "unreadable"},
                                                {ValueStatus::blank, "blank"},
                                                {ValueStatus::dash, "dash"},
                                                {ValueStatus::missing, "missing"},
                                                {ValueStatus::reviewed, "reviewed"}}};

constexpr Names<RecordStatus, 5> kRecordStatuses{{{RecordStatus::complete, "complete"},
                                                  {RecordStatus::partial, "partial"},
                                                  {RecordStatus::narrative, "narrative"},
                                                  {RecordStatus::not_a_report, "not_a_report"},
                                                  {RecordStatus::failed, "failed"}}};

constexpr Names<Severity, 3> kSeverities{
    {{Severity::error, "error"}, {Severity::warning, "warning"}, {Severity::note, "note"}}};

constexpr Names<Attribution, 3> kAttributions{{{Attribution::publisher, "publisher"},
                                               {Attribution::reader, "reader"},
                                               {Attribution::undecided, "undecided"}}};

}  // namespace

std::string_view to_string(Method method) { return name_of(kMethods, method); }
std::optional<Method> parse_method(std::string_view name) { return value_of(kMethods, name); }
std::string_view to_string(ValueStatus status) { return name_of(kValueStatuses, status); }
std::optional<ValueStatus> parse_value_status(std::string_view name) { return value_of(kValueStatuses, name); }
std::string_view to_string(RecordStatus status) { return name_of(kRecordStatuses, status); }
std::optional<RecordStatus> parse_record_status(std::string_view name) { return value_of(kRecordStatuses, name); }
std::string_view to_string(Severity severity) { return name_of(kSeverities, severity); }
std::string_view to_string(Attribution attribution) { return name_of(kAttributions, attribution); }

}  // namespace nianbao
