// SPDX-License-Identifier: Apache-2.0
// Cameras store a picture as the sensor saw it and note which side is up. The note goes with all
// other metadata, so the pixels have to be turned before.
#pragma once

#include "images/picture.hpp"

#include <string_view>

namespace otpost::images {

/// 1 to 8 as Exif counts them; 1, which is upright, where the file doesn't say or says nonsense.
int jpeg_orientation(std::string_view file);

void turn_upright(Picture& picture, int orientation);

}  // namespace otpost::images
