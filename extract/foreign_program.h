#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace nianbao {

/// How long a foreign program may run.
struct ProgramLimits {
  std::chrono::seconds first{120};        ///< until its first piece of work is done
  std::chrono::seconds next{60};          ///< from then on, until the next one
  std::function<std::size_t()> pieces{};  ///< how many pieces of work are done; none: it is one piece
  std::function<bool()> stop{};           ///< asked many times a second; true ends the program
};

enum class ProgramEnd { ended, overdue, stopped, not_started };

/// The program's path as the shell finds it in PATH (a name with a slash is a path already); empty where there is none.
std::string find_program(const std::string& name);

/// Runs a program (`words.front()` is its path) to its end, in a process group of its own, without input, output or, where the
/// system lets it, a network. At the end all that it started and left behind is killed.
ProgramEnd run_program(const std::vector<std::string>& words, const ProgramLimits& limits);

}  // namespace nianbao
