#pragma once

#include <string>
#include <vector>

namespace nianbao {

/// A folder that is deleted with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// The path of `name` in it.
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  /// The names of what lies in it, ascending.
  std::vector<std::string> names() const;

 private:
  std::string path_;
};

/// While it lives, no file of this process grows past `bytes`: what a full disk does, without filling one.
class FullDisk {
 public:
  explicit FullDisk(unsigned long bytes);
  ~FullDisk();
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  unsigned long limit_before_;
  void (*signal_before_)(int);
};

std::string file_text(const std::string& path);
void write_file(const std::string& path, const std::string& text);

/// RFC 4180 read by itself, not by the writer's code: rows of cells; a null (nothing between commas) is "␀".
std::vector<std::vector<std::string>> csv_rows(const std::string& path);

/// The cell of that column in that row (from 0, after the header).
std::string csv_cell(const std::string& path, std::size_t row, const std::string& column);

/// What a query gives: cells joined by '|', rows by '\n', null as "␀".
std::string query(const std::string& store, const std::string& sql);

}  // namespace nianbao
