#pragma once

#include <string>
#include <vector>

namespace nianbao::corpus {

/// The form as the notices print it (国办公开办函〔2019〕60号 and 〔2021〕30号), written down here a second time: the
/// generator shares no definition with the program that it tests.

struct FormColumn {
  std::string id, label;
  bool decimals = false, negative = false;
};

struct FormRow {
  std::string id;
  std::string outer;  ///< label of the outermost group (三、本年度办理结果), or empty
  std::string group;  ///< label of the group (（三）不予公开), or empty
  std::string label;
};

/// A block of the table of disclosure: its heading, its columns and its rows.
struct FormBlock {
  std::string heading;
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;
};

enum class FormYear { y2021, y2019 };

std::string form_id(FormYear year);

const std::vector<FormBlock>& disclosure_blocks(FormYear year);

/// The seven columns of the table of requests; the second to the sixth stand under 法人或其他组织.
const std::vector<FormColumn>& request_columns();

/// Rows of the table of requests; `other_in_three`: （六）其他处理 in three rows (form 2021) or in one.
std::vector<FormRow> request_rows(bool other_in_three);

/// 结果维持 … 总计, which stand under each of review, litigation_direct and litigation_after_review.
const std::vector<FormColumn>& review_columns();
const std::vector<std::string>& review_tables();

}  // namespace nianbao::corpus
