// SPDX-License-Identifier: Apache-2.0
// Terms and privacy: a text in Markdown (CommonMark) of the house's own, or ours with its figures
// filled in. Raw HTML in it is left out.
#pragma once

#include "site/language.hpp"
#include "site/page.hpp"

#include <string>
#include <string_view>

namespace otpost::site {

enum class Document : std::uint8_t { terms, privacy };

/// Ours, for this house.
std::string usual_text(Document document, const Profile& house, Language language);

/// As the main part of a page; `mark` are attributes of its element.
std::string html_of_markdown(std::string_view markdown, std::string_view mark = {});

}  // namespace otpost::site
