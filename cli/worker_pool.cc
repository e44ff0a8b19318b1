#include "cli/worker_pool.h"

#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <system_error>

#include "cli/worker_process.h"

namespace nianbao {
namespace {

using Clock = std::chrono::steady_clock;

/// How long the caller sleeps at most: progress moves, and an interrupt is seen, at least this often.
constexpr int kLongestWaitMs = 100;

/// How often the memory of busy workers is looked at.
constexpr auto kMemoryWatch = std::chrono::milliseconds(50);

std::string memory_error(const FileLimits& limits) {
  return "reading it took more than " + std::to_string(limits.memory_mib) + " MiB of memory and was ended; --max-memory allows more";
}

/// What to say of a worker that is gone by itself.
Error why_lost(const ProcessEnd& end, const FileLimits& limits) {
  if (end.signal == SIGXCPU)
    return {ErrorCode::timeout, {}, "reading it took more than " + std::to_string(limits.cpu_seconds) +
                                        " seconds of a processor's time and was ended; --max-cpu allows more"};
  if (end.signal == 0 && end.exit_code == kNotConfined)
    return {ErrorCode::crashed, {}, "the process that was to read it could not be confined; --no-sandbox goes on without"};
  // Who is refused memory often dies of that.
  if (limits.memory_mib > 0 && end.peak_mib >= limits.memory_mib) return {ErrorCode::out_of_memory, {}, memory_error(limits) + " (" + end.sentence() + ")"};
  return {ErrorCode::crashed, {}, end.sentence()};
}

class Pool {
 public:
  Pool(InputStream& inputs, const PoolOptions& options, const PoolCalls& calls, const std::atomic<bool>& interrupt)
      : inputs_(inputs), options_(options), calls_(calls), interrupt_(interrupt) {}

  PoolEnd run() {
    while (true) {
      if (interrupt_) return write_what_is_finished(), PoolEnd::interrupted;
      const InputStream::State state = deal();
      if (state == InputStream::State::ended && next_to_write_ == next_to_deal_ && !interrupt_) return PoolEnd::done;
      wait_for_results(state);
      end_overdue_workers();
      if (!write_ready_results()) return PoolEnd::stopped;
      calls_.waiting();
    }
  }

 private:
  struct Worker {
    explicit Worker(WorkerProcess started) : process(std::move(started)) {}
    WorkerProcess process;
    std::optional<InputItem> item;  ///< the one it reads
    std::size_t index = 0;
    Clock::time_point since;
    int answers = 0;
  };

  /// Deals items while there are workers without one. `ready`: there may be more, and nobody free to take it.
  InputStream::State deal() {
    while (next_to_deal_ - next_to_write_ < std::max<std::size_t>(options_.window, 1)) {
      if (free_worker() == nullptr && workers_.size() >= allowed_workers()) break;
      const InputStream::State state = inputs_.look();
      if (state != InputStream::State::ready) return state;
      if (!hand_out()) break;
    }
    return InputStream::State::ready;
  }

  /// Gives the next item to a worker; false where none can be had at present.
  bool hand_out() {
    Worker* worker = free_worker();
    if (!worker && !(worker = hire())) return false;
    InputItem item = inputs_.take();
    while (!worker->process.ask(item)) {
      dismiss(worker);
      if (!(worker = free_worker()) && !(worker = hire())) break;
    }
    const std::size_t index = next_to_deal_++;
    if (!worker) {
      finish(index, item, calls_.died(item, {ErrorCode::crashed, item.file.path, "no process could be started to read it"}));
      return false;
    }
    worker->item = std::move(item);
    worker->index = index;
    worker->since = Clock::now();
    return true;
  }

  std::size_t allowed_workers() const { return static_cast<std::size_t>(std::max(options_.jobs, 1)); }

  Worker* free_worker() {
    const auto at = std::find_if(workers_.begin(), workers_.end(), [](const auto& worker) { return !worker->item; });
    return at == workers_.end() ? nullptr : at->get();
  }

  /// A new worker; null where no more can be had than there are.
  Worker* hire() {
    auto process = calls_.hire();
    if (!process && workers_.empty())
      throw std::system_error(errno, std::generic_category(), "no worker process can be started");
    if (!process) return nullptr;
    return workers_.emplace_back(std::make_unique<Worker>(WorkerProcess(std::move(*process), options_.limits.output_bytes))).get();
  }

  void dismiss(const Worker* gone) {
    workers_.erase(std::find_if(workers_.begin(), workers_.end(), [&](const auto& worker) { return worker.get() == gone; }));
  }

