#include "sample_records.h"

#include <random>

namespace nianbao {
namespace {

Decimal decimal(std::string_view text) { return *Decimal::parse(text); }

Source on_page(int page, Box box) {
  Source source;
  source.page = page;
  source.bbox = box;
  return source;
}

Field field(std::string id, std::string short_name, std::string table, std::string unit, std::string label) {
  Field out;
  out.id = std::move(id);
  out.short_name = std::move(short_name);
  out.table = std::move(table);
  out.unit = std::move(unit);
  out.label = std::move(label);
  out.definition = "what it counts";
  return out;
}

/// Draws the parts of a random record; the same seed gives the same parts on every machine.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  int below(int limit) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(limit)); }
  bool coin() { return below(2) == 0; }

  std::string text() {
    static const std::vector<std::string> kPieces{
        "件", "“引号”", "\"", "\\", "\n", "\t", "\r\n", std::string(1, '\0'), "\x01", "\x7f", "\xE2\x80\xA8", ",", ";",
        "𠀀", "\xff", "\xe4\xbb", "=1+1", "3,001", " ", "１２", "a'b", "/", "é"};
    std::string out;
    for (int n = below(6); n > 0; --n) out += kPieces[static_cast<std::size_t>(below(static_cast<int>(kPieces.size())))];
    return out;
  }
  std::string some_text() { return "x" + text(); }

  Decimal number() {
    static const std::vector<std::string> kNumbers{"0",  "1",    "3001", "-18", "25.1", "7380.28959", "0.00000000000000001",
                                                   "-7", "0.05", "999999999999999999", "-0.1", "123456789.123456789"};
    return decimal(kNumbers[static_cast<std::size_t>(below(static_cast<int>(kNumbers.size())))]);
  }

  Source place() {
    Source out;
    switch (below(4)) {
      case 0: return on_page(1 + below(9), {below(60000) / 100.0, below(8000) / 7.0, below(60000) / 3.0, -0.001});
      case 1: out.path = "table[2]/tr[" + std::to_string(1 + below(40)) + "]"; return out;
      case 2:
        out.line = 1 + below(500);
        if (coin()) out.span = ColumnSpan{1 + below(5), 6 + below(20)};
        return out;
      default: return out;
    }
  }

 private:
  std::mt19937 engine_;
};

Value random_value(Dice& dice, int index) {
  Value out;
  out.field = "requests.row_" + std::to_string(index) + ".total";
  out.status = static_cast<ValueStatus>(dice.below(8));
  if (dice.coin()) out.instance = 1 + dice.below(3);
  if (out.status == ValueStatus::missing) return out;
  bool number = out.status == ValueStatus::read || out.status == ValueStatus::repaired ||
                (dice.coin() && (out.status == ValueStatus::doubtful || out.status == ValueStatus::reviewed));
  if (number) out.value = dice.number();
  out.raw = dice.text();
  if (dice.coin()) out.raw_unit = "元";
  out.source = dice.place();
  if (dice.coin()) out.method = static_cast<Method>(dice.below(12));
  if (dice.coin()) out.confidence = dice.below(10001) / 10000.0;
  if (out.status == ValueStatus::doubtful)
    for (int n = dice.below(9); n > 0; --n) out.candidates.push_back(dice.number());
  return out;
}

Finding random_finding(Dice& dice) {
  Finding out = make_finding("label_unmapped", dice.coin() ? "" : dice.some_text());
  out.severity = static_cast<Severity>(dice.below(3));
  out.attribution = static_cast<Attribution>(dice.below(3));
  for (int n = dice.below(3); n > 0; --n) out.fields.push_back("requests.received.total");
  if (dice.coin()) out.expected = dice.number().to_string();
  if (dice.coin()) out.actual = dice.number().to_string();
  out.source = dice.place();
  out.message = dice.some_text();
  out.message_zh = dice.some_text();
  for (int n = dice.below(3); n > 0; --n) out.cells.push_back({dice.text(), dice.place()});
  for (int n = dice.below(3); n > 0; --n) out.readings.push_back({"27", "0", "130"});
  return out;
}

std::vector<Evidence> random_evidence(Dice& dice) {
  std::vector<Evidence> out;
  for (const char* key : {"url", "scope", "year", "unit", "unit_id", "extra"}) {
    if (dice.coin()) continue;
    for (int n = dice.below(4); n > 0; --n)
      out.push_back({key, dice.text(), dice.text(), dice.coin() ? "title" : "file_name", dice.place(), dice.coin()});
  }
  return out;
}

void fill_document(Dice& dice, DocumentInfo& out) {
  out.sha256 = digest_of(static_cast<char>('0' + dice.below(10)));
  out.source = dice.some_text();
  out.media_type = "text/plain";
  out.bytes = dice.coin() ? dice.below(1000000) : 5'000'000'000;
  if (dice.coin()) out.pages = dice.below(1000);
  if (dice.coin()) out.method = static_cast<Method>(dice.below(12));
  if (dice.coin()) out.page_methods = {Method::text_layer, Method::ocr};
  if (dice.coin()) out.encoding = EncodingInfo{"GB18030", "detected", dice.coin()};
  if (dice.coin()) out.url = "https://example.org/" + dice.text();
  if (dice.coin()) out.retrieved = "2025-02-01T08:00:00Z";
  if (dice.coin()) out.files = {{digest_of('a'), dice.some_text()}, {digest_of('b'), "p2.jpg"}};
}

}  // namespace

