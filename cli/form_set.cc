#include "cli/form_set.h"

#include <algorithm>
#include <filesystem>

#include "cli/input_files.h"
#include "normalize/form_loader.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> form_files(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
    if (at->path().extension() == ".toml") out.push_back(at->path().string());
  if (failed) return Failure({ErrorCode::unreadable_file, folder, "the folder of forms cannot be read: " + failed.message()});
  if (out.empty()) return Failure({ErrorCode::bad_form, folder, "the folder holds no form (*.toml)"});
  std::sort(out.begin(), out.end());
  return out;
}

void add_form(FormSet& set, FormText text, Form form) {
  for (std::size_t i = 0; i < set.forms.size(); ++i)
    if (set.forms[i].id == form.id) {
      set.texts[i] = std::move(text);
      set.forms[i] = std::move(form);
      return;
    }
  set.texts.push_back(std::move(text));
  set.forms.push_back(std::move(form));
}

}  // namespace

Result<FormSet> load_forms(const std::string& folder) {
  FormSet set;
  for (const BuiltinForm& builtin : builtin_form_texts()) {
    auto form = load_form(builtin.toml, builtin.name);
    if (!form) return Failure(form.error());
    add_form(set, {std::string(builtin.name), std::string(builtin.toml)}, std::move(*form));
  }
  if (folder.empty()) return set;
  auto files = form_files(folder);
  if (!files) return Failure(files.error());
  for (const std::string& path : *files) {
    auto toml = read_file_bytes(path);
    if (!toml) return Failure(toml.error());
    auto form = load_form(*toml, path);
    if (!form) return Failure(form.error());
    add_form(set, {path, std::move(*toml)}, std::move(*form));
  }
  return set;
}

}  // namespace nianbao
