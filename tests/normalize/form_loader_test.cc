#include <catch2/catch.hpp>

#include "normalize/form_loader.h"

using namespace nianbao;

namespace {

std::string small_form(const std::string& column, const std::string& more = "") {
  return "id = \"f\"\nname_zh = \"表\"\n[[sections]]\nid = \"s\"\ntitles = [\"总\"]\n[[tables]]\nid = \"t\"\nsection = \"s\"\nnumeral = \"一\"\n"
         "[[tables.blocks]]\ncolumns = [" + column + "]\nrows = [{id = \"r\", short = \"t_r\", labels = [\"行\"]}]\n" + more;
}

}  // namespace

TEST_CASE("The forms that ship load, with their fields and equations") {
  std::vector<Form> forms = builtin_forms();
  REQUIRE(forms.size() == 2);
  CHECK(forms[0].id == "ogi-2021");
  CHECK(forms[1].id == "ogi-2019");
  const Field& field = forms[0].fields[*find_field(forms[0], "requests.denied.state_secret.natural_person")];
  CHECK(field.short_name == "req_den_secret_np");
  CHECK(field.label == "三 三、（三）1.属于国家秘密 / 自然人");
  CHECK(find_field(forms[0], "review.total").has_value());
  CHECK(find_field(forms[1], "disclosure.procurement.amount").has_value());
  CHECK(forms[0].relations.size() == 7 + 7 + 26 + 3);
}

TEST_CASE("A wrong form says where and what") {
  auto message = [](const std::string& toml) {
    Result<Form> form = load_form(toml, "f.toml");
    return form ? std::string("loaded") : form.error().place + " " + form.error().message;
  };
  const std::string good = "{id = \"c\", short = \"c\", unit = \"件\", labels = [\"列\"]}";
  CHECK(message(small_form(good)) == "loaded");
  CHECK(message("id = ").starts_with("f.toml:1 not valid TOML"));
  CHECK(message(small_form("{id = \"c\", short = \"C!\", unit = \"件\", labels = [\"列\"]}")).find("a-z, 0-9 and _") != std::string::npos);
  CHECK(message(small_form(good + ", " + good)).find("share a label in the same group") != std::string::npos);
  const std::string other = "{id = \"d\", short = \"d\", unit = \"件\", labels = [\"列\"]";
  CHECK(message(small_form(good + ", " + other + "}")).find("columns 'c' and 'd' share a label") != std::string::npos);
  CHECK(message(small_form(good + ", " + other + ", group_labels = [\"组\"]}")) == "loaded");
  CHECK(message(small_form(good + ", {id = \"d\", short = \"c\", unit = \"件\", labels = [\"另\"]}")).find("stands twice") != std::string::npos);
  CHECK(message(small_form("{id = \"c\", short = \"c\", unit = \"件\"}")).find("no labels") != std::string::npos);
  CHECK(message(small_form("{id = \"c\", short = \"c\", labels = [\"列\"]}")).find("'unit' is missing") != std::string::npos);
  CHECK(message("id = \"a\"\nid = \"b\"\n").starts_with("f.toml:2 not valid TOML"));
  CHECK(message(small_form(good, "[[relations]]\nrule = \"x\"\ntable = \"t\"\nalong = \"row\"\nleft = [\"nothing\"]\nright = [\"c\"]\nleft_name = \"a\"\nright_name = \"b\"\nleft_zh = \"a\"\nright_zh = \"b\"\n"))
            .find("no field of this form") != std::string::npos);
}
