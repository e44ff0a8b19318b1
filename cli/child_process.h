#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

/// To be called first in a forked process: it ends with its parent, leaves it to the parent what Ctrl-C means, and writes
/// no core file.
void prepare_child();

/// Closes every descriptor from 3 on but this one, so that a process holds no other's socket open.
void keep_only_descriptor(int descriptor);

/// Waits for the process's end and says how it came about, as a sentence: `the process that read it was ended by signal 9`.
std::string how_process_ended(pid_t pid);

/// Kills and waits for; nothing where `pid` is not positive.
void end_process(pid_t pid);

/// Sends all of it on a stream socket; false where the other end is gone.
bool send_all(int socket, const void* data, std::size_t size);

/// Sends texts as one message: how many bytes each has (8 bytes a text), then the texts. Both ends know their number.
bool send_texts(int socket, const std::vector<std::string_view>& texts);

/// Waits for such a message of as many texts as `texts` has; false at the end of the socket.
bool receive_texts(int socket, std::vector<std::string>& texts);

/// The texts of a message that stands at the front of `received`, cut off there; false where it is not yet whole.
bool take_texts(std::string& received, std::vector<std::string>& texts);

}  // namespace nianbao
