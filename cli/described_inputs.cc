#include "cli/described_inputs.h"

#include "cli/digest.h"

namespace nianbao {

InputItem DescribedInputs::take() {
  InputItem item = items_.take();
  item.description = manifest_.describe(item.file, item.bytes && manifest_.names_digests() ? sha256_hex(*item.bytes) : std::string());
  if (!item.description.parts.empty()) read_parts(item);
  return item;
}

void DescribedInputs::read_parts(InputItem& item) const {
  item.bytes.emplace();
  for (DescribedPart& part : item.description.parts) {
    const std::size_t before = item.bytes->size();
    if (!part.error) {
      const auto bytes = read_file_bytes(part.file.path, max_bytes_);
      if (bytes) *item.bytes += *bytes;
      else part.error = bytes.error();
    }
    item.part_sizes.push_back(item.bytes->size() - before);
    if (max_bytes_ > 0 && static_cast<std::int64_t>(item.bytes->size()) > max_bytes_) {
      item.error = Error{ErrorCode::limit_exceeded, item.file.path, "the files of this report have more than " + std::to_string(max_bytes_) + " bytes"};
      return;
    }
  }
}

std::vector<ReportFile> files_of(const InputItem& item) {
  std::vector<ReportFile> out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < item.part_sizes.size(); ++i) {
    const DescribedPart& part = item.description.parts[i];
    out.push_back({part.file.source, std::string_view(*item.bytes).substr(at, item.part_sizes[i]), part.error});
    at += item.part_sizes[i];
  }
  return out;
}

}  // namespace nianbao
