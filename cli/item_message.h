#pragma once

#include <cstdint>

#include "cli/input_stream.h"

namespace nianbao {

/// Sends an item to a process that reads it. A file goes as an open descriptor, as who reads it may have no right to open it (and
/// gets the file that was there when it was dealt); one that cannot be opened goes with that error. False where the
/// process is gone.
bool send_item(int socket, const InputItem& item);

/// The other end: the item with its bytes, or with its error (limit_exceeded: a file of more than `max_bytes`; out_of_memory).
/// `seen` does not travel. False at the end of the socket.
bool receive_item(int socket, std::int64_t max_bytes, InputItem& item);

}  // namespace nianbao
