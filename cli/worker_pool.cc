#include "cli/worker_pool.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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
constexpr int kLongestWaitMs = 200;

class Pool {
 public:
  Pool(const std::vector<InputFile>& files, const PoolOptions& options, const PoolCalls& calls,
       const std::atomic<bool>& interrupt)
      : files_(files), options_(options), calls_(calls), interrupt_(interrupt) {}

  PoolEnd run() {
    const auto wanted = std::min<std::size_t>(static_cast<std::size_t>(std::max(options_.jobs, 1)), files_.size());
    for (std::size_t i = 0; i < wanted; ++i) hire();
    while (next_to_write_ < files_.size()) {
      if (interrupt_) return write_what_is_finished(), PoolEnd::interrupted;
      deal();
      wait_for_results();
      end_overdue_workers();
      if (!write_ready_results()) return PoolEnd::stopped;
      calls_.waiting();
    }
    return PoolEnd::done;
  }

 private:
  struct Worker {
    explicit Worker(WorkerProcess started) : process(std::move(started)) {}
    WorkerProcess process;
    std::optional<std::size_t> file;  ///< the one it reads
    Clock::time_point since;
  };

  void hire() {
    std::vector<int> others;
    for (const auto& worker : workers_) others.push_back(worker->process.socket());
    auto process = start_worker(files_, calls_.read, others);
    if (process) workers_.push_back(std::make_unique<Worker>(std::move(*process)));
    else if (workers_.empty()) throw std::system_error(errno, std::generic_category(), "no worker process can be started");
  }

  void deal() {
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      const std::size_t limit = std::min(files_.size(), next_to_write_ + std::max<std::size_t>(options_.window, 1));
      if (next_to_deal_ >= limit) return;
      Worker& worker = *workers_[i];
      if (worker.file) continue;
      if (!worker.process.ask(next_to_deal_)) {
        replace(i);
        continue;
      }
      worker.file = next_to_deal_++;
      worker.since = Clock::now();
    }
  }

  void wait_for_results() {
    std::vector<pollfd> sockets;
    for (const auto& worker : workers_) sockets.push_back({worker->process.socket(), POLLIN, 0});
    if (::poll(sockets.data(), sockets.size(), wait_ms()) <= 0) return;
    // From the last, as a worker that is gone is replaced at its place's end.
    for (std::size_t i = sockets.size(); i-- > 0;)
      if (sockets[i].revents != 0) receive(i);
  }

  int wait_ms() const {
    return std::any_of(workers_.begin(), workers_.end(), [](const auto& worker) { return worker->file.has_value(); })
               ? kLongestWaitMs
               : 0;
  }

  void receive(std::size_t at) {
    Worker& worker = *workers_[at];
    switch (worker.process.receive()) {
      case WorkerProcess::State::reading:
        return;
      case WorkerProcess::State::answered:
        finished_.emplace(*worker.file, worker.process.take_answer());
        worker.file.reset();
        return;
      case WorkerProcess::State::gone:
        lose(at, {ErrorCode::crashed, {}, worker.process.how_it_ended()});
    }
  }

  void end_overdue_workers() {
    if (options_.seconds_per_file <= 0) return;
    const auto limit = std::chrono::seconds(options_.seconds_per_file);
    for (std::size_t i = workers_.size(); i-- > 0;)
      if (workers_[i]->file && Clock::now() - workers_[i]->since > limit)
        lose(i, {ErrorCode::timeout, {},
                 "reading it took longer than " + std::to_string(options_.seconds_per_file) +
                     " seconds and was ended; --timeout allows more"});
  }

  void lose(std::size_t at, Error error) {
    if (workers_[at]->file) {
      const std::size_t file = *workers_[at]->file;
      error.place = files_[file].path;
      finished_.emplace(file, calls_.died(files_[file], error));
    }
    replace(at);
  }

  void replace(std::size_t at) {
    workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(at));
    if (next_to_deal_ < files_.size() || workers_.empty()) hire();
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

  const std::vector<InputFile>& files_;
  const PoolOptions& options_;
  const PoolCalls& calls_;
  const std::atomic<bool>& interrupt_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::map<std::size_t, FileResult> finished_;  ///< read, and waiting for an earlier one
  std::size_t next_to_deal_ = 0, next_to_write_ = 0;
};

PoolEnd run_in_process(const std::vector<InputFile>& files, const PoolCalls& calls,
                       const std::atomic<bool>& interrupt) {
  for (const InputFile& file : files) {
    if (interrupt) return PoolEnd::interrupted;
    if (!calls.write(calls.read(file))) return PoolEnd::stopped;
    calls.waiting();
  }
  return PoolEnd::done;
}

}  // namespace

PoolEnd run_pool(const std::vector<InputFile>& files, const PoolOptions& options, const PoolCalls& calls,
                 const std::atomic<bool>& interrupt) {
  if (options.in_process) return run_in_process(files, calls, interrupt);
  return Pool(files, options, calls, interrupt).run();
}

}  // namespace nianbao
