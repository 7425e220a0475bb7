// SPDX-License-Identifier: Apache-2.0
// Texts that the store keeps empty and an answer shows as null.
#pragma once

#include <optional>
#include <string>

namespace otpost::api {

inline std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace otpost::api
