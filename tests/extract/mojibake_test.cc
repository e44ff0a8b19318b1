#include "extract/mojibake.h"

#include <catch2/catch.hpp>

#include "extract/encoding_icu.h"

namespace nianbao {
namespace {

const std::string kText = "某县2023年政府信息公开工作年度报告，一、总体情况：主动公开政府信息120条；二、收到和处理政府信息公开申请情况。";

/// The text's UTF-8 bytes, taken for that encoding.
std::string misread(const std::string& utf8, const std::string& as) {
  auto text = to_utf8_from(utf8, as);
  REQUIRE(text.has_value());
  return text->utf8;
}

bool has(const MojibakeRepair& repair, std::string_view rule) {
  for (const Finding& finding : repair.findings)
    if (finding.rule == rule) return true;
  return false;
}

TEST_CASE("UTF-8 that was read as GBK is set right where the way back is exact") {
  const std::string even = "政府信息";  // whole pairs of bytes: nothing was lost
  CHECK(misread(even, "windows-936-2000") == "鏀垮簻淇℃伅");
  auto repair = repair_mojibake("鏀垮簻淇℃伅 2023 鏀垮簻淇℃伅<td>鏀垮簻淇℃伅");
  REQUIRE(repair.has_value());
  CHECK(repair->utf8 == "政府信息 2023 政府信息<td>政府信息");
  CHECK(has(*repair, "encoding_repaired"));
  CHECK_FALSE(has(*repair, "encoding_doubt"));
}

TEST_CASE("Stretches with lost bytes stay as they stand, and that is said") {
  auto repair = repair_mojibake("鏀垮簻淇℃伅 鏀垮簻淇℃伅 鏀垮簻淇℃伅 宸ヤ綔骞村害鎶ュ憡锛?");
  REQUIRE(repair.has_value());
  CHECK(repair->utf8 == "政府信息 政府信息 政府信息 宸ヤ綔骞村害鎶ュ憡锛?");
  CHECK(has(*repair, "encoding_repaired"));
  CHECK(has(*repair, "encoding_doubt"));
}

TEST_CASE("UTF-8 that was read as Windows-1252 is set right") {
  auto repair = repair_mojibake(misread("政府信息公开工作年度报告", "windows-1252"));
  REQUIRE(repair.has_value());
  CHECK(repair->utf8 == "政府信息公开工作年度报告");
}

TEST_CASE("UTF-8 that was read as Windows-1252 twice over is set right") {
  auto repair = repair_mojibake(misread(misread(kText, "ISO-8859-1"), "ISO-8859-1"));
  REQUIRE(repair.has_value());
  CHECK(repair->utf8 == kText);
}

TEST_CASE("A text whose every stretch has lost bytes is told as read wrongly, though marks are few in it") {
  std::string lost = misread(kText + "收到和处理政府信息公开申请情况，因政府信息公开工作被申请行政复议、提起行政诉讼情况", "windows-936-2000");
  auto repair = repair_mojibake(lost);
  REQUIRE(repair.has_value());
  CHECK(has(*repair, "encoding_doubt"));
}

TEST_CASE("GBK that was read as Windows-1252 is set right") {
  auto bytes = from_utf8_to("政府信息公开工作年度报告", "GB18030");
  REQUIRE(bytes.has_value());
  auto repair = repair_mojibake(misread(*bytes, "windows-1252"));
  REQUIRE(repair.has_value());
  CHECK(repair->utf8 == "政府信息公开工作年度报告");
}

TEST_CASE("Right text is left alone, with rare ideographs, accents and signs in it too") {
  CHECK_FALSE(repair_mojibake(kText).has_value());
  CHECK_FALSE(repair_mojibake(kText + "鎶州市、涓水县、鍏县").has_value());
  CHECK_FALSE(repair_mojibake("Rapport annuel: accès à l'information, été 2023, élèves, Œuvre").has_value());
  CHECK_FALSE(repair_mojibake("某县®2023©“年报”±5‰").has_value());
  CHECK_FALSE(repair_mojibake("").has_value());
}

}  // namespace
}  // namespace nianbao
