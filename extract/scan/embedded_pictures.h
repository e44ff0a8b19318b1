#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/read_document.h"
#include "model/document.h"

namespace nianbao {

/// A picture that stands in the text of a web page or a Word document.
struct EmbeddedPicture {
  std::size_t at = 0;  ///< it stands before that block of the flow
  std::string path;
  std::string bytes;   ///< of its file; empty where that is not at hand

  bool operator==(const EmbeddedPicture&) const = default;
};

/// The most pictures of one document that are looked at; further ones are as if they were not there.
inline constexpr std::size_t kMostPictures = 20;

/// Reads pictures as scans and puts the tables that they show into the flow, where they stand; of a document that has hardly any text
/// of its own, the text that they show as well. A cell's source has the picture's path, and its box in the picture: in points by the
/// resolution that the picture states, 1 pixel is 1 point where it states none. `pictures` in the order of the flow.
///
/// Findings: `picture_recognised` for what was read, `picture_not_read` with the reason for the others.
void read_embedded_pictures(const std::vector<EmbeddedPicture>& pictures, const ReadOptions& options, Document& document);

}  // namespace nianbao
