// SPDX-License-Identifier: Apache-2.0
#include "api/cursor.hpp"

#include "api/schema/read.hpp"

#include <charconv>

namespace otpost::api {

Result<int> page_limit(std::optional<std::int64_t> asked, int most) {
    if (!asked) return page_default;
    if (*asked < 1 || *asked > most) {
        return std::unexpected{
            schema::validation_error({{"limit", "must be from 1 to " + std::to_string(most)}})
        };
    }
    return static_cast<int>(*asked);
}

std::string position_cursor(std::int64_t position) {
    return "p" + std::to_string(position);
}

Result<std::optional<std::int64_t>> position_of(const std::optional<std::string>& cursor) {
    if (!cursor) return std::optional<std::int64_t>{};
    std::int64_t position = 0;
    const char* const end = cursor->data() + cursor->size();
    if (!cursor->starts_with('p')) return std::unexpected{bad_cursor()};
    const auto [stop, error] = std::from_chars(cursor->data() + 1, end, position);
    if (error != std::errc{} || stop != end || position < 1) return std::unexpected{bad_cursor()};
    return std::optional{position};
}

Result<std::optional<std::int64_t>> event_position(std::string_view text) {
    if (text.empty()) return std::optional<std::int64_t>{};
    std::int64_t position = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, position);
    if (error != std::errc{} || stop != end || position < 0)
        return refuse(
            ErrorCode::invalid_request, "Last-Event-ID is not one we gave; leave it out."
        );
    return std::optional{position};
}

Error bad_cursor() {
    return schema::validation_error({{"cursor", "is not one we gave; start without a cursor"}});
}

}  // namespace otpost::api
