#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// Raised by one whenever a change here can change a result; part of every record's `basis`.
inline constexpr int kNormalizeResultVersion = 12;

struct NormalizeOptions {
  std::string assume_form;  ///< settles ties between forms only; empty: none
  bool one_report = false;  ///< the document is known to be one report, and is not cut into several
};

struct FormIndex;

/// Forms made ready for many reports: their labels folded and indexed, once. Cheap to copy, immutable.
class PreparedForms {
 public:
  explicit PreparedForms(std::vector<Form> forms);
  const std::vector<Form>& forms() const;
  const FormIndex& index() const { return *index_; }

 private:
  std::shared_ptr<const FormIndex> index_;
};

/// Maps what stands in the document onto the fields of its form: at least one record, several where the file holds
/// several reports. `document` gives the file's facts, metadata and the reader's findings, `layout` its text and tables.
/// The records have everything but `record_id`, `extractor` and what audit/ adds.
std::vector<Record> normalize(const Document& document, const Layout& layout, const PreparedForms& forms,
                              const NormalizeOptions& options);

}  // namespace nianbao
