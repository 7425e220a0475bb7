// SPDX-License-Identifier: Apache-2.0
// Fields as bytes for hashing, so that no two lists of fields give the same bytes: numbers are
// eight bytes, big-endian; text has its length in front; what may be absent a flag.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::crypto {

class CanonicalBytes {
public:
    CanonicalBytes& add(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        for (unsigned shift = 64; shift > 0; shift -= 8) {
            bytes_ += static_cast<char>(static_cast<unsigned char>(bits >> (shift - 8)));
        }
        return *this;
    }

    CanonicalBytes& add(std::string_view text) {
        add(static_cast<std::int64_t>(text.size()));
        bytes_ += text;
        return *this;
    }

    template <class T>
    CanonicalBytes& add(const std::optional<T>& value) {
        bytes_ += value ? '\1' : '\0';
        if (value) add(*value);
        return *this;
    }

    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

}  // namespace otpost::crypto
