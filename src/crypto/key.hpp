// SPDX-License-Identifier: Apache-2.0
// A 256-bit secret key in memory. Can't be copied or printed, and wipes itself when it goes.
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace otpost::crypto {

class Key {
public:
    static constexpr std::size_t size = 32;

    explicit Key(std::span<const std::byte, size> bytes) {
        std::ranges::copy(bytes, bytes_.begin());
    }

    static Key random(Random& random) {
        Key key;
        random.fill(key.bytes_);
        return key;
    }

    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    Key(Key&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_.data(), size); }

    Key& operator=(Key&& other) noexcept {
        if (this != &other) {
            bytes_ = other.bytes_;
            wipe(other.bytes_.data(), size);
        }
        return *this;
    }

    ~Key() { wipe(bytes_.data(), size); }

    std::span<const std::byte, size> reveal() const { return bytes_; }

private:
    Key() = default;

    std::array<std::byte, size> bytes_{};
};

}  // namespace otpost::crypto
