// SPDX-License-Identifier: Apache-2.0
#include "messages/fingerprint.hpp"

#include "base/secret.hpp"

#include <string>

namespace otpost::messages {

namespace {

/// Each field with its length in front, so that no two lists of fields join to the same bytes.
Secret join(std::initializer_list<std::string_view> fields) {
    std::size_t size = 0;
    for (const std::string_view field : fields) size += field.size() + sizeof(std::size_t);
    std::string joined;
    joined.reserve(size);
    for (const std::string_view field : fields) {
        const std::size_t length = field.size();
        joined.append(reinterpret_cast<const char*>(&length), sizeof length);
        joined.append(field);
    }
    return Secret{std::move(joined)};
}

}  // namespace

Fingerprint fingerprint_of(
    const crypto::FingerprintKeys& keys, std::initializer_list<std::string_view> fields
) {
    const Secret joined = join(fields);
    const auto mark = [&](const crypto::Key& key) {
        return crypto::hmac_sha256(std::span<const std::byte>{key.reveal()}, joined.reveal());
    };
    const crypto::Digest256 current = mark(keys.current);
    return {current, keys.previous ? mark(*keys.previous) : current};
}

}  // namespace otpost::messages
