#pragma once

#include "model/document.h"

namespace nianbao {

/// The frame in which a page is read: the page turned back so that most of its text runs to the right. A landscape
/// table on a portrait page is found in this frame; what is found goes back to the page by `to_page`.
struct Frame {
  int turn = 0;  ///< how most text runs on the page: 0, 90, 180, 270 clockwise
  double page_width_pt = 0, page_height_pt = 0;
  double skew_degrees = 0;  ///< as Page::skew_degrees

  bool operator==(const Frame&) const = default;
};

/// The frame in which most code points run to the right; ties go to the lesser turn.
Frame reading_frame(const Page& page);

/// The page as it looks in the frame: boxes, edges, rulings and turns changed, width and height swapped as needed.
Page turned(const Page& page, const Frame& frame);

/// A box of the frame in points of the page as published (of a scan that lies aslant the box round it), and a place along the frame's lines (an edge of a span).
Box to_page(const Frame& frame, const Box& box);
float edge_to_page(const Frame& frame, float edge);

}  // namespace nianbao
