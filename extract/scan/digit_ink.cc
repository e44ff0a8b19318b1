#include "extract/scan/digit_ink.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace nianbao {
namespace {

constexpr int kMostPixels = 4'000'000;
constexpr int kLeastContrast = 32;   // of 255: fainter is paper
constexpr std::size_t kMostPieces = 4000;
constexpr int kDarkestPaper = 200;   // a crop that is all ink has no paper to measure
constexpr int kFullInk = 127;
constexpr int kFaintNeighbourPercent = 3;  // of the square of a digit's height: half a minus

struct Levels {
  int paper = 255;
  int ink = 255;
};

/// Paper: what nine of ten pixels are no brighter than. Ink: the mean of the darkest, as many as a dash has at the least.
Levels find_levels(const InkCrop& crop) {
  std::array<int, 256> histogram{};
  for (const std::uint8_t value : crop.gray) ++histogram[value];
  const int total = static_cast<int>(crop.gray.size());
  Levels levels;
  int above = 0;
  for (int value = 255; value >= 0; --value) {
    above += histogram[static_cast<std::size_t>(value)];
    if (above * 10 >= total) {
      levels.paper = value;
      break;
    }
  }
  levels.paper = std::max(levels.paper, kDarkestPaper);
  const int wanted = std::max(6, total / 300);
  int count = 0;
  std::int64_t sum = 0;
  for (int value = 0; value < 256 && count < wanted; ++value) {
    const int taken = std::min(histogram[static_cast<std::size_t>(value)], wanted - count);
    count += taken;
    sum += static_cast<std::int64_t>(taken) * value;
  }
  if (count > 0) levels.ink = static_cast<int>(sum / count);
  return levels;
}

struct Pieces {
  std::vector<int> labels;
  std::vector<InkPiece> pieces;  // index = label - 1
};

/// Connected pieces by flood fill; the labels follow the rows, so they are the same on every machine.
Pieces find_pieces(const InkCrop& crop, int threshold) {
  Pieces found;
  found.labels.assign(crop.gray.size(), 0);
  std::vector<int> stack;
  for (int start = 0; start < static_cast<int>(crop.gray.size()); ++start) {
    const auto at = static_cast<std::size_t>(start);
    if (crop.gray[at] > threshold || found.labels[at] != 0) continue;
    if (found.pieces.size() == kMostPieces) return found;
    const int label = static_cast<int>(found.pieces.size()) + 1;
    InkPiece piece{crop.width, crop.height, 0, 0, 0, label};
    found.labels[at] = label;
    stack.assign(1, start);
    while (!stack.empty()) {
      const int pixel = stack.back();
      stack.pop_back();
      const int x = pixel % crop.width;
      const int y = pixel / crop.width;
      piece.left = std::min(piece.left, x);
      piece.top = std::min(piece.top, y);
      piece.right = std::max(piece.right, x + 1);
      piece.bottom = std::max(piece.bottom, y + 1);
      ++piece.area;
      for (int ny = std::max(0, y - 1); ny <= std::min(crop.height - 1, y + 1); ++ny) {
        for (int nx = std::max(0, x - 1); nx <= std::min(crop.width - 1, x + 1); ++nx) {
          const int next = ny * crop.width + nx;
          const auto index = static_cast<std::size_t>(next);
          if (crop.gray[index] > threshold || found.labels[index] != 0) continue;
          found.labels[index] = label;
          stack.push_back(next);
        }
      }
    }
    found.pieces.push_back(piece);
  }
  return found;
}

int height_of(const InkPiece& piece) { return piece.bottom - piece.top; }

/// A text line as a band of rows, with the pieces that stand in it.
struct Band {
  int top = 0;
  int bottom = 0;
  std::vector<InkPiece> pieces;
};

/// The tall pieces, joined to bands where their rows overlap.
std::vector<Band> find_bands(const std::vector<InkPiece>& pieces, int tallest) {
  std::vector<InkPiece> tall;
  for (const InkPiece& piece : pieces) {
    if (height_of(piece) * 2 >= tallest) tall.push_back(piece);
  }
  std::sort(tall.begin(), tall.end(), [](const InkPiece& a, const InkPiece& b) {
    return a.top != b.top ? a.top < b.top : a.label < b.label;
  });
  std::vector<Band> bands;
  for (const InkPiece& piece : tall) {
    if (!bands.empty()) {
      Band& last = bands.back();
      const int overlap = std::min(last.bottom, piece.bottom) - std::max(last.top, piece.top);
      if (overlap * 3 >= std::min(height_of(piece), last.bottom - last.top)) {
        last.bottom = std::max(last.bottom, piece.bottom);
        continue;
      }
    }
    bands.push_back({piece.top, piece.bottom, {}});
  }
  return bands;
}

/// Whether a piece is no larger than a decimal point beside ink of that size.
bool is_compact(const InkPiece& piece, int body) {
  return std::max(height_of(piece), piece.right - piece.left) * 100 <= body * 24;
}

/// Gives each piece to the band whose rows (and a little more: commas hang) hold its middle. False where one is left over that is
/// more than a speck.
bool fill_bands(const std::vector<InkPiece>& pieces, std::vector<Band>& bands, int tallest) {
  bool all = true;
  for (const InkPiece& piece : pieces) {
    const int middle = piece.top + piece.bottom;  // doubled
    Band* home = nullptr;
    for (Band& band : bands) {
      const int height = band.bottom - band.top;
      if (middle >= 2 * band.top - height / 3 && middle <= 2 * band.bottom + height / 2) {
        home = &band;
        break;
      }
    }
    if (home != nullptr) home->pieces.push_back(piece);
    else if (!is_compact(piece, tallest)) all = false;
  }
  return all;
}

/// Where wide gaps part a line into groups, the group with the most ink stays. False where others were left out.
bool keep_main_group(Band& band, int dpi) {
  std::sort(band.pieces.begin(), band.pieces.end(), [](const InkPiece& a, const InkPiece& b) {
    return a.left != b.left ? a.left < b.left : a.label < b.label;
  });
  const int widest_gap = 3 * std::max(band.bottom - band.top, dpi / 12);  // a dash's height is no measure
  std::vector<std::vector<InkPiece>> groups;
  int right = 0;
  for (const InkPiece& piece : band.pieces) {
    if (groups.empty() || piece.left - right > widest_gap) groups.emplace_back();
    groups.back().push_back(piece);
    right = groups.back().size() == 1 ? piece.right : std::max(right, piece.right);
  }
  if (groups.size() < 2) return true;
  const auto area = [](const std::vector<InkPiece>& group) {
    int sum = 0;
    for (const InkPiece& piece : group) sum += piece.area;
    return sum;
  };
  band.pieces = *std::max_element(groups.begin(), groups.end(), [&](const auto& a, const auto& b) { return area(a) < area(b); });
  return false;
}

/// A hair of ruling left at the crop's edge: thin, and along it.
bool is_ruling_residue(const InkPiece& piece, const InkCrop& crop, int dpi) {
  const int thin = std::max(2, dpi / 75);
  const int width = piece.right - piece.left, height = height_of(piece);
  const bool beside = 4 * width <= crop.width && (piece.left == 0 || piece.right == crop.width) && width <= thin && height >= 2 * width;
  const bool above = 4 * height <= crop.height && (piece.top == 0 || piece.bottom == crop.height) && height <= thin && width >= 3 * height;
  return beside || above;
}

/// Takes out specks as large as a decimal point that are none: a point stands at the foot of its digits, between them or next to them.
void drop_specks(Band& band) {
  int body = 0, left = 1 << 30, top = 1 << 30, right = 0, bottom = 0;
  for (const InkPiece& piece : band.pieces) body = std::max(body, height_of(piece));
  for (const InkPiece& piece : band.pieces) {
    if (is_compact(piece, body)) continue;
    left = std::min(left, piece.left), right = std::max(right, piece.right);
    top = std::min(top, piece.top), bottom = std::max(bottom, piece.bottom);
  }
  std::erase_if(band.pieces, [&](const InkPiece& piece) {
    if (!is_compact(piece, body)) return false;
    const int beside = std::max(piece.left - right, left - piece.right);
    return beside * 100 > body * 55 || 3 * piece.bottom < 2 * top + bottom;
  });
}

/// Whether a speck that was left out stands where a decimal point would: between the line's ends, in its lower half.
bool may_be_point(const InkPiece& speck, const Band& band) {
  if (speck.area < 2 || band.pieces.empty()) return false;
  int right = 0;
  for (const InkPiece& piece : band.pieces) right = std::max(right, piece.right);
  const int height = band.bottom - band.top;
  const int middle = speck.top + speck.bottom;  // doubled
  return speck.left > band.pieces.front().left && speck.right < right && middle > 2 * band.top + height && middle < 2 * band.bottom + height / 3;
}

/// Whether ink too faint for the threshold stands next to the line, where a further digit or a minus would: thin toner can lose one.
bool has_faint_neighbour(const InkCrop& crop, const Levels& levels, const std::vector<int>& labels, const Band& band) {
  int left = crop.width, right = 0, top = crop.height, bottom = 0;
  for (const InkPiece& piece : band.pieces) {
    left = std::min(left, piece.left), right = std::max(right, piece.right);
    top = std::min(top, piece.top), bottom = std::max(bottom, piece.bottom);
  }
  const int height = bottom - top, drop = (levels.paper - levels.ink) * 17 / 100;
  int faint = 0, open = 0;
  const auto look = [&](int from, int to) {
    for (int y = std::max(1, top); y < std::min(bottom, crop.height - 1); ++y) {
      for (int x = std::max(1, from); x < std::min(to, crop.width - 1); ++x) {
        int sum = 0;
        bool piece = false;
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) {
            const auto at = static_cast<std::size_t>(y + dy) * static_cast<std::size_t>(crop.width) + static_cast<std::size_t>(x + dx);
            sum += crop.gray[at];
            piece = piece || labels[at] != 0;
          }
        }
        ++open;
        faint += !piece && levels.paper - sum / 9 > drop;
      }
    }
  };
  look(left - height, left - 2);
  look(right + 2, right + height);
  // Where all paper is that rough, nothing follows from it.
  return faint * 100 > height * height * kFaintNeighbourPercent && faint * 3 < open;
}

