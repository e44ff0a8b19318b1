#pragma once

#include <string_view>
#include <vector>

#include "model/form.h"
#include "model/result.h"

namespace nianbao {

/// Parses a form definition (TOML, see CONTRIBUTING.md) and checks it whole: short names unique and well formed, rows
/// and columns of relations known, no duplicate labels within a context. `name` is for messages. Error: bad_form, with
/// the line and what to change.
Result<Form> load_form(std::string_view toml, std::string_view name);

/// The text of a form that is built into the program.
struct BuiltinForm {
  std::string_view name, toml;
};
const std::vector<BuiltinForm>& builtin_form_texts();

/// The forms that ship with the program (`ogi-2021`, `ogi-2019`), loaded.
std::vector<Form> builtin_forms();

}  // namespace nianbao
