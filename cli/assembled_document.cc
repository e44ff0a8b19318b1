#include "cli/assembled_document.h"

#include <algorithm>
#include <utility>

namespace nianbao {
namespace {

/// Where the places of one file stand in the whole.
struct Shift {
  int pages = 0;
  std::string file;

  void move(Source& source) const {
    if (source.page > 0) source.page += pages;
    else if (!source.path.empty()) source.path = file + "/" + source.path;
    else if (source.line > 0) source.path = file;
  }
  void move(Grid& grid) const {
    move(grid.source);
    for (Cell& cell : grid.cells) move(cell.source);
  }
  void move(Paragraph& paragraph) const {
    for (TextPiece& piece : paragraph.pieces) move(piece.source);
  }
  void move(Document& document) const {
    for (Page& page : document.pages) {
      page.page_no += pages;
      for (Grid& grid : page.grids) move(grid);
    }
    for (Block& block : document.flow) std::visit([&](auto& one) { move(one); }, block);
    for (MetaEntry& entry : document.meta) move(entry.source);
    for (Finding& finding : document.findings) {
      move(finding.source);
      for (CellNote& cell : finding.cells) move(cell.source);
    }
  }
};

Finding not_read(std::size_t number, std::size_t count, const ReportFile& file, const Error& error) {
  Finding out = make_finding("part_not_read", "file[" + std::to_string(number) + "]");
  const std::string of = std::to_string(number) + " of " + std::to_string(count);
  out.message = "file " + of + " of the report, " + file.source + ", was not read (" + std::string(to_string(error.code)) + ": " + error.message + ")";
  out.message_zh = "报告的第" + std::to_string(number) + "个文件（共" + std::to_string(count) + "个）" + file.source + "未能读取（" +
                   std::string(to_string(error.code)) + "）";
  return out;
}

class Assembly {
 public:
  Assembly(const ReadOptions& read, const LayoutOptions& layout) : read_(read), layout_(layout) {}

  Result<AssembledDocument> assemble(const std::vector<ReportFile>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) take(files[i], i + 1, files.size());
    lay_out();
    if (!read_any_) return Failure(*error_);
    describe(files);
    return std::move(out_);
  }

 private:
  void take(const ReportFile& file, std::size_t number, std::size_t count) {
    Result<Document> document = file.error ? Failure(*file.error) : read_document(file.bytes, read_);
    if (!document) {
      if (!error_) error_ = document.error();
      out_.document.findings.push_back(not_read(number, count, file, document.error()));
      return;
    }
    take_facts(document->info);
    Shift{pages_, "file[" + std::to_string(number) + "]"}.move(*document);
    pages_ += static_cast<int>(document->pages.size());
    Document& whole = out_.document;
    whole.findings.insert(whole.findings.end(), document->findings.begin(), document->findings.end());
    if (whole.meta.empty()) whole.meta = std::move(document->meta);
    if (!document->pages.empty() && !pending_.pages.empty()) {
      std::move(document->pages.begin(), document->pages.end(), std::back_inserter(pending_.pages));
      return;
    }
    lay_out();
    pending_.pages.swap(document->pages);
    pending_.flow.swap(document->flow);
  }

  /// What belongs to one layout: a file without pages, or the pages of files that follow one another.
  void lay_out() {
    for (Block& block : build_layout(pending_, layout_).blocks) out_.layout.blocks.push_back(std::move(block));
    pending_.pages.clear();
    pending_.flow.clear();
  }

  void take_facts(const DocumentInfo& info) {
    DocumentInfo& whole = out_.document.info;
    if (!read_any_) {
      whole.media_type = info.media_type;
      whole.method = info.method;
      whole.encoding = info.encoding;
    }
    if (whole.media_type != info.media_type) whole.media_type = "multipart/mixed";
    if (whole.method != info.method) whole.method = Method::mixed;
    for (int page = 0; page < info.pages.value_or(0); ++page)
      methods_.push_back(static_cast<std::size_t>(page) < info.page_methods.size() ? info.page_methods[static_cast<std::size_t>(page)]
                                                                                  : info.method.value_or(Method::mixed));
    if (info.pages) whole.pages = whole.pages.value_or(0) + *info.pages;
    read_any_ = true;
  }

  void describe(const std::vector<ReportFile>& files) {
    DocumentInfo& whole = out_.document.info;
    const bool differ = std::any_of(methods_.begin(), methods_.end(), [&](Method method) { return method != whole.method; });
    if (differ) whole.page_methods = methods_;
    for (const ReportFile& file : files)
      if (!file.error) whole.files.push_back({sha256_hex(file.bytes), file.source});
  }

  const ReadOptions& read_;
  const LayoutOptions& layout_;
  AssembledDocument out_;
  Document pending_;
  std::vector<Method> methods_;
  int pages_ = 0;
  bool read_any_ = false;
  std::optional<Error> error_;
};

}  // namespace

ContentId identify_files(const std::vector<ReportFile>& files) {
  ContentId out;
  std::string digests;
  for (const ReportFile& file : files) {
    digests += (file.error ? "-" : sha256_hex(file.bytes)) + "\n";
    out.bytes += static_cast<std::int64_t>(file.bytes.size());
  }
  out.sha256 = sha256_hex(digests);
  return out;
}

Result<AssembledDocument> assemble_document(const std::vector<ReportFile>& files, const ReadOptions& read, const LayoutOptions& layout) {
  return Assembly(read, layout).assemble(files);
}

}  // namespace nianbao
