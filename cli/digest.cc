#include "cli/digest.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "cli/regular_file.h"

namespace nianbao {
namespace {

/// Looked up once: OpenSSL searches its providers at every use of EVP_sha256(), which costs more than a report's hash.
const EVP_MD* sha256() {
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

/// SHA-256 of bytes that come in pieces.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new()) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), sha256(), nullptr) != 1)
      throw std::runtime_error("SHA-256 is not available in this OpenSSL");
  }
  void add(const void* data, std::size_t size) { EVP_DigestUpdate(context_.get(), data, size); }
  std::string hex() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestFinal_ex(context_.get(), digest, &length);
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (unsigned int i = 0; i < length; ++i) {
      out += kHex[digest[i] >> 4];
      out += kHex[digest[i] & 15];
    }
    return out;
  }

 private:
  struct Freer {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Freer> context_;
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.hex();
}

Result<ContentId> identify_file(const std::string& path, std::int64_t max_bytes) {
  const Result<RegularFile> file = RegularFile::open(path, max_bytes);
  if (!file) return Failure(file.error());
  Digest digest;
  ContentId out;
  char piece[1 << 16];
  while (true) {
    const ssize_t got = ::pread(file->descriptor(), piece, sizeof piece, static_cast<off_t>(out.bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return Failure({ErrorCode::unreadable_file, path, std::string("the file cannot be read: ") + std::strerror(errno)});
    if (got == 0) break;
    digest.add(piece, static_cast<std::size_t>(got));
    out.bytes += got;
  }
  out.sha256 = digest.hex();
  return out;
}

}  // namespace nianbao
