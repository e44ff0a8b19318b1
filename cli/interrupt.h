#pragma once

#include <atomic>

namespace nianbao {

/// From now on, Ctrl-C, SIGTERM and SIGHUP set the flag that is returned (the one mutable state of the process: a
/// signal handler can reach nothing else). A second one ends the program at once. SIGPIPE is ignored: a write says so.
const std::atomic<bool>& watch_interrupts();

}  // namespace nianbao
