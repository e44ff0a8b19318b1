#include "model/error.h"

namespace nianbao {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::empty_file: return "empty_file";
    case ErrorCode::unreadable_file: return "unreadable_file";
    case ErrorCode::unknown_kind: return "unknown_kind";
    case ErrorCode::unsupported_kind: return "unsupported_kind";
    case ErrorCode::encrypted: return "encrypted";
    case ErrorCode::needs_ocr: return "needs_ocr";
    case ErrorCode::damaged_file: return "damaged_file";
    case ErrorCode::wrong_encoding: return "wrong_encoding";
    case ErrorCode::limit_exceeded: return "limit_exceeded";
    case ErrorCode::timeout: return "timeout";
    case ErrorCode::out_of_memory: return "out_of_memory";
    case ErrorCode::crashed: return "crashed";
    case ErrorCode::bad_form: return "bad_form";
    case ErrorCode::output_failed: return "output_failed";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

}  // namespace nianbao