/// Cuts a band out of the crop: its pieces' pixels, and the gray within two pixels of them that is no other piece's.
InkLine cut_line(const InkCrop& crop, const Levels& levels, const std::vector<int>& labels, const Band& band) {
  int left = crop.width, top = crop.height, right = 0, bottom = 0;
  std::vector<bool> mine(kMostPieces + 2, false);
  InkLine line;
  for (const InkPiece& piece : band.pieces) {
    left = std::min(left, piece.left);
    top = std::min(top, piece.top);
    right = std::max(right, piece.right);
    bottom = std::max(bottom, piece.bottom);
    mine[static_cast<std::size_t>(piece.label)] = true;
    line.body_height = std::max(line.body_height, height_of(piece));
  }
  line.width = right - left;
  line.height = bottom - top;
  const auto size = static_cast<std::size_t>(line.width) * static_cast<std::size_t>(line.height);
  line.ink.assign(size, 0);
  line.labels.assign(size, 0);
  const auto label_at = [&](int x, int y) {
    return labels[static_cast<std::size_t>(y) * static_cast<std::size_t>(crop.width) + static_cast<std::size_t>(x)];
  };
  const auto near_mine = [&](int x, int y) {
    for (int ny = std::max(0, y - 2); ny <= std::min(crop.height - 1, y + 2); ++ny) {
      for (int nx = std::max(0, x - 2); nx <= std::min(crop.width - 1, x + 2); ++nx) {
        if (mine[static_cast<std::size_t>(label_at(nx, ny))]) return true;
      }
    }
    return false;
  };
  const int contrast = levels.paper - levels.ink;
  for (int y = 0; y < line.height; ++y) {
    for (int x = 0; x < line.width; ++x) {
      const int label = label_at(left + x, top + y);
      const bool own = mine[static_cast<std::size_t>(label)];
      if (!own && (label != 0 || !near_mine(left + x, top + y))) continue;
      const auto to = static_cast<std::size_t>(y) * static_cast<std::size_t>(line.width) + static_cast<std::size_t>(x);
      const int gray = crop.gray[static_cast<std::size_t>(top + y) * static_cast<std::size_t>(crop.width) +
                                 static_cast<std::size_t>(left + x)];
      line.ink[to] = static_cast<std::uint8_t>(std::clamp((levels.paper - gray) * kFullInk / contrast, 0, kFullInk));
      if (own) line.labels[to] = label;
    }
  }
  for (InkPiece piece : band.pieces) {
    piece.left -= left;
    piece.right -= left;
    piece.top -= top;
    piece.bottom -= top;
    line.pieces.push_back(piece);
  }
  return line;
}

}  // namespace

