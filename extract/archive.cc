#include "extract/archive.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/archive_names.h"
#include "extract/archive_stream.h"
#include "extract/warc_reader.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

bool is_packed_file(Kind kind) { return kind == Kind::gzip || kind == Kind::xz || kind == Kind::bzip2; }

/// What has come out of an archive so far, against what may.
class Budget {
 public:
  Budget(const ArchiveLimits& limits, std::size_t packed, Budget* outer)
      : limits_(limits), packed_(static_cast<std::int64_t>(packed)), outer_(outer) {}

  Result<void> add_entry() {
    if (++entries_ > limits_.max_members)
      return fail(ErrorCode::limit_exceeded, "the archive has more than " + std::to_string(limits_.max_members) + " members; split it");
    return outer_ ? outer_->add_entry() : Result<void>();
  }

  Result<void> add_bytes(std::int64_t count) {
    total_ += count;
    if (total_ > limits_.max_total_bytes)
      return fail(ErrorCode::limit_exceeded, "more than the allowed " + std::to_string(limits_.max_total_bytes) + " bytes come out of the archive; split it");
    if (total_ > limits_.free_bytes && total_ / limits_.max_ratio > packed_)
      return fail(ErrorCode::limit_exceeded, "more than " + std::to_string(limits_.max_ratio) +
                                                 " times its size comes out of the archive: it is made to fill the memory, or packed files of zeros");
    return outer_ ? outer_->add_bytes(count) : Result<void>();
  }

 private:
  const ArchiveLimits& limits_;
  std::int64_t packed_ = 0, total_ = 0, entries_ = 0;
  Budget* outer_;
};

/// Walks one archive. `prefix` (`inner.zip!/`) stands before the names of its members, `outer` is the budget of the archive
/// that it lies in.
class Unpacking {
 public:
  using Each = std::function<bool(const ArchiveMember&)>;

  Unpacking(std::string prefix, std::size_t packed, const ArchiveLimits& limits, const Each& each, Budget* outer)
      : prefix_(std::move(prefix)), limits_(limits), each_(each), budget_(limits, packed, outer), is_inner_(outer != nullptr) {}

  Result<void> run(std::string_view bytes, std::string_view name) {
    auto walked = sniff_kind(bytes) == Kind::warc ? walk_plain_warc(bytes) : walk_container(bytes, name);
    if (walked && handed_over_ == 0 && !stopped_)
      return fail(ErrorCode::empty_file, "the archive holds no file that could be read (folders, links and hidden files are left out)");
    return walked;
  }

  bool stopped() const { return stopped_; }

 private:
  void hand_over(ArchiveMember member) {
    ++handed_over_;
    member.name = prefix_ + member.name;
    if (!each_(member)) stopped_ = true;
  }

  void hand_over_error(const std::string& name, Error error) { hand_over({name, {}, {}, {}, std::move(error)}); }

  Result<void> walk_plain_warc(std::string_view bytes) {
    return walk_warc([&bytes](std::string& out) -> Result<bool> {
      constexpr std::size_t kStep = 1 << 20;
      out.append(bytes.substr(0, kStep));
      const bool more = !bytes.empty();
      bytes.remove_prefix(std::min(kStep, bytes.size()));
      return more;
    });
  }

  Result<void> walk_warc(const ByteSource& source) {
    return each_warc_member(source, limits_, [&](const ArchiveMember& member) {
      hand_over(member);
      return !stopped_;
    });
  }

  Result<void> walk_container(std::string_view bytes, std::string_view name) {
    auto stream = ArchiveStream::open(bytes, ArchiveStream::What::container);
    if (!stream) return Failure(stream.error());
    while (!stopped_) {
      auto entry = stream->next();
      if (!entry) return Failure(entry.error());
      if (!*entry) return {};
      if ((*entry)->raw && !(*entry)->packed)
        return fail(ErrorCode::damaged_file, "the archive is damaged, nothing in it could be found");
      if (auto within = budget_.add_entry(); !within) return within;
      if (auto read = (*entry)->raw ? read_packed_file(*stream, name) : read_entry(*stream, **entry); !read) return read;
    }
    return {};
  }

