// SPDX-License-Identifier: Apache-2.0
#include "images/avatar.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <webp/encode.h>

namespace otpost::images {

namespace {

constexpr float quality = 85;

/// The square in the middle of a picture.
struct Square {
    int left;
    int top;
    int side;
};

/// The pixels of the source that become one: from `begin` up to `end`, which is beyond it.
struct Range {
    int begin;
    int end;
};

Range range_of(int index, int side) {
    const int begin = index * side / avatar_side;
    return {begin, std::max(begin + 1, (index + 1) * side / avatar_side)};
}

/// The mean of an area. Colours weigh as much as they are opaque, or the edge of a transparent
/// picture would turn dark.
std::array<std::uint8_t, 4> mean(const Picture& picture, const Square& square, Range x, Range y) {
    std::array<std::uint64_t, 3> colours{};
    std::uint64_t alpha = 0;
    std::uint64_t count = 0;
    for (int row = y.begin; row < y.end; ++row) {
        const auto first =
            static_cast<std::size_t>(square.top + row) * static_cast<std::size_t>(picture.width) +
            static_cast<std::size_t>(square.left + x.begin);
        const std::uint8_t* pixel = picture.rgba.data() + first * 4;
        for (int column = x.begin; column < x.end; ++column, pixel += 4) {
            for (std::size_t i = 0; i < colours.size(); ++i)
                colours[i] += std::uint64_t{pixel[i]} * pixel[3];
            alpha += pixel[3];
            ++count;
        }
    }
    if (alpha == 0) return {};
    return {
        static_cast<std::uint8_t>(colours[0] / alpha),
        static_cast<std::uint8_t>(colours[1] / alpha),
        static_cast<std::uint8_t>(colours[2] / alpha),
        static_cast<std::uint8_t>(alpha / count)
    };
}

std::vector<std::uint8_t> scaled(const Picture& picture) {
    const int side = std::min(picture.width, picture.height);
    const Square square{(picture.width - side) / 2, (picture.height - side) / 2, side};
    std::vector<std::uint8_t> rgba;
    rgba.reserve(static_cast<std::size_t>(avatar_side) * avatar_side * 4);
    for (int y = 0; y < avatar_side; ++y) {
        for (int x = 0; x < avatar_side; ++x) {
            const auto pixel = mean(picture, square, range_of(x, side), range_of(y, side));
            rgba.insert(rgba.end(), pixel.begin(), pixel.end());
        }
    }
    return rgba;
}

std::string encode(const std::vector<std::uint8_t>& rgba) {
    std::uint8_t* output = nullptr;
    const std::size_t size =
        WebPEncodeRGBA(rgba.data(), avatar_side, avatar_side, avatar_side * 4, quality, &output);
    const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> guard{output, WebPFree};
    ASSERT(size > 0);
    return {reinterpret_cast<const char*>(output), size};
}

}  // namespace

Result<std::string> make_avatar(std::string_view file, Format format) {
    if (file.size() > file_bytes_max)
        return refuse(ErrorCode::payload_too_large, "A picture may have up to 1 MiB.");
    TRY(const Picture picture, decode(file, format, avatar_side));
    return encode(scaled(picture));
}

}  // namespace otpost::images
