#include "extract/text_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "model/unicode.h"

using namespace nianbao;
using namespace std::string_literals;

namespace {

Document read(std::string_view text) {
  auto document = read_text(text, {});
  REQUIRE(document);
  return *document;
}

Error error_of(std::string_view bytes) {
  auto document = read_text(bytes, {});
  REQUIRE_FALSE(document);
  return document.error();
}

/// The flow as text: a paragraph as its text, a grid as its rows, `[a][b]`.
std::vector<std::string> flow_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Block& block : read(text).flow) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      out.push_back(paragraph->text);
      continue;
    }
    std::string rows;
    int row = 0;
    for (const Cell& cell : std::get<Grid>(block).cells) {
      if (cell.row != row) rows += "/";
      row = cell.row;
      rows += "[" + cell.text + "]";
    }
    out.push_back(rows);
  }
  return out;
}

std::vector<std::string> meta_of(std::string_view text) {
  std::vector<std::string> out;
  for (const MetaEntry& entry : read(text).meta) {
    CHECK(entry.origin == "header");
    out.push_back(entry.key + "=" + entry.value);
  }
  return out;
}

using Texts = std::vector<std::string>;

const Grid& grid_at(const Document& document, std::size_t i) { return std::get<Grid>(document.flow.at(i)); }

/// The characters of the text that a source points at.
std::string at(std::string_view text, const Source& source) {
  Texts lines(1);
  for (char c : text) {
    if (c == '\n') lines.emplace_back();
    else lines.back() += c;
  }
  std::u32string line = to_code_points(lines.at(static_cast<std::size_t>(source.line - 1)));
  auto first = static_cast<std::size_t>(source.span->first - 1);
  return to_utf8(line.substr(first, static_cast<std::size_t>(source.span->last) - first));
}

}  // namespace

TEST_CASE("a line is a paragraph with its line number and columns") {
  Document document = read("第一行\n\n 第二行，有空格 \n");
  REQUIRE(document.flow.size() == 2);
  const auto& second = std::get<Paragraph>(document.flow[1]);
  CHECK(second.text == " 第二行，有空格 ");
  CHECK(second.pieces.at(0).source.line == 3);
  CHECK(second.pieces.at(0).source.span == ColumnSpan{1, 9});
  CHECK(document.info.method == Method::text);
  CHECK(document.info.media_type == "text/plain");
  CHECK_FALSE(document.info.pages);
}

TEST_CASE("LF, CRLF and a lone CR end a line, and each line keeps its number") {
  Document document = read("一\r\n二\r三\n\r\n四");
  REQUIRE(document.flow.size() == 4);
  std::vector<int> numbers;
  for (const Block& block : document.flow) numbers.push_back(std::get<Paragraph>(block).pieces.at(0).source.line);
  CHECK(numbers == std::vector<int>{1, 2, 3, 5});
}

TEST_CASE("a byte order mark is no part of the text and names the encoding's origin") {
  Document document = read("\xEF\xBB\xBF年报");
  CHECK(std::get<Paragraph>(document.flow.at(0)).text == "年报");
  CHECK(document.info.encoding == EncodingInfo{"UTF-8", "bom", true});
  CHECK(read("年报").info.encoding == EncodingInfo{"UTF-8", "detected", true});
  CHECK(document.info.bytes == 9);
}

TEST_CASE("bytes that are not UTF-8 give wrong_encoding and the offset of the first") {
  Error error = error_of("年报\xB1\xA8\xB8\xE6 text");
  CHECK(error.code == ErrorCode::wrong_encoding);
  CHECK(error.place == "byte 6");
  CHECK(error_of("\xEF\xBB\xBF年\xFF报").place == "byte 6");
  CHECK(error_of("abc\xED\xA0\x80xyz").place == "byte 3");
  CHECK(error_of("\xC0\xAFxyz").place == "byte 0");
}

TEST_CASE("UTF-16 is named, with a mark or without") {
  CHECK(error_of("\xFF\xFE\x0A\x4E"s).message.find("UTF-16") != std::string::npos);
  CHECK(error_of("\xFE\xFF\x4E\x0A"s).code == ErrorCode::wrong_encoding);
  CHECK(error_of("2\0000\0002\0004\0\x74\x5E"s).code == ErrorCode::wrong_encoding);
}

TEST_CASE("bytes full of NUL or control characters are no text") {
  CHECK(error_of("ab\0\0\1\2cd"s).code == ErrorCode::unknown_kind);
  CHECK(error_of("\1\2\3\4\5\6\7\1\2\3\4\5\6\7").code == ErrorCode::unknown_kind);
}

