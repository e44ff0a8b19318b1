#pragma once

// Of records/ only: it shows RapidJSON, so it is none of the library's public headers.

#include <rapidjson/document.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"

namespace nianbao {

/// Builds the DOM, but keeps every number exactly: in the DOM stands its index in `numbers`.
class ExactNumbers {
 public:
  ExactNumbers(rapidjson::Document& document, std::vector<Decimal>& numbers) : document_(document), numbers_(numbers) {}

  bool Null() { return document_.Null(); }
  bool Bool(bool value) { return document_.Bool(value); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool) {
    std::optional<Decimal> number = Decimal::parse({digits, length});
    if (!number) return false;
    numbers_.push_back(*number);
    return document_.Uint64(numbers_.size() - 1);
  }
  bool String(const char* text, rapidjson::SizeType length, bool) { return document_.String(text, length, false); }
  bool Key(const char* text, rapidjson::SizeType length, bool) { return document_.Key(text, length, false); }
  bool StartObject() { return document_.StartObject(); }
  bool EndObject(rapidjson::SizeType members) { return document_.EndObject(members); }
  bool StartArray() { return document_.StartArray(); }
  bool EndArray(rapidjson::SizeType elements) { return document_.EndArray(elements); }

 private:
  rapidjson::Document& document_;
  std::vector<Decimal>& numbers_;
};

/// What all places of one line share. The first thing that is wrong is kept; reading goes on with empty values.
struct Reading {
  std::vector<Decimal> numbers;
  std::string wrong, where;
};

/// A place in the line. `json` is null where the key is absent.
class Node {
 public:
  Node(const rapidjson::Value* json, Reading& reading) : json_(json), reading_(&reading) {}

  bool present() const { return json_ != nullptr; }
  bool known() const { return json_ != nullptr && !json_->IsNull(); }

  void fail(std::string_view what) const {
    if (!reading_->wrong.empty()) return;
    reading_->wrong = what;
    reading_->where = path();
  }

  /// The member of that name; it need not be there.
  Node optional(const char* name) const {
    if (json_ == nullptr || !json_->IsObject()) return child(nullptr, name, -1);
    auto member = json_->FindMember(name);
    return child(member == json_->MemberEnd() ? nullptr : &member->value, name, -1);
  }
  Node required(const char* name) const {
    Node node = optional(name);
    if (!node.present()) node.fail("is not there");
    return node;
  }

  std::string text() const {
    if (json_ != nullptr && json_->IsString()) return {json_->GetString(), json_->GetStringLength()};
    fail("should be text");
    return {};
  }
  std::string text_or_empty() const { return known() ? text() : std::string(); }

  Decimal decimal() const {
    if (json_ != nullptr && json_->IsUint64()) return reading_->numbers[json_->GetUint64()];
    fail("should be a number");
    return {};
  }
  std::int64_t whole64() const {
    Decimal number = decimal();
    if (!number.is_whole()) fail("should be a whole number");
    return number.units();
  }
  int whole() const {
    std::int64_t number = whole64();
    if (number > std::numeric_limits<int>::max() || number < std::numeric_limits<int>::min()) {
      fail("is out of range");
      return 0;
    }
    return static_cast<int>(number);
  }
  double real() const {
    Decimal number = decimal();
    double scale = 1;
    for (int i = 0; i < number.scale(); ++i) scale *= 10;
    return static_cast<double>(number.units()) / scale;
  }
  bool boolean() const {
    if (json_ != nullptr && json_->IsBool()) return json_->GetBool();
    fail("should be true or false");
    return false;
  }

  /// The enumerator of that name; `last` is the enumeration's last.
  template <class E>
  E name_of(E last) const {
    const bool is_text = json_ != nullptr && json_->IsString();
    if (!is_text) fail("should be text");
    const std::string_view name = is_text ? std::string_view(json_->GetString(), json_->GetStringLength()) : std::string_view();
    for (int i = 0; i <= static_cast<int>(last); ++i)
      if (to_string(static_cast<E>(i)) == name) return static_cast<E>(i);
    fail("has an unknown name: " + std::string(name));
    return last;
  }

  template <class Visit>
  void for_each(Visit visit) const {
    if (json_ == nullptr || !json_->IsArray()) return fail("should be an array");
    int index = 0;
    for (const rapidjson::Value& element : json_->GetArray()) visit(child(&element, nullptr, index++));
  }
  template <class Visit>
  void for_each_member(Visit visit) const {
    if (json_ == nullptr || !json_->IsObject()) return fail("should be an object");
    for (const auto& member : json_->GetObject())
      visit(std::string(member.name.GetString(), member.name.GetStringLength()),
            child(&member.value, member.name.GetString(), -1));
  }
  std::size_t size() const { return json_ != nullptr && json_->IsArray() ? json_->Size() : 0; }
  Node at(unsigned index) const { return child(&(*json_)[index], nullptr, static_cast<int>(index)); }

 private:
  Node child(const rapidjson::Value* json, const char* name, int index) const {
    Node node(json, *reading_);
    node.parent_ = this;
    node.name_ = name;
    node.index_ = index;
    return node;
  }
  std::string path() const {
    std::string before = parent_ == nullptr ? std::string() : parent_->path();
    if (parent_ == nullptr) return before;
    return before + "/" + (name_ == nullptr ? std::to_string(index_) : std::string(name_));
  }

  const rapidjson::Value* json_;
  Reading* reading_;
  const Node* parent_ = nullptr;  ///< outlives its children: they are visited inside its scope
  const char* name_ = nullptr;
  int index_ = -1;
};

}  // namespace nianbao
