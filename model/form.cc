#include "model/form.h"

namespace nianbao {

std::optional<int> find_field(const Form& form, std::string_view field_id) {
  for (std::size_t i = 0; i < form.fields.size(); ++i)
    if (form.fields[i].id == field_id) return static_cast<int>(i);
  return std::nullopt;
}

const Form* find_form(const std::vector<Form>& forms, std::string_view form_id) {
  for (const Form& form : forms)
    if (form.id == form_id) return &form;
  return nullptr;
}

}  // namespace nianbao
