#include "cli/item_message.h"

#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/child_process.h"
#include "cli/regular_file.h"

namespace nianbao {
namespace {

/// What the texts of an item are; `kHas` says which of its optional parts are there.
enum Part { kPath, kSource, kHas, kBytes, kConverted, kUrl, kRetrieved, kPlace, kWhy, kDescription, kParts };

constexpr char kThere = '1', kNotThere = '-';

std::string parts_there(const InputItem& item, const std::optional<Error>& error) {
  return {item.bytes ? kThere : kNotThere, item.converted ? kThere : kNotThere,
          error ? static_cast<char>('A' + static_cast<int>(error->code)) : kNotThere};
}

std::string packed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += std::to_string(text.size()) + ":" + text;
  return out;
}

std::vector<std::string> unpacked(std::string_view packed) {
  std::vector<std::string> out;
  while (!packed.empty()) {
    const std::size_t colon = packed.find(':');
    const std::size_t size = std::stoul(std::string(packed.substr(0, colon)));
    out.emplace_back(packed.substr(colon + 1, size));
    packed.remove_prefix(colon + 1 + size);
  }
  return out;
}

constexpr std::size_t kFacts = 6, kPartTexts = 5;

std::string packed_description(const InputItem& item) {
  const ManifestFacts& facts = item.description.facts;
  if (facts.empty() && item.part_sizes.empty()) return {};
  std::vector<std::string> texts{facts.url, facts.retrieved, facts.unit, facts.unit_id, facts.year, facts.published};
  for (std::size_t i = 0; i < item.part_sizes.size(); ++i) {
    const DescribedPart& part = item.description.parts[i];
    const std::string code = part.error ? std::to_string(static_cast<int>(part.error->code)) : "";
    for (const std::string& text : {part.file.path, part.file.source, std::to_string(item.part_sizes[i]), code,
                                    part.error ? part.error->message : std::string()})
      texts.push_back(text);
  }
  return packed(texts);
}

void unpack_description(std::string_view text, InputItem& item) {
  const std::vector<std::string> texts = unpacked(text);
  if (texts.size() < kFacts) return;
  item.description.facts = {texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]};
  for (std::size_t at = kFacts; at + kPartTexts <= texts.size(); at += kPartTexts) {
    DescribedPart part{{texts[at], texts[at + 1]}, {}};
    if (!texts[at + 3].empty()) part.error = Error{static_cast<ErrorCode>(std::stoi(texts[at + 3])), texts[at], texts[at + 4]};
    item.description.parts.push_back(std::move(part));
    item.part_sizes.push_back(std::stoul(texts[at + 2]));
  }
}

void take_file(int descriptor, std::int64_t max_bytes, InputItem& item) {
  auto file = RegularFile::adopt(descriptor, item.file.path, max_bytes);
  if (!file) {
    item.error = file.error();
    return;
  }
  try {
    if (auto bytes = read_descriptor(file->descriptor(), item.file.path)) item.bytes = std::move(*bytes);
    else item.error = bytes.error();
  } catch (const std::bad_alloc&) {
    item.error = Error{ErrorCode::out_of_memory, item.file.path, "the memory was not enough for this file"};
  }
}

}  // namespace

bool send_item(int socket, const InputItem& item) {
  std::optional<RegularFile> file;
  std::optional<Error> error = item.error;
  if (!item.bytes && !error) {
    auto opened = RegularFile::open(item.file.path, 0);
    if (opened) file.emplace(std::move(*opened));
    else error = opened.error();
  }
  const auto text = [](const std::optional<std::string>& part) { return part ? std::string_view(*part) : std::string_view(); };
  const std::string has = parts_there(item, error);
  const Error told = error.value_or(Error{});
  const std::string description = packed_description(item);
  return send_texts(socket, {item.file.path, item.file.source, has, text(item.bytes), text(item.converted), item.url,
                             item.retrieved, told.place, told.message, description}, file ? file->descriptor() : -1);
}

bool receive_item(int socket, std::int64_t max_bytes, InputItem& item) {
  std::vector<std::string> texts(kParts);
  int descriptor = -1;
  if (!receive_texts(socket, texts, descriptor)) return false;
  item = {{std::move(texts[kPath]), std::move(texts[kSource])}, {}, std::move(texts[kUrl]), std::move(texts[kRetrieved]), {}};
  const std::string& has = texts[kHas];
  if (has[0] == kThere) item.bytes = std::move(texts[kBytes]);
  if (has[1] == kThere) item.converted = std::move(texts[kConverted]);
  if (has[2] != kNotThere) item.error = Error{static_cast<ErrorCode>(has[2] - 'A'), std::move(texts[kPlace]), std::move(texts[kWhy])};
  unpack_description(texts[kDescription], item);
  if (descriptor >= 0) take_file(descriptor, max_bytes, item);
  return true;
}

}  // namespace nianbao
