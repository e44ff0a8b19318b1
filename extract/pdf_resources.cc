#include "extract/pdf_resources.h"

#include <Catalog.h>
#include <OptionalContent.h>
#include <PDFDoc.h>
#include <Page.h>

#include <map>
#include <string>
#include <utility>

#include "extract/pdf_page.h"

namespace nianbao {
namespace {

constexpr int kMostPages = 32;       // joined: their fonts are in memory together
constexpr int kDeepest = 4;          // nesting of a resource that stands in the dictionary itself
constexpr const char* kStateEntries[] = {"LW", "Font", "CA", "ca", "SMask"};

bool mean_the_same(const Object& a, const Object& b, int depth = 0) {
  if (a.getType() != b.getType() || depth > kDeepest) return false;
  if (a.isRef()) return a.getRef() == b.getRef();
  if (a.isNum()) return a.getNum() == b.getNum();
  if (a.isName()) return std::string_view(a.getName()) == b.getName();
  if (a.isBool()) return a.getBool() == b.getBool();
  if (a.isArray()) {
    if (a.arrayGetLength() != b.arrayGetLength()) return false;
    for (int i = 0; i < a.arrayGetLength(); ++i)
      if (!mean_the_same(a.arrayGetNF(i), b.arrayGetNF(i), depth + 1)) return false;
    return true;
  }
  if (!a.isDict() || a.dictGetLength() != b.dictGetLength()) return a.isNull();
  for (int i = 0; i < a.dictGetLength(); ++i)
    if (!mean_the_same(a.dictGetValNF(i), b.dictLookupNF(a.dictGetKey(i)), depth + 1)) return false;
  return true;
}

/// By kind of resource (`Font`) and name (`F1`).
using Names = std::map<std::pair<std::string, std::string>, Object>;

Names names_of(const ::Page& page) {
  Names names;
  const Object& resources = *const_cast<::Page&>(page).getResourceDictObject();
  if (!resources.isDict()) return names;
  for (int i = 0; i < resources.dictGetLength(); ++i) {
    Object kind = resources.getDict()->getVal(i);
    if (!kind.isDict()) continue;
    for (int j = 0; j < kind.dictGetLength(); ++j)
      names.emplace(std::pair{resources.dictGetKey(i), kind.dictGetKey(j)}, kind.dictGetValNF(j).copy());
  }
  return names;
}

bool have_one_frame(PDFDoc& doc, ::Page& a, ::Page& b) {
  return *a.getCropBox() == *b.getCropBox() && a.getRotate() == b.getRotate() &&
         user_unit_of_page(doc, a) == user_unit_of_page(doc, b);
}

/// Adds what the page names, unless it means something else by one of the names.
bool join(Names& names, Names more) {
  for (const auto& [name, object] : more) {
    auto known = names.find(name);
    if (known != names.end() && !mean_the_same(known->second, object)) return false;
  }
  names.merge(more);
  return true;
}

Object lightened(const Object& state, XRef* xref) {
  Object whole = state.fetch(xref);
  if (!whole.isDict()) return whole;
  Object light(new Dict(xref));
  for (const char* entry : kStateEntries)
    if (const Object& value = whole.dictLookupNF(entry); !value.isNull()) light.dictAdd(entry, value.copy());
  return light;
}

Object dict_of(const Names& names, XRef* xref) {
  Object out(new Dict(xref));
  std::map<std::string, Object> kinds;
  for (const auto& [name, object] : names) {
    Object& kind = kinds.try_emplace(name.first, Object(objNull)).first->second;
    if (kind.isNull()) kind = Object(new Dict(xref));
    kind.dictAdd(name.second.c_str(), name.first == "ExtGState" ? lightened(object, xref) : object.copy());
  }
  for (auto& [name, kind] : kinds) out.dictAdd(name.c_str(), std::move(kind));
  return out;
}

}  // namespace

JoinedResources join_resources(PDFDoc& doc, int first_page) {
  ::Page& first = *doc.getPage(first_page);
  Names names = names_of(first);
  int last = first_page;
  // Optional content that one page leaves open would hide the next: such documents are read page by page.
  const OCGs* optional = doc.getCatalog()->getOptContentConfig();
  const bool hides = optional && optional->hasOCGs();
  while (!hides && last < doc.getNumPages() && last - first_page + 1 < kMostPages) {
    ::Page* next = doc.getPage(last + 1);
    if (!next || !next->isOk() || !have_one_frame(doc, first, *next) || !join(names, names_of(*next))) break;
    ++last;
  }
  return {dict_of(names, doc.getXRef()), last};
}

}  // namespace nianbao
