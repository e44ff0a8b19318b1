#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

#include "cli/input_stream.h"
#include "cli/office_process.h"

namespace nianbao {

/// Passes on the items of a stream in their order, the office files among them (DOC, WPS, RTF, XLS, ET; by content) with what
/// LibreOffice made of them.
///
/// It looks ahead, so that the files go to LibreOffice in full batches while the items before them are being read: at most
/// `kLookAhead` items, or some 64 MiB of bytes out of archives. Batches of a process that crashed are tried again item by item.
class ConvertedInputs : public InputStream {
 public:
  static constexpr std::size_t kLookAhead = 512;

  ConvertedInputs(InputStream& items, OfficeBatchOptions options, ForkServer& processes)
      : items_(items), options_(std::move(options)), processes_(processes) {}

  State look() override;
  InputItem take() override;
  int descriptor() const override { return process_ ? process_->descriptor() : items_.descriptor(); }

 private:
  enum class Stage { ready, waits, waits_alone, converting };
  struct Queued {
    InputItem item;
    Stage stage = Stage::ready;
    std::size_t bytes = 0;  ///< of an office file
  };

  void look_ahead();
  bool is_full() const;
  bool should_start() const;
  void start_batch();
  void receive();
  void finish_batch(std::vector<InputItem> items);
  void retry_batch();
  std::vector<Queued*> converting();

  InputStream& items_;
  OfficeBatchOptions options_;
  ForkServer& processes_;
  std::deque<Queued> queue_;
  State ahead_ = State::ready;  ///< how the stream stood when it was last looked at
  std::size_t held_bytes_ = 0, waiting_ = 0;
  std::unique_ptr<OfficeProcess> process_;
};

}  // namespace nianbao
