#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/xml_tree.h"
#include "extract/zip_package.h"
#include "model/document.h"

namespace nianbao {

/// The parts that an OOXML part points at (ECMA-376, part 2). Used by the OOXML readers alone.
class Relationships {
 public:
  /// Of `part`, or of the whole package where it is empty. A part without relationships has none: no error.
  Relationships(ZipPackage& package, const std::string& part);

  /// The name of the first part whose type ends so (`officeDocument`, `styles`), else `otherwise`.
  std::string find(std::string_view type, std::string otherwise) const;
  /// The name of the part of that id (`rId3`); empty where there is none.
  std::string by_id(std::string_view id) const;

 private:
  std::string folder_;
  std::unique_ptr<pugi::xml_document> tree_;
};

/// A part that the text can do without: none where it is not there; where it is broken, none and a finding.
std::unique_ptr<pugi::xml_document> read_side_part(ZipPackage& package, const std::string& name,
                                                   std::vector<Finding>& findings);

/// The core properties (title, creator, created, …) of an OOXML package: `core:title`, origin `meta`.
std::vector<MetaEntry> read_core_properties(ZipPackage& package, const Relationships& top);

}  // namespace nianbao
