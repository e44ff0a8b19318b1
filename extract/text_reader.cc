#include "extract/text_reader.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extract/text_grids.h"
#include "extract/text_header.h"
#include "extract/text_lines.h"

namespace nianbao {
namespace {

/// Marks of a Markdown heading before its text: `## `; 0 for none.
std::size_t heading_marks(std::string_view line) {
  std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  return marks >= 1 && marks <= 6 && line.substr(marks, 1) == " " ? marks : 0;
}

/// A rule drawn with signs, or the line below a Markdown heading: nothing to read. `---` may be a cell's dash.
bool is_decoration(std::string_view line) {
  line = trim_space(line);
  if (line.size() < 5 || std::string_view("=-_*").find(line[0]) == std::string_view::npos) return false;
  return line.find_first_not_of(line[0]) == std::string_view::npos;
}

/// `**一、总体情况**`: the whole line in Markdown's bold.
bool is_bold(std::string_view text) {
  return text.size() > 4 && text.starts_with("**") && text.ends_with("**") &&
         text.substr(2, text.size() - 4).find('*') == std::string_view::npos;
}

Paragraph to_paragraph(const TextLine& line) {
  Paragraph out;
  std::string_view text = line.text;
  if (std::size_t marks = heading_marks(text)) {
    out.heading.level = static_cast<int>(std::min<std::size_t>(marks, 3));
    text = trim_space(text.substr(marks));
    while (text.ends_with("#")) text = trim_space(text.substr(0, text.size() - 1));
  }
  if (is_bold(text)) text = text.substr(2, text.size() - 4);
  out.text = std::string(text);
  TextPiece piece;
  piece.length = count_code_points(text);
  piece.source.line = line.number;
  int first = count_code_points(line.text.substr(0, text.data() - line.text.data())) + 1;
  piece.source.span = ColumnSpan{first, first + piece.length - 1};
  out.pieces.push_back(std::move(piece));
  return out;
}

/// Tables drawn with bars other than `|` have them at the begin of their lines.
bool may_have_cells(std::string_view line) {
  if (line.find('\t') != std::string_view::npos || line.find('|') != std::string_view::npos) return true;
  if (line.starts_with('"')) return true;  // a row of tabs whose first cell goes over several lines
  line = trim_space(line);
  return line.starts_with("+") || line.starts_with("\xE2\x94") || line.starts_with("\xE2\x95") || line.starts_with("｜");
}

std::optional<TextGrid> find_grid(std::span<const TextLine> lines) {
  if (!may_have_cells(lines[0].text)) return std::nullopt;
  if (auto grid = find_drawn_grid(lines)) return grid;
  if (auto grid = find_tab_grid(lines)) return grid;
  return find_pipe_grid(lines);
}

void read_flow(std::span<const TextLine> lines, std::vector<Block>& flow) {
  while (!lines.empty()) {
    if (auto found = find_grid(lines)) {
      flow.push_back(std::move(found->grid));
      lines = lines.subspan(found->lines);
      continue;
    }
    std::string_view text = lines[0].text;
    if (!trim_space(text).empty() && !is_decoration(text)) flow.push_back(to_paragraph(lines[0]));
    lines = lines.subspan(1);
  }
}

bool is_markdown(const std::vector<Block>& flow) {
  return std::any_of(flow.begin(), flow.end(), [](const Block& block) {
    const auto* grid = std::get_if<Grid>(&block);
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return (grid && grid->kind == GridKind::pipes) || (paragraph && paragraph->heading.level > 0);
  });
}

Finding cut_short_finding(int line) {
  Finding out = make_finding("file_damaged");
  out.source.line = line;
  out.message = "the file ends within a character; what stands before it was read";
  out.message_zh = "文件在一个字符中间结束，已读取其前面的内容";
  return out;
}

}  // namespace

Result<Document> read_text(std::string_view bytes, const ReadOptions& options) {
  if (static_cast<std::int64_t>(bytes.size()) > options.max_bytes)
    return Failure(Error{ErrorCode::limit_exceeded, {},
                         "the text has " + std::to_string(bytes.size()) + " bytes, more than the " +
                             std::to_string(options.max_bytes) + " allowed"});
  auto checked = check_utf8(bytes);
  if (!checked) return Failure(checked.error());
  if (trim_space(checked->bytes).empty())
    return Failure(Error{ErrorCode::empty_file, {}, "the file holds nothing but white space"});

  std::string cleaned;
  std::string_view text = checked->bytes;
  if (std::any_of(text.begin(), text.end(), is_stray_control)) {
    cleaned = text;
    std::replace_if(cleaned.begin(), cleaned.end(), is_stray_control, ' ');
    text = cleaned;
  }
  std::vector<TextLine> lines = split_lines(text);
  TextHeader header = find_text_header(lines);
  std::vector<TextLine> body;
  body.reserve(lines.size());
  for (std::size_t i = 0, used = 0; i < lines.size(); ++i) {
    if (used < header.used_lines.size() && header.used_lines[used] == i) ++used;
    else body.push_back(lines[i]);
  }

  Document out;
  out.meta = std::move(header.meta);
  read_flow(body, out.flow);
  out.info.media_type = is_markdown(out.flow) ? "text/markdown" : "text/plain";
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.method = Method::text;
  out.info.encoding = EncodingInfo{"UTF-8", checked->had_bom ? "bom" : "detected", true};
  if (checked->cut_short) out.findings.push_back(cut_short_finding(lines.empty() ? 1 : lines.back().number));
  return out;
}

}  // namespace nianbao
