#include "records/codebook.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "sample_records.h"

namespace nianbao {
namespace {

Form later_form() {
  Form form = small_form();
  form.id = "own-2030";
  form.fields[1].label = "别的标签";
  form.fields[2].id = "requests.denied.total";
  form.fields[2].short_name = "req_denied_tot";
  return form;
}

TEST_CASE("a field that several forms have is listed once, with all of them and the first one's label") {
  Result<std::vector<CodebookField>> fields = field_codebook({small_form(), later_form()});
  REQUIRE(fields);
  REQUIRE(fields->size() == 4);
  CHECK((*fields)[1].forms == std::vector<std::string>{"ogi-2021", "own-2030"});
  CHECK((*fields)[1].label == "三 一、本年新收 / 总计");
  CHECK((*fields)[3].field == "requests.denied.total");
}

TEST_CASE("short names are unique over all forms, and a field has one") {
  Form other = later_form();
  other.fields[2].short_name = "req_recv_tot";
  CHECK(field_codebook({small_form(), other}).error().message ==
        "form own-2030: the short name req_recv_tot of requests.denied.total is that of requests.received.total");
  other = later_form();
  other.fields[1].short_name = "received";
  CHECK(field_codebook({small_form(), other}).error().message ==
        "form own-2030: requests.received.total has the short name received, and req_recv_tot in form ogi-2021");
}

TEST_CASE("fields as TSV: a header, a line a field, tabs inside cells gone") {
  Form form = small_form();
  form.fields.resize(1);
  form.fields[0].definition = "one\ttwo\nthree";
  CHECK(list_fields(*field_codebook({form}), ListStyle::tsv) ==
        "field\tshort\tforms\tunit\trange\tlabel\tdefinition\n"
        "disclosure.fees.amount\tdis_fee_amount\togi-2021\t万元\t>=0\t二 行政事业性收费 / 本年收费金额\tone two three\n");
}

TEST_CASE("fields on a terminal are lined up, a Chinese character being two columns wide") {
  Form form = small_form();
  form.fields[0].definition = form.fields[1].definition = form.fields[2].definition = "";
  CHECK(list_fields(*field_codebook({form}), ListStyle::text) ==
        "field                    short            forms     unit  range  label                             definition\n"
        "disclosure.fees.amount   dis_fee_amount   ogi-2021  万元  >=0    二 行政事业性收费 / 本年收费金额\n"
        "requests.received.total  req_recv_tot     ogi-2021  件    >=0    三 一、本年新收 / 总计\n"
        "requests.granted.total   req_granted_tot  ogi-2021  件    any    三 （一）予以公开 / 总计\n");
}

TEST_CASE("lists as JSON are arrays of objects with the same names") {
  rapidjson::Document fields;
  fields.Parse(list_fields(*field_codebook({small_form()}), ListStyle::json).c_str());
  REQUIRE(fields.IsArray());
  REQUIRE(fields.Size() == 3);
  CHECK(std::string(fields[0]["short"].GetString()) == "dis_fee_amount");
  CHECK(std::string(fields[2]["range"].GetString()) == "any");
  rapidjson::Document none;
  none.Parse(list_fields({}, ListStyle::json).c_str());
  CHECK((none.IsArray() && none.Empty()));
}

TEST_CASE("every rule of the program is listed with its Chinese name, what it says and its ground") {
  std::vector<CodebookRule> rules = rule_codebook({});
  REQUIRE(rules.size() == all_rules().size());
  for (const CodebookRule& rule : rules) {
    CAPTURE(rule.rule);
    CHECK((!rule.name_zh.empty() && !rule.says.empty() && !rule.says_zh.empty() && !rule.ground.empty()));
  }
  std::string text = list_rules(rules, ListStyle::tsv);
  CHECK(text.rfind("rule\twhere\tseverity\tattribution\tname_zh\tsays\tsays_zh\tground\nrequests.balance\tcolumn\terror\t", 0) == 0);
  CHECK(std::count(text.begin(), text.end(), '\n') == static_cast<std::ptrdiff_t>(rules.size() + 1));
}

TEST_CASE("a relation that only a form knows is a rule too") {
  Form form = small_form();
  RelationInstance relation;
  relation.rule = "own.sum";
  relation.where = "total";
  relation.left_name = "a + b", relation.right_name = "c";
  relation.left_zh = "甲乙之和", relation.right_zh = "丙";
  form.relations = {relation, relation};
  CodebookRule rule = rule_codebook({form}).back();
  CHECK(rule.rule == "own.sum");
  CHECK(rule.says == "a + b = c");
  CHECK(rule.says_zh == "甲乙之和等于丙");
  CHECK(rule_codebook({form}).size() == all_rules().size() + 1);
}

TEST_CASE("forms are listed with their years and how many fields they have") {
  CHECK(list_forms({small_form()}, ListStyle::tsv) ==
        "form\tname_zh\tfirst_year\tlast_year\tfields\tground\nogi-2021\t2021年格式\t2021\t\t3\t国办公开办函〔2021〕30号\n");
}

}  // namespace
}  // namespace nianbao