  void wait_for_results(InputStream::State state) {
    std::vector<pollfd> sockets;
    for (const auto& worker : workers_) sockets.push_back({worker->process.socket(), POLLIN, 0});
    const std::size_t workers = sockets.size();
    if (state == InputStream::State::waiting) sockets.push_back({inputs_.descriptor(), POLLIN, 0});
    if (::poll(sockets.data(), sockets.size(), wait_ms(state)) <= 0) return;
    // From the last, as a worker that is gone leaves its place.
    for (std::size_t i = workers; i-- > 0;)
      if (sockets[i].revents != 0) receive(i);
  }

  int wait_ms(InputStream::State state) const {
    const bool busy = std::any_of(workers_.begin(), workers_.end(), [](const auto& worker) { return worker->item.has_value(); });
    return busy || state == InputStream::State::waiting ? kLongestWaitMs : 0;
  }

  void receive(std::size_t at) {
    Worker& worker = *workers_[at];
    switch (worker.process.receive()) {
      case WorkerProcess::State::reading:
        return;
      case WorkerProcess::State::answered:
        finish(worker.index, *worker.item, worker.process.take_answer());
        worker.item.reset();
        ++worker.answers;
        if (is_worn(worker)) dismiss(&worker);
        return;
      case WorkerProcess::State::too_long:
        return lose(at, {ErrorCode::limit_exceeded, {}, "its records take more than " + std::to_string(options_.limits.output_bytes >> 20) + " MiB"});
      case WorkerProcess::State::gone:
        return lose(at, why_lost(worker.process.wait(), options_.limits));
    }
  }

  bool is_worn(const Worker& worker) const {
    constexpr int kLookEvery = 16;
    return worker.answers >= options_.reports_per_worker ||
           (worker.answers % kLookEvery == 0 && worker.process.memory_mib() > options_.mib_per_worker);
  }

  void end_overdue_workers() {
    const Clock::time_point now = Clock::now();
    if (now - watched_ < kMemoryWatch) return;
    watched_ = now;
    const FileLimits& limits = options_.limits;
    for (std::size_t i = workers_.size(); i-- > 0;) {
      const Worker& worker = *workers_[i];
      if (!worker.item || now - worker.since < kMemoryWatch) continue;
      if (limits.seconds > 0 && now - worker.since > std::chrono::seconds(limits.seconds))
        lose(i, {ErrorCode::timeout, {}, "reading it took longer than " + std::to_string(limits.seconds) + " seconds and was ended; --timeout allows more"});
      else if (limits.memory_mib > 0 && worker.process.memory_mib() > limits.memory_mib)
        lose(i, {ErrorCode::out_of_memory, {}, memory_error(limits)});
    }
  }

  void lose(std::size_t at, Error error) {
    if (const auto& item = workers_[at]->item) {
      error.place = item->file.path;
      finish(workers_[at]->index, *item, calls_.died(*item, error));
    }
    workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  void finish(std::size_t index, const InputItem& item, FileResult result) {
    result.path = item.file.path;
    result.source = item.file.source;
    result.seen = item.seen;
    finished_.emplace(index, std::move(result));
  }

  bool write_ready_results() {
    for (auto at = finished_.find(next_to_write_); at != finished_.end(); at = finished_.find(next_to_write_)) {
      const bool go_on = calls_.write(at->second);
      finished_.erase(at);
      ++next_to_write_;
      if (!go_on) return false;
    }
    return true;
  }

  void write_what_is_finished() {
    for (const auto& [file, result] : finished_)
      if (!calls_.write(result)) return;
  }

  InputStream& inputs_;
  const PoolOptions& options_;
  const PoolCalls& calls_;
  const std::atomic<bool>& interrupt_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::map<std::size_t, FileResult> finished_;  ///< read, and waiting for an earlier one
  std::size_t next_to_deal_ = 0, next_to_write_ = 0;
  Clock::time_point watched_;  ///< when the workers' time and memory were looked at
};

PoolEnd run_in_process(InputStream& inputs, const PoolCalls& calls, const std::atomic<bool>& interrupt) {
  while (true) {
    if (interrupt) return PoolEnd::interrupted;
    const InputStream::State state = inputs.look();
    if (state == InputStream::State::ended) return interrupt ? PoolEnd::interrupted : PoolEnd::done;
    if (state == InputStream::State::waiting) {
      pollfd more{inputs.descriptor(), POLLIN, 0};
      ::poll(&more, 1, kLongestWaitMs);
    } else {
      const InputItem item = inputs.take();
      FileResult result = calls.read(item);
      result.path = item.file.path;
    result.source = item.file.source;
      result.seen = item.seen;
      if (!calls.write(result)) return PoolEnd::stopped;
    }
    calls.waiting();
  }
}

}  // namespace

PoolEnd run_pool(InputStream& inputs, const PoolOptions& options, const PoolCalls& calls, const std::atomic<bool>& interrupt) {
  if (options.in_process) return run_in_process(inputs, calls, interrupt);
  return Pool(inputs, options, calls, interrupt).run();
}

}  // namespace nianbao
