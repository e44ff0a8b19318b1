#include "records/line_writer.h"

namespace nianbao {

void write_place(const Source& source, LineWriter& out) {
  if (source.page != 0) out.whole_field("page", source.page);
  if (source.bbox) {
    out.key("bbox");
    out.start_array();
    for (double edge : {source.bbox->x0, source.bbox->y0, source.bbox->x1, source.bbox->y1})
      out.rounded(edge, kPlaceDecimals);
    out.end_array();
  }
  out.field_unless_empty("path", source.path);
  if (source.line != 0) out.whole_field("line", source.line);
  if (source.span) {
    out.key("span");
    out.start_array();
    out.whole(source.span->first);
    out.whole(source.span->last);
    out.end_array();
  }
}

void write_texts(const std::vector<std::string>& texts, LineWriter& out) {
  out.start_array();
  for (const std::string& text : texts) out.text(text);
  out.end_array();
}

void write_cells(const std::vector<CellNote>& cells, LineWriter& out) {
  out.start_array();
  for (const CellNote& cell : cells) {
    out.start_object();
    out.field("raw", cell.raw);
    write_place(cell.source, out);
    out.end_object();
  }
  out.end_array();
}

void write_readings(const std::vector<std::vector<std::string>>& readings, LineWriter& out) {
  out.start_array();
  for (const std::vector<std::string>& row : readings) write_texts(row, out);
  out.end_array();
}

}  // namespace nianbao
