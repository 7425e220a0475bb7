// SPDX-License-Identifier: Apache-2.0
// Pictures for tests, made with the libraries that read them.
#pragma once

#include "images/picture.hpp"

#include <array>
#include <string>

namespace otpost::images {

using Colour = std::array<std::uint8_t, 4>;

inline constexpr Colour red{220, 30, 40, 255};
inline constexpr Colour blue{30, 60, 220, 255};

/// The left half in one colour, the right half in the other.
Picture two_halves(int width, int height, Colour left = red, Colour right = blue);

std::string encode(const Picture& picture, Format format);

/// A PNG whose header claims this size, with hardly anything behind it.
std::string png_claiming(std::uint32_t width, std::uint32_t height);

/// The same file with an Exif block that tells its orientation and a place on Earth.
std::string with_exif(const std::string& jpeg, int orientation);

}  // namespace otpost::images
