// SPDX-License-Identifier: Apache-2.0
// A picture of any of the formats: what can be read is within its limits, and becomes an avatar
// that can be read again.
#include "images/avatar.hpp"
#include "support/fuzz.hpp"

namespace otpost::images {

FUZZ_TARGET(picture) {
    for (const Format format : {Format::png, Format::jpeg, Format::webp}) {
        const auto picture = decode(input, format, avatar_side);
        if (!picture) {
            ASSERT(picture.error().code == ErrorCode::image_invalid);
            continue;
        }
        ASSERT(picture->width >= 1 && picture->width <= side_max);
        ASSERT(picture->height >= 1 && picture->height <= side_max);
        const auto pixels = std::int64_t{picture->width} * picture->height;
        ASSERT(pixels <= pixels_max);
        ASSERT(picture->rgba.size() == static_cast<std::size_t>(pixels) * 4);
        const auto avatar = make_avatar(input, format);
        ASSERT(avatar);
        const auto again = decode(*avatar, Format::webp, 1);
        ASSERT(again && again->width == avatar_side && again->height == avatar_side);
    }
}

}  // namespace otpost::images
