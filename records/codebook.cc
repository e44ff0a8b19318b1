#include "records/codebook.h"

#include <algorithm>
#include <map>

#include "model/finding.h"
#include "records/listing.h"

namespace nianbao {
namespace {

Failure clash(const std::string& form, std::string message) {
  return Failure(Error{ErrorCode::bad_form, form, "form " + form + ": " + std::move(message)});
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

std::string year_text(int year) { return year == 0 ? "" : std::to_string(year); }

}  // namespace

Result<std::vector<CodebookField>> field_codebook(const std::vector<Form>& forms) {
  std::vector<CodebookField> out;
  std::map<std::string, std::size_t> by_id;
  std::map<std::string, std::string> by_short_name;
  for (const Form& form : forms) {
    for (const Field& field : form.fields) {
      auto [entry, is_new] = by_id.try_emplace(field.id, out.size());
      if (is_new) {
        auto [owner, is_free] = by_short_name.try_emplace(field.short_name, field.id);
        if (!is_free)
          return clash(form.id, "the short name " + field.short_name + " of " + field.id + " is that of " + owner->second);
        out.push_back({field.id, field.short_name, {}, field.unit, field.negative, field.decimals, field.label,
                       field.definition});
      }
      CodebookField& known = out[entry->second];
      if (known.short_name != field.short_name)
        return clash(form.id, field.id + " has the short name " + field.short_name + ", and " + known.short_name +
                                  " in form " + known.forms.front());
      if (known.forms.empty() || known.forms.back() != form.id) known.forms.push_back(form.id);
    }
  }
  return out;
}

std::vector<CodebookRule> rule_codebook(const std::vector<Form>& forms) {
  std::vector<CodebookRule> out;
  auto is_listed = [&](std::string_view id) {
    return std::any_of(out.begin(), out.end(), [&](const CodebookRule& rule) { return rule.rule == id; });
  };
  for (const Rule& rule : all_rules())
    out.push_back({std::string(rule.id), std::string(rule.name_zh), std::string(rule.where),
                   std::string(to_string(rule.severity)), std::string(to_string(rule.attribution)), std::string(rule.says),
                   std::string(rule.says_zh), std::string(rule.ground)});
  for (const Form& form : forms) {
    for (const RelationInstance& relation : form.relations) {
      if (is_listed(relation.rule)) continue;
      out.push_back({relation.rule, "", relation.where.empty() ? "" : relation.along_row ? "row" : "column",
                     std::string(to_string(Severity::error)), std::string(to_string(Attribution::publisher)),
                     relation.left_name + " = " + relation.right_name, relation.left_zh + "等于" + relation.right_zh,
                     form.ground});
    }
  }
  return out;
}

std::string list_fields(const std::vector<CodebookField>& fields, ListStyle style) {
  Listing listing{{"field", "short", "forms", "unit", "range", "label", "definition"}, {}};
  for (const CodebookField& f : fields)
    listing.rows.push_back({f.field, f.short_name, joined(f.forms), f.unit, f.range(), f.label, f.definition});
  return format_listing(listing, style);
}

std::string list_rules(const std::vector<CodebookRule>& rules, ListStyle style) {
  Listing listing{{"rule", "where", "severity", "attribution", "name_zh", "says", "says_zh", "ground"}, {}};
  for (const CodebookRule& r : rules)
    listing.rows.push_back({r.rule, r.where, r.severity, r.attribution, r.name_zh, r.says, r.says_zh, r.ground});
  return format_listing(listing, style);
}

std::string list_forms(const std::vector<Form>& forms, ListStyle style) {
  Listing listing{{"form", "name_zh", "first_year", "last_year", "fields", "ground"}, {}};
  for (const Form& f : forms)
    listing.rows.push_back({f.id, f.name_zh, year_text(f.first_year), year_text(f.last_year),
                            std::to_string(f.fields.size()), f.ground});
  return format_listing(listing, style);
}

}  // namespace nianbao