namespace {

/// A dash is flat, wide and in one row, whole or broken to pieces: the band of the widest such row where no piece of the cell is as
/// high as a digit. Empty where there is none.
Band find_dash(const std::vector<InkPiece>& pieces, const std::vector<InkPiece>& specks, int dpi) {
  std::vector<InkPiece> all = pieces;
  all.insert(all.end(), specks.begin(), specks.end());
  Band best;
  int widest = 0;
  for (const InkPiece& anchor : pieces) {
    if (height_of(anchor) > dpi / 22) return {};
    Band band{anchor.top, anchor.bottom, {}};
    int ink = 0, left = anchor.left, right = anchor.right;
    for (const InkPiece& piece : all) {
      if (std::abs(piece.top + piece.bottom - anchor.top - anchor.bottom) > 2 * std::max(2, dpi / 80)) continue;
      band.pieces.push_back(piece);
      band.top = std::min(band.top, piece.top), band.bottom = std::max(band.bottom, piece.bottom);
      ink += piece.right - piece.left;
      left = std::min(left, piece.left), right = std::max(right, piece.right);
    }
    const bool dash = right - left >= std::max(4, dpi / 30) && 2 * (right - left) >= 5 * (band.bottom - band.top) && 100 * ink >= 55 * (right - left);
    if (dash && ink > widest) widest = ink, best = std::move(band);
  }
  return best;
}

}  // namespace

