// SPDX-License-Identifier: Apache-2.0
// The language of a page for everybody: chosen in its address (`?language=es`), else what the
// browser prefers (RFC 9110, section 12.5.4), else English.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::site {

enum class Language : std::uint8_t { en, es, ar, de };

inline constexpr std::array all_languages{Language::en, Language::es, Language::ar, Language::de};

/// As ISO 639-1 has it.
std::string_view code_of(Language language);
std::optional<Language> parse_language(std::string_view code);

/// Of an Accept-Language header, perhaps empty or wrong: the one with the greatest weight.
Language preferred_language(std::string_view accept_language);

/// Who reads, and whether the address says so: then links say it again.
struct Reader {
    Language language = Language::en;
    bool chosen = false;
};

/// `path` with the language that was chosen; may have a query already.
std::string link_for(const Reader& reader, std::string_view path);

}  // namespace otpost::site
