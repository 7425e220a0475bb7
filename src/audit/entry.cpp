// SPDX-License-Identifier: Apache-2.0
#include "audit/entry.hpp"

#include "base/utf8.hpp"
#include "crypto/canonical.hpp"

#include <algorithm>

namespace otpost::audit {

const std::array<PartName, part_count> part_names{{
    {"ip", &PersonalParts::ip},
    {"email", &PersonalParts::email},
    {"user_agent", &PersonalParts::user_agent},
    {"reason", &PersonalParts::reason},
}};

crypto::Digest256 chain_hash(std::string_view previous, const Row& row) {
    crypto::CanonicalBytes canonical;
    canonical.add(std::string_view{"otpost audit"})
        .add(previous)
        .add(row.seq)
        .add(row.at)
        .add(std::string_view{row.actor})
        .add(std::string_view{row.action})
        .add(std::string_view{row.object.kind})
        .add(std::string_view{row.object.id})
        .add(std::string_view{row.result})
        .add(std::string_view{row.detail})
        .add(row.repeats)
        .add(std::string_view{row.request_id});
    for (const auto& part : row.commitments) canonical.add(part);
    return crypto::sha256(canonical.bytes());
}

crypto::Digest256 commitment(std::string_view part, std::string_view value, std::string_view salt) {
    crypto::CanonicalBytes canonical;
    canonical.add(salt).add(part).add(value);
    return crypto::sha256(canonical.bytes());
}

Row row_from(const db::Row& row) {
    Row read;
    read.seq = row.int64(0);
    read.at = row.int64(1);
    read.actor = row.text(2);
    read.action = row.text(3);
    read.object = {std::string{row.text(4)}, std::string{row.text(5)}};
    read.result = row.text(6);
    read.detail = row.text(7);
    read.repeats = row.int64(8);
    read.request_id = row.text(9);
    constexpr int first_part = 10;
    for (int i = 0; i < static_cast<int>(part_count); ++i) {
        if (row.is_null(first_part + i)) continue;
        read.commitments[static_cast<std::size_t>(i)] = crypto::as_text(row.bytes(first_part + i));
    }
    read.hash = crypto::as_text(row.bytes(row_columns - 1));
    return read;
}

std::string clean(std::string_view text, std::size_t bytes_max) {
    std::string kept;
    while (!text.empty()) {
        const std::size_t size = std::max<std::size_t>(utf8_sequence(text), 1);
        if (kept.size() + size > bytes_max) break;
        const char first = text.front();
        const bool is_shown = utf8_sequence(text) != 0 && first != 0x7F &&
                              (first >= 0x20 || static_cast<unsigned char>(first) >= 0x80);
        if (is_shown)
            kept += text.substr(0, size);
        else
            kept += '?';
        text.remove_prefix(size);
    }
    return kept;
}

}  // namespace otpost::audit
