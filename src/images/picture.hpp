// SPDX-License-Identifier: Apache-2.0
// Pictures from strangers, decoded to plain pixels. What a file says of its size is checked before
// anything is allocated for it, and a file that is cut short or broken is refused whole. Needs no
// store and no network; takes up to some hundred milliseconds, so never on the server's thread.
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace otpost::images {

enum class Format : std::uint8_t { png, jpeg, webp };

/// Of `image/png`, `image/jpeg` or `image/webp`; parameters are not looked at.
std::optional<Format> parse_format(std::string_view content_type);

inline constexpr std::size_t file_bytes_max = 1024UL * 1024;
inline constexpr int side_max = 8'192;
inline constexpr std::int64_t pixels_max = 16'777'216;

/// Rows from the top, four bytes (red, green, blue, alpha) for each pixel.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

/// ErrorCode::image_invalid. Animations are refused. `side_wanted` lets a decoder leave out detail
/// that the caller throws away, but neither side becomes smaller than it.
Result<Picture> decode(std::string_view file, Format format, int side_wanted);

}  // namespace otpost::images
