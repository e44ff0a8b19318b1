#include "extract/scan/training/gray_images.h"

#include <fstream>

namespace nianbao {

std::vector<InkCrop> read_gray_images(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<InkCrop> images;
  std::string kind;
  int most = 0;
  InkCrop image;
  while (file >> kind >> image.width >> image.height >> most && kind == "P5" && most == 255 && image.width >= 0 && image.height >= 0) {
    file.get();
    image.gray.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    file.read(reinterpret_cast<char*>(image.gray.data()), static_cast<std::streamsize>(image.gray.size()));
    if (!file) break;
    images.push_back(image);
  }
  return images;
}

void write_gray_image(std::ostream& out, int width, int height, const std::vector<std::uint8_t>& gray) {
  out << "P5\n" << width << ' ' << height << "\n255\n";
  out.write(reinterpret_cast<const char*>(gray.data()), static_cast<std::streamsize>(gray.size()));
}

}  // namespace nianbao
