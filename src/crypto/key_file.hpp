// SPDX-License-Identifier: Apache-2.0
// Keys in files beside the store, not in it: a copy of the database alone opens nothing (SEC-C2).
// A file holds 64 hexadecimal digits and a line end, and only its owner may read it.
#pragma once

#include "base/random.hpp"
#include "crypto/key.hpp"

#include <filesystem>
#include <optional>
#include <stdexcept>

namespace otpost::crypto {

/// The file is unreadable, malformed or open to others; the text says which and what to do.
struct KeyFileError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Nothing if there is no such file. Throws KeyFileError for one that can't be trusted.
std::optional<Key> load_key(const std::filesystem::path& path);

/// The key in the file, which is made (mode 0600, durable) when it is not there. Two processes
/// that start at once end up with the same key.
Key load_or_create_key(const std::filesystem::path& path, Random& random);

}  // namespace otpost::crypto
