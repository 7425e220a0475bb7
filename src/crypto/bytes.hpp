// SPDX-License-Identifier: Apache-2.0
// Bytes to read, made from text or from bytes without a copy: hashes, MACs and ciphers take both.
// A ByteView lives as long as what it was made from; use it only as a parameter.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string_view>

namespace otpost::crypto {

class ByteView {
public:
    ByteView() = default;

    ByteView(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <class Text>
        requires std::convertible_to<const Text&, std::string_view>
    ByteView(const Text& text) : bytes_(std::as_bytes(std::span{std::string_view{text}})) {}

    template <class Range>
        requires(!std::convertible_to<const Range&, std::string_view> && std::convertible_to<const Range&, std::span<const std::byte>>)
    ByteView(const Range& range) : bytes_(range) {}

    const std::byte* data() const { return bytes_.data(); }

    std::size_t size() const { return bytes_.size(); }

    bool empty() const { return bytes_.empty(); }

    std::span<const std::byte> bytes() const { return bytes_; }

    /// For C interfaces that speak of unsigned char; never null.
    const unsigned char* octets() const {
        static constexpr unsigned char none = 0;
        return bytes_.empty() ? &none : reinterpret_cast<const unsigned char*>(bytes_.data());
    }

private:
    std::span<const std::byte> bytes_;
};

/// The same bytes as text, for what stores or sends them as such.
inline std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The library underneath failed in a way that no input can cause.
struct CryptoFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace otpost::crypto