NumberInk find_cell_ink(const InkCrop& crop, int dpi) {
  NumberInk cell;
  const auto pixels = static_cast<std::int64_t>(crop.width) * crop.height;
  if (crop.width < 0 || crop.height < 0 || pixels != static_cast<std::int64_t>(crop.gray.size()) || pixels > kMostPixels) {
    cell.unreadable = true;
    return cell;
  }
  const Levels levels = find_levels(crop);
  if (levels.paper - levels.ink < kLeastContrast) return cell;
  Pieces found = find_pieces(crop, levels.paper - (levels.paper - levels.ink) * 38 / 100);
  if (found.pieces.size() == kMostPieces) {
    cell.unreadable = true;
    return cell;
  }
  const int speck = std::max(3, 2 * dpi * dpi / (150 * 150));
  std::vector<InkPiece> pieces, specks;
  int tallest = 0;
  for (const InkPiece& piece : found.pieces) {
    if (is_ruling_residue(piece, crop, dpi)) continue;
    if (piece.area < speck) {
      specks.push_back(piece);
      continue;
    }
    pieces.push_back(piece);
    tallest = std::max(tallest, height_of(piece));
  }
  const Band dash = find_dash(pieces, specks, dpi);
  if (!dash.pieces.empty()) {
    const auto is_speck = [&](const InkPiece& piece) { return std::max(height_of(piece), piece.right - piece.left) <= std::max(3, dpi / 50); };
    const auto others = std::count_if(pieces.begin(), pieces.end(), [&](const InkPiece& piece) { return !is_speck(piece); }) -
                        std::count_if(dash.pieces.begin(), dash.pieces.end(), [&](const InkPiece& piece) { return !is_speck(piece); });
    cell.stray_ink = others > 0;
    cell.lines.push_back(cut_line(crop, levels, found.labels, dash));
    cell.lines.back().dash = true;
    return cell;
  }
  std::vector<Band> bands = find_bands(pieces, tallest);
  cell.stray_ink = !fill_bands(pieces, bands, tallest);
  for (Band& band : bands) {
    drop_specks(band);
    if (!keep_main_group(band, dpi)) cell.stray_ink = true;
    if (std::any_of(specks.begin(), specks.end(), [&](const InkPiece& piece) { return may_be_point(piece, band); })) cell.stray_ink = true;
    if (!band.pieces.empty() && has_faint_neighbour(crop, levels, found.labels, band)) cell.stray_ink = true;
    if (!band.pieces.empty()) cell.lines.push_back(cut_line(crop, levels, found.labels, band));
  }
  return cell;
}

int find_type_height(const std::vector<NumberInk>& cells, int dpi) {
  std::vector<int> heights;
  for (const NumberInk& cell : cells) {
    for (const InkLine& line : cell.lines) {
      const bool upright = std::any_of(line.pieces.begin(), line.pieces.end(), [&](const InkPiece& piece) {
        return height_of(piece) == line.body_height && piece.right - piece.left < height_of(piece);
      });
      if (upright) heights.push_back(line.body_height);
    }
  }
  if (heights.empty()) return std::max(4, dpi / 10);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return std::max(4, *middle);
}

bool is_flat(const InkLine& line, int type_height) { return line.height * 100 < type_height * 60; }

}  // namespace nianbao
