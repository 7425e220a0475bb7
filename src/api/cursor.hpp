// SPDX-License-Identifier: Apache-2.0
// Page sizes and cursors of lists. A cursor is opaque to clients; one that we did not make is a
// validation fault, never a query.
#pragma once

#include "base/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::api {

inline constexpr int page_default = 50;
inline constexpr int page_max = 100;

/// 1 to `most`; absent is page_default.
Result<int> page_limit(std::optional<std::int64_t> asked, int most = page_max);

/// A position in a list, as a cursor and back.
std::string position_cursor(std::int64_t position);
Result<std::optional<std::int64_t>> position_of(const std::optional<std::string>& cursor);

/// Last-Event-ID: the number of the last event that the client saw; empty: from now on.
Result<std::optional<std::int64_t>> event_position(std::string_view text);

Error bad_cursor();

}  // namespace otpost::api
