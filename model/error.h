#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// Why a whole input cannot be read. The names (`to_string`) reach files: they are never reused or renamed.
enum class ErrorCode {
  empty_file,        ///< nothing but white space, or zero bytes
  unreadable_file,   ///< the file system refused it
  unknown_kind,      ///< no reader knows what these bytes are
  unsupported_kind,  ///< recognised, and not read (yet)
  encrypted,         ///< needs a password that is not empty
  needs_ocr,         ///< pages without a text layer
  damaged_file,      ///< of its kind, but nothing could be rebuilt
  wrong_encoding,    ///< text that no encoding explains
  limit_exceeded,    ///< more pages, bytes, members … than allowed
  timeout,           ///< the reader ran over its time
  out_of_memory,     ///< the reader ran over its memory
  crashed,           ///< the reader died
  bad_form,          ///< a form definition is wrong
  output_failed,     ///< the output could not be written
  internal,          ///< our bug
};

std::string_view to_string(ErrorCode code);

/// `place` says where (a path, a page, a line; may be empty); `message` is a sentence for people:
/// what was found, and what they can do.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string place;
  std::string message;

  bool operator==(const Error&) const = default;
};

}  // namespace nianbao