  Result<void> read_packed_file(ArchiveStream& stream, std::string_view name) {
    std::string bytes;
    auto more = read_more(stream, bytes);
    if (!more) return Failure(more.error());
    if (!bytes.starts_with("WARC/")) return read_member(stream, unpacked_name(name), std::move(bytes));
    return walk_warc([&, first = std::move(bytes)](std::string& out) mutable -> Result<bool> {
      if (first.empty()) return read_more(stream, out);
      out += std::exchange(first, {});
      return true;
    });
  }

  Result<void> read_entry(ArchiveStream& stream, const ArchiveStream::Entry& entry) {
    if (!entry.is_file) return {};
    std::string name = clean_member_name(entry.name);
    if (is_hidden_member(name)) return {};
    if (name.empty()) name = "content";
    if (entry.encrypted) {
      hand_over_error(name, {ErrorCode::encrypted, {}, "the archive's file needs a password; pack it without one"});
      return {};
    }
    if (entry.bytes.value_or(0) > limits_.max_member_bytes) {
      hand_over_error(name, too_long());
      return {};
    }
    return read_member(stream, name, {});
  }

  /// Reads the rest of a member, of which `bytes` are known, and hands it over. Fails where the archive cannot go on.
  Result<void> read_member(ArchiveStream& stream, const std::string& name, std::string bytes) {
    while (true) {
      const auto more = read_more(stream, bytes);
      if (!more && (over_budget_ || !stream.can_go_on())) return Failure(more.error());
      if (!more) {
        hand_over_error(name, more.error());
        return {};
      }
      if (!*more) break;
      if (static_cast<std::int64_t>(bytes.size()) > limits_.max_member_bytes) {
        hand_over_error(name, too_long());
        return {};
      }
    }
    if (is_archive(sniff_kind(bytes))) return open_inner(bytes, name);
    hand_over({name, bytes, {}, {}, std::nullopt});
    return {};
  }

  Result<bool> read_more(ArchiveStream& stream, std::string& out) {
    const std::size_t before = out.size();
    auto more = stream.read(out);
    if (!more) return more;
    if (auto within = budget_.add_bytes(static_cast<std::int64_t>(out.size() - before)); !within) {
      over_budget_ = true;
      return Failure(within.error());
    }
    return more;
  }

  Result<void> open_inner(const std::string& bytes, const std::string& name) {
    if (is_inner_) {
      hand_over_error(name, {ErrorCode::limit_exceeded, {}, "an archive in an archive in an archive is not opened; unpack one of them"});
      return {};
    }
    Unpacking inner(prefix_ + name + "!/", bytes.size(), limits_, each_, &budget_);
    const auto walked = inner.run(bytes, name);
    handed_over_ += inner.handed_over_;
    stopped_ = stopped_ || inner.stopped();
    if (!walked && !stopped_) hand_over_error(name, walked.error());
    return {};
  }

  Error too_long() const {
    return {ErrorCode::limit_exceeded, {}, "the archive's file is longer than the allowed " + std::to_string(limits_.max_member_bytes) + " bytes"};
  }

  std::string prefix_;
  const ArchiveLimits& limits_;
  const Each& each_;
  Budget budget_;
  bool is_inner_ = false, stopped_ = false, over_budget_ = false;
  std::size_t handed_over_ = 0;
};

}  // namespace

bool is_archive(Kind kind) {
  return kind == Kind::zip || kind == Kind::tar || kind == Kind::seven_zip || is_packed_file(kind) || kind == Kind::warc;
}

Result<void> each_member(std::string_view bytes, std::string_view name, const ArchiveLimits& limits,
                         const std::function<bool(const ArchiveMember&)>& each) {
  const Kind kind = sniff_kind(bytes);
  if (!is_archive(kind))
    return fail(ErrorCode::unsupported_kind, "this is no archive but a " + std::string(info_of(kind).name));
  return Unpacking({}, bytes.size(), limits, each, nullptr).run(bytes, name);
}

}  // namespace nianbao
