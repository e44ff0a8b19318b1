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
enum Part { kPath, kSource, kHas, kBytes, kConverted, kUrl, kRetrieved, kPlace, kWhy, kParts };

constexpr char kThere = '1', kNotThere = '-';

std::string parts_there(const InputItem& item, const std::optional<Error>& error) {
  return {item.bytes ? kThere : kNotThere, item.converted ? kThere : kNotThere,
          error ? static_cast<char>('A' + static_cast<int>(error->code)) : kNotThere};
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
  return send_texts(socket, {item.file.path, item.file.source, has, text(item.bytes), text(item.converted), item.url,
                             item.retrieved, told.place, told.message}, file ? file->descriptor() : -1);
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
  if (descriptor >= 0) take_file(descriptor, max_bytes, item);
  return true;
}

}  // namespace nianbao
