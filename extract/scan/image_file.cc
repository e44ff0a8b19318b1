#include "extract/scan/image_file.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/scan/page_size.h"
#include "extract/scan/pix.h"

namespace nianbao {
namespace {

constexpr std::int64_t kReducedJpegPixels = 30'000'000;  // above it a JPEG is decoded at half its size

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

const l_uint8* data_of(std::string_view bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

struct ImageHead {
  int format = IFF_UNKNOWN, width = 0, height = 0;

  std::int64_t pixels() const { return static_cast<std::int64_t>(width) * height; }
};

Result<ImageHead> read_head(std::string_view bytes, int index) {
  ImageHead head;
  int depth = 0, samples = 0, palette = 0, resolution = 0, compression = 0;
  findFileFormatBuffer(data_of(bytes), &head.format);
  bool tiff = L_FORMAT_IS_TIFF(head.format);
  int failed = tiff ? readHeaderMemTiff(data_of(bytes), bytes.size(), index, &head.width, &head.height, &depth, &samples,
                                        &resolution, &palette, &compression)
                    : pixReadHeaderMem(data_of(bytes), bytes.size(), &head.format, &head.width, &head.height, &depth, &samples, &palette);
  if (failed || head.width < 1 || head.height < 1) return fail(ErrorCode::damaged_file, "the picture's header is broken or of a rare kind; get the file again from its publisher");
  return head;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, int count, bool big_endian) {
  std::uint32_t value = 0;
  for (int i = 0; i < count; ++i) {
    const auto place = static_cast<std::size_t>(big_endian ? i : count - 1 - i);
    if (at + place >= bytes.size()) return 0;
    value = value << 8 | static_cast<unsigned char>(bytes[at + place]);
  }
  return value;
}

/// A PNG as Leptonica reads it; none for one that is cut, of which libpng would complain on standard error. Of a gray one the tRNS chunk
/// is left out, which names one gray as transparent: Leptonica takes all of the picture for transparent then.
std::optional<std::string> readable_png(std::string_view png) {
  constexpr std::size_t kSignature = 8, kRound = 12, kColourType = 25;  // length, name and checksum stand round a chunk's data
  const bool gray = png.size() > kColourType && png[kColourType] == '\0';
  std::string out(png.substr(0, kSignature));
  for (std::size_t at = kSignature; at + kRound <= png.size();) {
    const std::string_view name = png.substr(at + 4, 4);
    const std::size_t length = number_at(png, at, 4, true) + kRound;
    if (length > png.size() - at) return std::nullopt;
    if (name != "tRNS" || !gray) out += png.substr(at, length);
    if (name == "IEND") return out;
    at += length;
  }
  return std::nullopt;
}

/// `damaged`: the decoder went on without what is missing.
PixPtr decode(std::string_view bytes, int index, const ImageHead& head, bool& damaged) {
  if (L_FORMAT_IS_TIFF(head.format)) return PixPtr(pixReadMemTiff(data_of(bytes), bytes.size(), index));
  if (head.format == IFF_JFIF_JPEG) {
    int warnings = 0;
    PixPtr out(pixReadMemJpeg(data_of(bytes), bytes.size(), 0, head.pixels() > kReducedJpegPixels ? 2 : 1, &warnings, 0));
    damaged = warnings > 0;
    return out;
  }
  if (head.format == IFF_PNG) {
    const auto png = readable_png(bytes);
    return png ? PixPtr(pixReadMem(data_of(*png), png->size())) : nullptr;
  }
  return PixPtr(pixReadMem(data_of(bytes), bytes.size()));
}

/// One channel of 8 bits: red, where there are colours.
PixPtr to_gray(PixPtr pix) {
  if (pixGetColormap(pix.get())) pix.reset(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
  if (pix && pixGetDepth(pix.get()) == 32) {
    if (pixGetSpp(pix.get()) == 4) pix.reset(pixAlphaBlendUniform(pix.get(), 0xffffff00));
    return pix ? PixPtr(pixGetRGBComponent(pix.get(), COLOR_RED)) : nullptr;
  }
  return pix ? PixPtr(pixConvertTo8(pix.get(), 0)) : nullptr;
}

/// The orientation entry (0x0112) of the first directory of a TIFF header.
int orientation_of(std::string_view tiff) {
  bool big = tiff.starts_with("MM");
  std::size_t directory = number_at(tiff, 4, 4, big);
  int entries = static_cast<int>(number_at(tiff, directory, 2, big));
  for (int i = 0; i < std::min(entries, 500); ++i) {
    std::size_t entry = directory + 2 + 12 * static_cast<std::size_t>(i);
    if (number_at(tiff, entry, 2, big) != 0x0112) continue;
    int value = static_cast<int>(number_at(tiff, entry + 8, 2, big));
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

void set_resolution(PageImage& page, double stated) {
  // 72 and 96 are what programs write that know no resolution: they count where they make no more than A4 of the picture.
  constexpr double kScreenDpi = 100, kWidestA4 = 9;
  const bool of_screen = stated <= kScreenDpi && std::min(page.gray.width, page.gray.height) > kWidestA4 * stated;
  page.dpi_known = is_page_resolution(page.gray.width, page.gray.height, stated) && !of_screen;
  page.dpi = page.dpi_known ? stated : guessed_dpi(page.gray.width, page.gray.height);
  double points = stated > 0 ? 72 / stated : 1;
  page.to_page = {points, 0, 0, 0, points, 0};
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
  std::size_t at = 2;
  for (int segments = 0; segments < 100 && at + 10 < jpeg.size() && static_cast<unsigned char>(jpeg[at]) == 0xFF; ++segments) {
    int marker = static_cast<unsigned char>(jpeg[at + 1]);
    std::size_t length = number_at(jpeg, at + 2, 2, true);
    if (marker == 0xDA || length < 2) break;
    if (marker == 0xE1 && jpeg.substr(at + 4, 4) == "Exif") return orientation_of(jpeg.substr(at + 10, length));
    at += 2 + length;
  }
  return 1;
}

GrayImage oriented(GrayImage image, int orientation) {
  if (orientation >= 5) image = transposed(image);
  bool left_right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  bool upside_down = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  if (left_right) flip_left_right(image);
  if (upside_down) flip_top_bottom(image);
  return image;
}

int count_image_pages(std::string_view bytes, int most) {
  QuietLeptonica quiet;
  int format = IFF_UNKNOWN, count = 1;
  findFileFormatBuffer(data_of(bytes), &format);
  if (!L_FORMAT_IS_TIFF(format)) return 1;
  while (count <= most && read_head(bytes, count)) ++count;
  return count;
}

Result<PageImage> read_image_page(std::string_view bytes, int index) {
  QuietLeptonica quiet;
  auto head = read_head(bytes, index);
  if (!head) return Failure(head.error());
  if (head->pixels() > kMostPixels)
    return fail(ErrorCode::limit_exceeded, "the picture has " + std::to_string(head->width) + " x " + std::to_string(head->height) +
                                               " pixels, more than any page of print; save it smaller (300 dpi are enough)");
  PageImage out;
  PixPtr pix = decode(bytes, index, *head, out.damaged);
  if (!pix) return fail(ErrorCode::damaged_file, "the picture is broken and could not be decoded; get the file again from its publisher");
  // A picture decoded at half its size still states the resolution of the whole.
  double stated = static_cast<double>(pixGetXRes(pix.get())) * pixGetWidth(pix.get()) / head->width;
  pix = to_gray(std::move(pix));
  if (!pix) return fail(ErrorCode::damaged_file, "the picture's pixels are of no known kind");
  out.gray = from_pix(pix.get());
  if (head->format == IFF_JFIF_JPEG) out.gray = oriented(std::move(out.gray), exif_orientation(bytes));
  set_resolution(out, stated);
  return out;
}

}  // namespace nianbao
