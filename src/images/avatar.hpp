// SPDX-License-Identifier: Apache-2.0
// A picture as an avatar (A7): the square in its middle, 256 x 256, encoded anew as WebP. Nothing
// of the file itself survives but how it looks: no place, no camera, no second file hidden behind
// it.
#pragma once

#include "images/picture.hpp"

#include <string>

namespace otpost::images {

inline constexpr int avatar_side = 256;
inline constexpr std::string_view avatar_type = "image/webp";

/// ErrorCode::image_invalid, or payload_too_large above file_bytes_max.
Result<std::string> make_avatar(std::string_view file, Format format);

}  // namespace otpost::images
