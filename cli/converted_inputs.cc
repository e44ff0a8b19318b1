#include "cli/converted_inputs.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "cli/regular_file.h"

namespace nianbao {
namespace {

constexpr std::size_t kMaxHeldBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxBatchBytes = std::size_t{256} << 20;

/// How many items are taken from the stream for each that is dealt: the look ahead grows, and nobody waits for it.
constexpr int kAheadOfEach = 8;

/// Whether the item may be an office file, by its first bytes: a compound file, or RTF. What it is needs all of it.
bool may_be_office(const InputItem& item) {
  using namespace std::string_view_literals;
  constexpr std::size_t kSignature = 8;
  if (item.error || !item.part_sizes.empty()) return false;
  std::string start;
  if (item.bytes) start = item.bytes->substr(0, kSignature);
  else if (auto read = read_file_start(item.file.path, kSignature)) start = std::move(*read);
  return start == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv || start.starts_with("{\\rtf");
}

std::size_t size_of(const InputItem& item) {
  if (item.bytes) return item.bytes->size();
  struct stat facts;
  return ::stat(item.file.path.c_str(), &facts) == 0 ? static_cast<std::size_t>(facts.st_size) : 0;
}

std::size_t held_by(const InputItem& item) {
  return (item.bytes ? item.bytes->size() : 0) + (item.converted ? item.converted->size() : 0);
}

}  // namespace

InputStream::State ConvertedInputs::look() {
  while (true) {
    look_ahead();
    if (process_) receive();
    if (!process_ && should_start()) start_batch();
    if (!queue_.empty() && queue_.front().stage == Stage::ready) return State::ready;
    if (process_) return State::waiting;
    if (queue_.empty() && ahead_ != State::ready) return ahead_;
    if (!queue_.empty() && ahead_ == State::waiting) return State::waiting;
  }
}

void ConvertedInputs::look_ahead() {
  const bool can_deal = !queue_.empty() && queue_.front().stage == Stage::ready;
  for (int n = 0; !is_full() && (!can_deal || n < kAheadOfEach); ++n) {
    ahead_ = items_.look();
    if (ahead_ != State::ready) return;
    Queued next{items_.take(), Stage::ready, 0};
    if (may_be_office(next.item)) {
      next.stage = Stage::waits;
      next.bytes = size_of(next.item);
      ++waiting_;
    }
    held_bytes_ += held_by(next.item);
    queue_.push_back(std::move(next));
    // Without an office file in sight there is no reason to hold back what can be dealt.
    if (queue_.size() == 1 && queue_.front().stage == Stage::ready) return;
  }
}

bool ConvertedInputs::is_full() const { return queue_.size() >= kLookAhead || held_bytes_ >= kMaxHeldBytes; }

/// A batch is worth its start when it is full, or will not become fuller.
bool ConvertedInputs::should_start() const {
  return waiting_ > 0 && (waiting_ >= options_.convert.batch || is_full() || ahead_ == State::ended);
}

std::vector<ConvertedInputs::Queued*> ConvertedInputs::converting() {
  std::vector<Queued*> out;
  for (Queued& queued : queue_)
    if (queued.stage == Stage::converting) out.push_back(&queued);
  return out;
}

void ConvertedInputs::start_batch() {
  std::vector<InputItem> batch;
  std::size_t bytes = 0;
  for (Queued& queued : queue_) {
    if (queued.stage == Stage::ready) continue;
    const bool alone = queued.stage == Stage::waits_alone;
    if (!batch.empty() && (alone || batch.size() >= options_.convert.batch || bytes + queued.bytes > kMaxBatchBytes)) break;
    batch.push_back(queued.item);
    bytes += queued.bytes;
    queued.stage = Stage::converting;
    --waiting_;
    if (alone) break;
  }
  process_ = OfficeProcess::start(processes_, batch, options_);
  if (process_) return;
  const Error error{ErrorCode::crashed, {}, std::string("no process can be started for LibreOffice: ") + std::strerror(errno)};
  for (InputItem& item : batch) item.error = error;
  finish_batch(std::move(batch));
}

void ConvertedInputs::receive() {
  switch (process_->receive()) {
    case OfficeProcess::State::working: return;
    case OfficeProcess::State::done: finish_batch(process_->take_items()); break;
    case OfficeProcess::State::gone: retry_batch(); break;
  }
  process_.reset();
}

void ConvertedInputs::finish_batch(std::vector<InputItem> items) {
  const auto places = converting();
  for (std::size_t i = 0; i < places.size(); ++i) {
    held_bytes_ -= held_by(places[i]->item);
    places[i]->item = std::move(items[i]);
    places[i]->stage = Stage::ready;
    held_bytes_ += held_by(places[i]->item);
  }
}

/// The process crashed: which of its files it was is seen when each is tried alone.
void ConvertedInputs::retry_batch() {
  const auto places = converting();
  const Error error{ErrorCode::crashed, {}, process_->how_it_ended()};
  for (Queued* queued : places) {
    if (places.size() == 1) {
      queued->item.error = error;
      queued->stage = Stage::ready;
    } else {
      queued->stage = Stage::waits_alone;
      ++waiting_;
    }
  }
}

InputItem ConvertedInputs::take() {
  InputItem out = std::move(queue_.front().item);
  queue_.pop_front();
  held_bytes_ -= held_by(out);
  return out;
}

}  // namespace nianbao
