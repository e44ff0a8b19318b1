// A whole package, or else the one sheet of a workbook.
#include <cstddef>
#include <cstdint>
#include <string>

#include "corpus/generator/zip_writer.h"
#include "extract/xlsx_reader.h"
#include "tests/fuzz/flow_contract.h"

namespace {

const std::string kRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string workbook_of(const std::string& sheet) {
  return nianbao::corpus::to_zip(
      {{"xl/workbook.xml", "<workbook xmlns:r=\"" + kRelationships + "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"" + kRelationships + "/worksheet\" Target=\"sheet.xml\"/></Relationships>"},
       {"xl/sheet.xml", sheet}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with("PK")) bytes = workbook_of(bytes);
  nianbao::fuzz::check_flow(nianbao::read_xlsx(bytes, {}));
  return 0;
}
