#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// A name from an archive as UTF-8: as it is where it is UTF-8, else taken as GB18030, which Chinese Windows writes without
/// saying so.
std::string utf8_name(std::string_view raw);

/// The name as a path below the archive: `/` for `\`, without a drive, a leading `/`, `.`, `..`, empty parts and control
/// characters. Empty where nothing is left.
std::string clean_member_name(std::string_view name);

/// Whether a part of the path is hidden: `.DS_Store`, `__MACOSX`.
bool is_hidden_member(std::string_view clean_name);

/// What a packed file is named inside: `a.html` of `x/a.html.gz`, `a.tar` of `a.tgz`; `content` where no name is known.
std::string unpacked_name(std::string_view name);

}  // namespace nianbao
