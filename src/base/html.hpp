// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace otpost {

/// `&`, `<`, `>` and quotes as entities: for text and for quoted attributes.
std::string escape_html(std::string_view text);

}  // namespace otpost
