#pragma once

#include <string>
#include <vector>

#include "model/form.h"
#include "model/result.h"

namespace nianbao {

/// A form definition as it stands in its file. `name` is for messages.
struct FormText {
  std::string name, toml;
};

/// The forms of a run, `texts[i]` being the definition of `forms[i]`.
struct FormSet {
  std::vector<FormText> texts;
  std::vector<Form> forms;
};

/// The forms built into the program; with a `folder` (not empty) also those of its *.toml files in byte order of their
/// names, each replacing a form of the same id. Errors: unreadable_file, bad_form.
Result<FormSet> load_forms(const std::string& folder);

}  // namespace nianbao
