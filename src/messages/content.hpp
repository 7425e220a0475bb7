// SPDX-License-Identifier: Apache-2.0
// The content of a message and its sealed form. The associated data is (table, id, column), so
// that a sealed content moved to another row or column does not open (SEC-C1).
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"
#include "crypto/aead.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::messages {

struct Content {
    Secret sender;
    Secret text;
    std::optional<Secret> code;
};

/// The associated data of a cell.
std::string cell(std::string_view table, std::int64_t id, std::string_view column);

std::vector<std::byte> seal_content(
    const crypto::Key& key, Random& random, const Content& content, std::string_view cell
);

/// Nothing if the key or the cell is another one.
std::optional<Content> open_content(
    const crypto::Key& key, crypto::ByteView sealed, std::string_view cell
);

/// The key of a message's content as it stands in its row, sealed by another key.
std::vector<std::byte> wrap_key(
    const crypto::Key& by, Random& random, const crypto::Key& key, MessageId message
);

/// Nothing if `by` is not what it was wrapped by.
std::optional<crypto::Key> unwrap_key(
    const crypto::Key& by, crypto::ByteView wrapped, MessageId message
);

}  // namespace otpost::messages