TEST_CASE("a stray control character is read as a space, so that columns stay") {
  CHECK(flow_of("一\f二\x07三") == Texts{"一 二 三"});
}

TEST_CASE("nothing but white space is an empty file") {
  CHECK(error_of("").code == ErrorCode::empty_file);
  CHECK(error_of(" \r\n\t　\xEF\xBB\xBF\n").code == ErrorCode::empty_file);
}

TEST_CASE("a file that ends within a character is read up to there, with a finding") {
  Document document = read("年报\xE6\x8A");
  CHECK(std::get<Paragraph>(document.flow.at(0)).text == "年报");
  REQUIRE(document.findings.size() == 1);
  CHECK(document.findings[0].rule == "file_damaged");
}

TEST_CASE("more bytes than allowed give limit_exceeded") {
  ReadOptions options;
  options.max_bytes = 4;
  CHECK(read_text("12345", options).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("all above the line 正文 is header, with keys, empty values and lines without a key") {
  std::string text =
      "标题: 某区管理局 2022年度年度报告\n发布时间: 2023-01-06 08:58\n文号: \n页面链接与图片详见 links.tsv(同目录)\n"
      "==================== 正文 ====================\n某区：报告正文\n";
  CHECK(meta_of(text) == Texts{"标题=某区管理局 2022年度年度报告", "发布时间=2023-01-06 08:58", "文号=",
                               "=页面链接与图片详见 links.tsv(同目录)"});
  CHECK(flow_of(text) == Texts{"某区：报告正文"});
  Document document = read(text);
  CHECK(at(text, document.meta[0].source) == "某区管理局 2022年度年度报告");
  CHECK(at(text, document.meta[1].source) == "2023-01-06 08:58");
  CHECK(std::get<Paragraph>(document.flow[0]).pieces[0].source.line == 6);
}

TEST_CASE("header lines need no separator, and end where the text begins") {
  std::string text = "标　题：某局2023年年报\n索 引 号：0001/2024\n发布机构：某局\n\n报告：开头有冒号\n来源：某网\n一、总体情况\n来源：正文里的话\n";
  CHECK(meta_of(text) == Texts{"标题=某局2023年年报", "索引号=0001/2024", "发布机构=某局", "来源=某网"});
  CHECK(flow_of(text) == Texts{"报告：开头有冒号", "一、总体情况", "来源：正文里的话"});
}

TEST_CASE("a title with a colon is text") {
  CHECK(meta_of("XX市：2023年政府信息公开工作年度报告\n一、总体情况\n").empty());
  CHECK(flow_of("XX市：2023年政府信息公开工作年度报告\n一、总体情况\n").size() == 2);
}

TEST_CASE("several keys on one line below the title are several entries") {
  std::string text = "某局2023年年度报告\n发布日期：2024-01-15 16:32 信息来源：市教育局 浏览次数：12 字体：[大 中 小]\n正文\n";
  CHECK(meta_of(text) ==
        Texts{"发布日期=2024-01-15 16:32", "信息来源=市教育局", "浏览次数=12", "字体=[大 中 小]"});
  CHECK(at(text, read(text).meta[1].source) == "市教育局");
  CHECK(meta_of("题\n2024-01-26 10:31 来源：区财政局 | 阅读次数：3\n") ==
        Texts{"=2024-01-26 10:31", "来源=区财政局", "阅读次数=3"});
  CHECK(meta_of("题\n【发布时间】2024-01-26 【来源】区财政局\n") == Texts{"发布时间=2024-01-26", "来源=区财政局"});
}

TEST_CASE("a metadata table of tabs is header too") {
  CHECK(meta_of("索引号：\t0001/2024-1\t信息分类\t年报\n名称\t某局年报\n一、总体情况\n") ==
        Texts{"索引号=0001/2024-1", "信息分类=年报", "名称=某局年报"});
}

TEST_CASE("front matter of Markdown is header") {
  CHECK(meta_of("---\ntitle: \"某局年报\"\ndate: 2024-01-02\nlayout: post\n---\n# 一、总体情况\n") ==
        Texts{"title=某局年报", "date=2024-01-02"});
}

TEST_CASE("a document's prose gives no header") {
  CHECK(meta_of("某局年报\n一、总体情况\n发布时间：不详\n").empty());
  CHECK(meta_of("某局年报\n本报告来源：各单位\n").empty());
  CHECK(meta_of("表二\n单位：万元\n").empty());
}

TEST_CASE("lines with tabs are a table; empty cells are kept, at the end too") {
  std::string text = "第二十条第（一）项\t\t\n规章\t0\t\n\t\t法人\n结束\n";
  CHECK(flow_of(text) == Texts{"[第二十条第（一）项][][]/[规章][0][]", "\t\t法人", "结束"});
  Document document = read(text);
  const Grid& grid = grid_at(document, 0);
  CHECK(grid.kind == GridKind::tabs);
  CHECK(grid.rows == 2);
  CHECK(grid.cols == 3);
  CHECK(at(text, grid.cells[3].source) == "规章");
  CHECK(at(text, grid.cells[4].source) == "0");
}

TEST_CASE("an indented line between rows is a row") {
  CHECK(flow_of("a\tb\n\t\t法人\nc\td\n") == Texts{"[a][b]/[][][法人]/[c][d]"});
}

TEST_CASE("a tab that indents a paragraph or parts a list's mark from its text makes no table") {
  CHECK(flow_of("\t本局认真贯彻落实\n\t二是加强管理\n") == Texts{"\t本局认真贯彻落实", "\t二是加强管理"});
  CHECK(flow_of("一、\t总体情况\n（一）\t主动公开\n1.\t规章\n") == Texts{"一、\t总体情况", "（一）\t主动公开", "1.\t规章"});
  CHECK(flow_of("某局年报\t\n") == Texts{"某局年报\t"});
  CHECK(flow_of("三、收到和处理政府信息公开申请情况\t\t\n一、本年新收\t0\t1\n") ==
        Texts{"三、收到和处理政府信息公开申请情况\t\t", "[一、本年新收][0][1]"});
}

TEST_CASE("cells in quotes may hold line ends, as spreadsheets copy them") {
  std::string text = "行政复议\t\t行政诉讼\n\"结果\n维持\"\t\"结果\n纠正\"\t总计\n1\t2\t\"3\"\n\"引文\n没有结束\n";
  CHECK(flow_of(text) == Texts{"[行政复议][][行政诉讼]/[结果\n维持][结果\n纠正][总计]/[1][2][3]", "\"引文", "没有结束"});
  Document document = read(text);
  const Grid& grid = grid_at(document, 0);
  CHECK(grid.rows == 3);
  CHECK(grid.cells.at(4).source.line == 3);
  CHECK(at(text, grid.cells.at(5).source) == "总计");
  CHECK(flow_of("\"结果\n维持\"\t1\n2\t3\n") == Texts{"[结果\n维持][1]/[2][3]"});
  CHECK(flow_of("3.危及\"三安全一稳定\"\t0\n4.\"甲\t1\n") == Texts{"[3.危及\"三安全一稳定\"][0]/[4.\"甲][1]"});
}

TEST_CASE("Markdown tables lose their separators, and a heading before a separator begins another table") {
  std::string text = "| 业 | 构 |\n|---|:--:|\n| 一、本年 | 32 |\n| 0 | 0 | 0 |\n|---|---|---|\n\n| 9 | 8 |\n|---|---|\n";
  CHECK(flow_of(text) == Texts{"[业][构]/[一、本年][32]", "[0][0][0]", "[9][8]"});
  Document document = read(text);
  CHECK(grid_at(document, 0).kind == GridKind::pipes);
  CHECK(at(text, grid_at(document, 0).cells[3].source) == "32");
  CHECK(at(text, grid_at(document, 1).cells[2].source) == "0");
  CHECK(grid_at(document, 1).cells[2].source.span == ColumnSpan{11, 11});
  CHECK(document.info.media_type == "text/markdown");
}

TEST_CASE("an escaped pipe and a line break stay in their cell") {
  CHECK(flow_of("| a \\| b | 1<br>2 |  |\n|---|---|---|\n") == Texts{"[a | b][1\n2][]"});
}

TEST_CASE("rows without outer pipes are a table where a separator or a like row follows") {
  CHECK(flow_of("| a | b |\n|---|-\u200B--|\n| 1 | 2 |\n") == Texts{"[a][b]/[1][2]"});
  CHECK(flow_of("a | b\n--- | ---\n1 | 2\n") == Texts{"[a][b]/[1][2]"});
  CHECK(flow_of("规章|0|1\n许可|2|3\n") == Texts{"[规章][0][1]/[许可][2][3]"});
  CHECK(flow_of("首页 | 公开 | 服务\n某局年报\n") == Texts{"首页 | 公开 | 服务", "某局年报"});
  CHECK(flow_of("甲|乙\n") == Texts{"甲|乙"});
}

TEST_CASE("in a table ruled between its rows, the lines of a row are joined in their cells") {
  CHECK(flow_of("+---+---+\n| a | b |\n| c |   |\n+===+===+\n| 1 | 2 |\n+---+---+\n") == Texts{"[a\nc][b]/[1][2]"});
  CHECK(flow_of("┌──┬──┐\n│规章│ 0│\n├──┼──┤\n│许可│ 7│\n└──┴──┘\n") == Texts{"[规章][0]/[许可][7]"});
}

TEST_CASE("heading marks and bold marks of Markdown are no part of the text, and its place is the text's") {
  std::string text = "题\n## 二、主动公开 ##\n**三、收到和处理**\n#话题\n";
  Document document = read(text);
  CHECK(flow_of(text) == Texts{"题", "二、主动公开", "三、收到和处理", "#话题"});
  const auto& heading = std::get<Paragraph>(document.flow[1]);
  CHECK(heading.heading.level == 2);
  CHECK(at(text, heading.pieces[0].source) == "二、主动公开");
  CHECK(at(text, std::get<Paragraph>(document.flow[2]).pieces[0].source) == "三、收到和处理");
}

TEST_CASE("rules drawn with signs are left out, a short dash is kept") {
  CHECK(flow_of("题\n=====\n-----\n---\n—\n") == Texts{"题", "---", "—"});
}

TEST_CASE("a table of 10,000 rows is one grid, and a line of 10 MB one paragraph") {
  std::string rows, line(10'000'000, 'x');
  for (int i = 0; i < 10'000; ++i) rows += "规章\t1\t2\n";
  CHECK(grid_at(read(rows), 0).rows == 10'000);
  CHECK(std::get<Paragraph>(read(line).flow.at(0)).pieces[0].length == 10'000'000);
  std::string bars(1'000'000, '|');
  CHECK(std::holds_alternative<Paragraph>(read(bars).flow.at(0)));
}

TEST_CASE("A blank row ends a table of tabs where it is as wide as the row above") {
  CHECK(flow_of("总计\t其他\t自然人\n\t\t\n结束\n") == Texts{"[总计][其他][自然人]/[][][]", "结束"});
  CHECK(flow_of("总计\t其他\t自然人\n\t\n结束\n") == Texts{"[总计][其他][自然人]", "结束"});
}

TEST_CASE("Where every row ends in a tab there is no cell behind it") {
  CHECK(flow_of("规章\t其他\t\n一\t2\t\n二\t\t\n") == Texts{"[规章][其他]/[一][2]/[二][]"});
  CHECK(flow_of("规章\t其他\n一\t2\n二\t\n") == Texts{"[规章][其他]/[一][2]/[二][]"});
}

TEST_CASE("A drawn table has the cells and spans that its strokes show") {
  const char* text =
      "┌──────────┬──────────┬────┐\n"
      "│ 项目     │ 数量     │总计│\n"
      "│          ├────┬─────┤    │\n"
      "│          │自然│商业 │    │\n"
      "│          │人  │     │    │\n"
      "├──────────┼────┼─────┼────┤\n"
      "│ 1.属于四 │ 26 │  0  │ 26 │\n"
      "│ 类信息   │    │     │    │\n"
      "└──────────┴────┴─────┴────┘\n";
  Document document = read(text);
  const Grid& grid = std::get<Grid>(document.flow.at(0));
  REQUIRE(grid.rows == 3);
  REQUIRE(grid.cols == 4);
  CHECK(grid.cells[0].text == "项目");
  CHECK(grid.cells[0].row_span == 2);
  CHECK(grid.cells[1].text == "数量");
  CHECK(grid.cells[1].col_span == 2);
  CHECK(grid.cells[3].text == "自然\n人");
  CHECK(grid.cells[5].text == "1.属于四\n类信息");
  CHECK(grid.cells[6].text == "26");
  CHECK(grid.cells[6].source.line == 7);
}

TEST_CASE("A blank cell of a drawn table has its place, too") {
  Document document = read("+---+---+\n| a |   |\n+---+---+\n|   | 2 |\n+---+---+\n");
  const Grid& grid = std::get<Grid>(document.flow.at(0));
  REQUIRE(grid.cells.size() == 4);
  CHECK(grid.cells[1].source.line == 2);
  CHECK(grid.cells[1].source.span == ColumnSpan{6, 8});
  CHECK(grid.cells[2].source.line == 4);
  CHECK(grid.cells[2].source.span == ColumnSpan{2, 4});
  // Strokes that enclose nothing.
  for (const Cell& cell : std::get<Grid>(read("+-+\n| a |\n+===++").flow.at(0)).cells) CHECK(cell.source.span);
}

TEST_CASE("Rules that only frame a table and its header part no rows") {
  Document document = read("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n| 7 | 8 |\n+---+---+\n");
  const Grid& grid = std::get<Grid>(document.flow.at(0));
  CHECK(grid.rows == 5);
}
