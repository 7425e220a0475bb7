// SPDX-License-Identifier: Apache-2.0
#include "images/orientation.hpp"

#include <bit>
#include <cstring>

namespace otpost::images {

namespace {

constexpr int upright = 1;
constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::size_t entry_size = 12;

/// Numbers in a block of bytes; zero beyond its end.
class Reader {
public:
    Reader(std::string_view bytes, std::endian order) : bytes_(bytes), order_(order) {}

    std::uint32_t two(std::size_t at) const { return number(at, 2); }

    std::uint32_t four(std::size_t at) const { return number(at, 4); }

private:
    std::uint32_t number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || bytes_.size() - at < size) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t place = order_ == std::endian::big ? i : size - 1 - i;
            value = value << 8U | static_cast<std::uint8_t>(bytes_[at + place]);
        }
        return value;
    }

    std::string_view bytes_;
    std::endian order_;
};

/// Of a TIFF block: a header that tells the order of bytes and where the first table is.
int orientation_in(std::string_view tiff) {
    const bool is_big = tiff.starts_with("MM");
    if (!is_big && !tiff.starts_with("II")) return upright;
    const Reader reader{tiff, is_big ? std::endian::big : std::endian::little};
    const std::size_t table = reader.four(4);
    const std::uint32_t entries = reader.two(table);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = table + 2 + i * entry_size;
        if (entry > tiff.size()) return upright;
        if (reader.two(entry) != orientation_tag) continue;
        const auto value = static_cast<int>(reader.two(entry + 8));
        return value >= 1 && value <= 8 ? value : upright;
    }
    return upright;
}

/// Where the pixel of the upright picture comes from.
struct Place {
    int x;
    int y;
};

Place source_of(Place to, const Picture& from, int orientation) {
    const int right = from.width - 1;
    const int bottom = from.height - 1;
    switch (orientation) {
        case 2:
            return {right - to.x, to.y};
        case 3:
            return {right - to.x, bottom - to.y};
        case 4:
            return {to.x, bottom - to.y};
        case 5:
            return {to.y, to.x};
        case 6:
            return {to.y, bottom - to.x};
        case 7:
            return {right - to.y, bottom - to.x};
        case 8:
            return {right - to.y, to.x};
        default:
            return to;
    }
}

}  // namespace

int jpeg_orientation(std::string_view file) {
    const Reader reader{file, std::endian::big};
    std::size_t at = 2;
    while (at + 4 <= file.size()) {
        const std::uint32_t marker = reader.two(at);
        const std::size_t size = reader.two(at + 2);
        if (marker < 0xFFC0 || marker == 0xFFDA || size < 2) return upright;
        std::string_view segment = file.substr(at + 4, size - 2);
        constexpr std::string_view exif{"Exif\0\0", 6};
        if (marker == 0xFFE1 && segment.starts_with(exif)) {
            segment.remove_prefix(exif.size());
            return orientation_in(segment);
        }
        at += 2 + size;
    }
    return upright;
}

void turn_upright(Picture& picture, int orientation) {
    if (orientation <= upright || orientation > 8) return;
    const bool lies = orientation >= 5;
    Picture turned{
        lies ? picture.height : picture.width, lies ? picture.width : picture.height, {}
    };
    turned.rgba.resize(picture.rgba.size());
    auto* to = turned.rgba.data();
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x, to += 4) {
            const Place from = source_of({x, y}, picture, orientation);
            const auto index =
                static_cast<std::size_t>(from.y) * static_cast<std::size_t>(picture.width) +
                static_cast<std::size_t>(from.x);
            std::memcpy(to, picture.rgba.data() + index * 4, 4);
        }
    }
    picture = std::move(turned);
}

}  // namespace otpost::images
