#include "extract/scan/scan_tables.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extract/scan/table_lattice.h"

namespace nianbao {
namespace {

constexpr double kLeastTableInch = 1.2;
constexpr double kLeastPartInch = 0.4;  // smaller ones are characters
constexpr double kTouchInch = 0.05;

struct Bounds {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;

  void add(const PixelPoint& p) { left = std::min(left, p.x), right = std::max(right, p.x), top = std::min(top, p.y), bottom = std::max(bottom, p.y); }
  bool meets(const Bounds& other, double by) const {
    return left + by < other.right && other.left + by < right && top + by < other.bottom && other.top + by < bottom;
  }
};

/// The crossings of each table; parts of which one lies over the other are one table whose rulings are broken.
std::vector<std::vector<Crossing>> crossings_by_table(const RuleNetwork& network, double dpi) {
  std::map<int, std::vector<Crossing>> by_number;
  for (const Crossing& c : network.crossings) by_number[c.table].push_back(c);
  std::vector<std::vector<Crossing>> out;
  std::vector<Bounds> bounds;
  for (auto& [number, crossings] : by_number) {
    Bounds own;
    for (const Crossing& c : crossings) own.add(c.at);
    if (crossings.size() < 4 || own.right - own.left < kLeastPartInch * dpi) continue;
    for (std::size_t i = 0; i < out.size();) {
      if (!bounds[i].meets(own, kTouchInch * dpi)) {
        ++i;
        continue;
      }
      for (const Crossing& c : out[i]) own.add(c.at);
      crossings.insert(crossings.end(), out[i].begin(), out[i].end());
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
      bounds.erase(bounds.begin() + static_cast<std::ptrdiff_t>(i));
      i = 0;
    }
    out.push_back(std::move(crossings));
    bounds.push_back(own);
  }
  return out;
}

bool is_table(const ScanTable& table, double dpi) {
  if (table.cells.size() < 2) return false;
  double left = 1e9, right = 0;
  for (const ScanCell& cell : table.cells) left = std::min(left, cell.corners[0].x), right = std::max(right, cell.corners[1].x);
  return right - left >= kLeastTableInch * dpi;
}

}  // namespace

std::vector<ScanTable> find_scan_tables(const RuleNetwork& network, double dpi) {
  std::vector<ScanTable> out;
  for (const std::vector<Crossing>& crossings : crossings_by_table(network, dpi)) {
    ScanTable table = table_of(network, crossings, dpi);
    if (is_table(table, dpi)) out.push_back(std::move(table));
  }
  std::stable_sort(out.begin(), out.end(), [](const ScanTable& a, const ScanTable& b) {
    return a.cells.front().corners[0].y < b.cells.front().corners[0].y;
  });
  return out;
}

}  // namespace nianbao