std::string digest_of(char digit) { return std::string(64, digit); }

Form small_form() {
  Form form;
  form.id = "ogi-2021";
  form.name_zh = "2021年格式";
  form.ground = "国办公开办函〔2021〕30号";
  form.first_year = 2021;
  form.fields = {field("disclosure.fees.amount", "dis_fee_amount", "disclosure", "万元", "二 行政事业性收费 / 本年收费金额"),
                 field("requests.received.total", "req_recv_tot", "requests", "件", "三 一、本年新收 / 总计"),
                 field("requests.granted.total", "req_granted_tot", "requests", "件", "三 （一）予以公开 / 总计")};
  form.fields[0].decimals = true;
  form.fields[2].negative = true;
  return form;
}

Record full_record() {
  Record out;
  out.record_id = digest_of('3');
  out.document = {digest_of('3'), "2024/huaian.pdf", "application/pdf", 412842, 6, Method::text_layer, {}, {}, "", "", {}};
  out.report = {"ogi-2021", 2024, "淮安市人民政府", "淮安市人民政府2024年政府信息公开工作年度报告",
                std::array<std::string, 2>{"2024-01-01", "2024-12-31"}, "", "2025-01-20", ""};
  out.evidence = {{"year", "2024", "2024年", "title", on_page(1, {180.2, 96, 221.8, 118.4}), true},
                  {"year", "2023", "2023年", "body", on_page(2, {1, 2, 3, 4}), false},
                  {"unit", "淮安市人民政府", "淮安市人民政府", "title", on_page(1, {90, 96, 180.2, 118.4}), true}};
  Section overview{"overview", 1, "一、总体情况", on_page(1, {72, 130, 170, 146}), 3, "第一段。\n第二段。"};
  out.sections = {overview};
  Value fees{"disclosure.fees.amount", decimal("25.1"), "251000元", "元", ValueStatus::read,
             on_page(2, {276.1, 530, 310.2, 548.5}), {}, {}, {}, 1};
  Value received{"requests.received.total", std::nullopt, "270020130", "", ValueStatus::doubtful,
                 on_page(3, {276.104, 530.006, 310.2, 548.5}), Method::ocr, 0.87, {decimal("27"), decimal("270")}, 1};
  Value granted;
  granted.field = "requests.granted.total";
  Value again{"requests.granted.total", decimal("-5"), "-5", "", ValueStatus::read, on_page(4, {1, 2, 3, 4}), {}, {}, {}, 2};
  out.values = {fees, received, granted, again};
  Finding balance = make_finding("requests.balance", "business");
  balance.fields = {"requests.received.total", "requests.granted.total"};
  balance.expected = "3153";
  balance.actual = "3119";
  balance.source = on_page(3, {1, 2, 3, 4});
  balance.message = "received + carried_in is 3153";
  balance.message_zh = "商业企业：本年新收与上年结转之和为3153";
  out.findings = {balance};
  out.status = RecordStatus::partial;
  out.extractor = {"nianbao", "0.1.0", "9c1d"};
  return out;
}

Record failed_record() {
  Record out;
  out.record_id = digest_of('f');
  out.document.sha256 = digest_of('f');
  out.document.source = "locked.pdf";
  out.document.media_type = "application/pdf";
  out.document.bytes = 1000;
  out.status = RecordStatus::failed;
  out.error = Error{ErrorCode::encrypted, "", "the file wants a password; give it one without"};
  out.extractor = {"nianbao", "0.1.0", "9c1d"};
  return out;
}

Record random_record(std::uint32_t seed) {
  Dice dice(seed);
  Record out;
  fill_document(dice, out.document);
  out.record_id = out.document.sha256 + (dice.coin() ? "" : "#2");
  out.extractor = {"nianbao", "0.1.0", dice.text()};
  out.status = static_cast<RecordStatus>(dice.below(5));
  if (out.status == RecordStatus::failed) {
    out.error = Error{static_cast<ErrorCode>(dice.below(15)), dice.text(), dice.some_text()};
    return out;
  }
  if (out.status == RecordStatus::not_a_report) out.kind = "letter";
  if (dice.coin()) out.report = {"ogi-2019", 2020, dice.text(), dice.text(), {}, "2021-01-31", "", "own"};
  if (dice.coin()) out.report.period = std::array<std::string, 2>{"2020-01-01", "2020-12-31"};
  out.evidence = random_evidence(dice);
  for (int n = dice.below(4); n > 0; --n)
    out.sections.push_back({"overview", dice.below(3), dice.text(), dice.place(), dice.below(5), dice.text()});
  for (int n = dice.below(20), i = 0; i < n; ++i) out.values.push_back(random_value(dice, i));
  for (int n = dice.below(4); n > 0; --n) out.findings.push_back(random_finding(dice));
  return out;
}

}  // namespace nianbao
