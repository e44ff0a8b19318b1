#include "extract/office_convert.h"

#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "extract/foreign_program.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAdvice = "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui";

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

bool is_workbook(Kind kind) { return kind == Kind::xls || kind == Kind::et; }

std::string_view ending_in(Kind kind) {
  if (is_workbook(kind)) return ".xls";
  return kind == Kind::rtf ? ".rtf" : ".doc";
}

std::string_view ending_out(Kind kind) { return is_workbook(kind) ? ".xlsx" : ".docx"; }

/// A folder that is gone with this object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "nianbao-office-XXXXXX").string();
    if (!failed && ::mkdtemp(name.data())) path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What was made of a file; none where there is nothing, or only the beginning of it: a ZIP file ends with its directory.
std::optional<std::string> read_made(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out{std::istreambuf_iterator<char>(in), {}};
  if (out.rfind("PK\x05\x06") == std::string::npos) return std::nullopt;
  return out;
}

std::size_t count_files(const std::string& folder) {
  std::error_code failed;
  std::size_t out = 0;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) ++out;
  return out;
}

/// Files of one target kind, converted batch by batch into places of their own.
class Converter {
 public:
  Converter(std::span<const OfficeInput> inputs, const ConvertOptions& options, std::string program,
            std::vector<Result<std::string>>& out)
      : inputs_(inputs), options_(options), program_(std::move(program)), out_(out) {}

  void convert(const std::vector<std::size_t>& which) {
    const std::size_t batch = std::max<std::size_t>(options_.batch, 1);
    for (std::size_t at = 0; at < which.size(); at += batch) {
      std::vector<std::size_t> some(which.begin() + static_cast<std::ptrdiff_t>(at),
                                    which.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch, which.size())));
      std::vector<std::size_t> left = run(some);
      if (some.size() > 1)
        for (std::size_t one : left) run({one});
    }
  }

 private:
  /// Converts these files by one process; returns those for which nothing came out.
  std::vector<std::size_t> run(const std::vector<std::size_t>& which) {
    const ScratchFolder folder;
    if (folder.path().empty()) {
      for (std::size_t one : which) out_[one] = fail(ErrorCode::unreadable_file, "no temporary folder can be made for LibreOffice; check TMPDIR");
      return {};
    }
    const ProgramEnd end = run_program(command(which, folder.path()), limits(folder.path()));
    return collect(which, folder.path(), end);
  }

  /// Writes the files into the folder, under names that tell their kind, and says what to run.
  std::vector<std::string> command(const std::vector<std::size_t>& which, const std::string& folder) const {
    std::vector<std::string> words{program_, "-env:UserInstallation=file://" + folder + "/profile", "--headless",
                                   "--norestore", "--nologo", "--nodefault", "--convert-to",
                                   std::string(ending_out(inputs_[which.front()].kind).substr(1)), "--outdir", folder + "/out"};
    for (std::size_t one : which) {
      std::string name = folder + "/" + std::to_string(one) + std::string(ending_in(inputs_[one].kind));
      std::ofstream(name, std::ios::binary) << inputs_[one].bytes;
      words.push_back(std::move(name));
    }
    return words;
  }

  ProgramLimits limits(const std::string& folder) const {
    ProgramLimits out;
    out.next = std::chrono::seconds(options_.seconds_per_file);
    out.first = out.next + std::chrono::seconds(options_.seconds_to_start);
    out.pieces = [made = folder + "/out"] { return count_files(made); };
    out.stop = options_.stop;
    return out;
  }

  std::vector<std::size_t> collect(const std::vector<std::size_t>& which, const std::string& folder, ProgramEnd end) {
    const std::string to(ending_out(inputs_[which.front()].kind));
    std::vector<std::size_t> left;
    for (std::size_t one : which) {
      if (auto bytes = read_made(fs::path(folder) / "out" / (std::to_string(one) + to))) {
        out_[one] = std::move(*bytes);
        continue;
      }
      left.push_back(one);
      out_[one] = why_nothing(end);
    }
    return end == ProgramEnd::stopped ? std::vector<std::size_t>() : left;
  }

  Failure why_nothing(ProgramEnd end) const {
    switch (end) {
      case ProgramEnd::ended:
        return fail(ErrorCode::damaged_file, "LibreOffice could not read the file; it is damaged or under a password, or a part of LibreOffice is missing (" + std::string(kAdvice) + ")");
      case ProgramEnd::overdue:
        return fail(ErrorCode::timeout, "LibreOffice took longer than " + std::to_string(options_.seconds_per_file) + " seconds and was ended");
      case ProgramEnd::stopped: return fail(ErrorCode::timeout, "LibreOffice was ended, as the run was");
      case ProgramEnd::not_started: return fail(ErrorCode::crashed, "no process could be started for LibreOffice");
    }
    return fail(ErrorCode::internal, "LibreOffice ended in a way that is not known");
  }

  std::span<const OfficeInput> inputs_;
  const ConvertOptions& options_;
  std::string program_;
  std::vector<Result<std::string>>& out_;
};

}  // namespace

bool needs_conversion(Kind kind) {
  return kind == Kind::doc || kind == Kind::wps || kind == Kind::rtf || kind == Kind::xls || kind == Kind::et;
}

std::vector<Result<std::string>> convert_office(std::span<const OfficeInput> inputs, const ConvertOptions& options) {
  std::vector<Result<std::string>> out(
      inputs.size(), fail(ErrorCode::unsupported_kind, "files of this kind are read by way of LibreOffice, which is not here: " + std::string(kAdvice)));
  std::string program = find_program(options.program);
  if (program.empty()) return out;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i].kind != Kind::rtf && is_encrypted_ole(inputs[i].bytes))
      out[i] = fail(ErrorCode::encrypted, "the document needs a password; save it without one");
  Converter converter(inputs, options, std::move(program), out);
  for (bool workbooks : {false, true}) {
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (is_workbook(inputs[i].kind) == workbooks && out[i].error().code != ErrorCode::encrypted) which.push_back(i);
    converter.convert(which);
  }
  return out;
}

}  // namespace nianbao
