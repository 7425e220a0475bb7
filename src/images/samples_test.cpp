// SPDX-License-Identifier: Apache-2.0
#include "images/samples.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <png.h>
#include <turbojpeg.h>
#include <webp/encode.h>

namespace otpost::images {

namespace {

void append_number(std::string& out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU));
}

std::uint32_t checksum(std::string_view bytes) {
    std::uint32_t crc = ~0U;
    for (const char c : bytes) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int i = 0; i < 8; ++i) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

void append_chunk(std::string& out, std::string_view type, std::string_view content) {
    const std::string checked = std::string{type}.append(content);
    append_number(out, static_cast<std::uint32_t>(content.size()));
    out += checked;
    append_number(out, checksum(checked));
}

std::string encode_png(const Picture& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, picture.rgba.data(), 0, nullptr);
    std::string file(size, '\0');
    const int done =
        png_image_write_to_memory(&image, file.data(), &size, 0, picture.rgba.data(), 0, nullptr);
    ASSERT(done != 0);
    file.resize(size);
    return file;
}

std::string encode_jpeg(const Picture& picture) {
    const auto encoder = tjInitCompress();
    unsigned char* output = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(
        encoder,
        picture.rgba.data(),
        picture.width,
        0,
        picture.height,
        TJPF_RGBA,
        &output,
        &size,
        TJSAMP_444,
        90,
        TJFLAG_PROGRESSIVE
    );
    ASSERT(failed == 0);
    std::string file{reinterpret_cast<const char*>(output), size};
    tjFree(output);
    tjDestroy(encoder);
    return file;
}

std::string encode_webp(const Picture& picture) {
    std::uint8_t* output = nullptr;
    const auto size = WebPEncodeLosslessRGBA(
        picture.rgba.data(), picture.width, picture.height, picture.width * 4, &output
    );
    ASSERT(size > 0);
    std::string file{reinterpret_cast<const char*>(output), size};
    WebPFree(output);
    return file;
}

}  // namespace

Picture two_halves(int width, int height, Colour left, Colour right) {
    Picture picture{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Colour& colour = x < width / 2 ? left : right;
            picture.rgba.insert(picture.rgba.end(), colour.begin(), colour.end());
        }
    }
    return picture;
}

std::string encode(const Picture& picture, Format format) {
    switch (format) {
        case Format::png:
            return encode_png(picture);
        case Format::jpeg:
            return encode_jpeg(picture);
        case Format::webp:
            return encode_webp(picture);
    }
    std::unreachable();
}

std::string png_claiming(std::uint32_t width, std::uint32_t height) {
    std::string file{"\x89PNG\r\n\x1A\n"};
    std::string header;
    append_number(header, width);
    append_number(header, height);
    header.append("\x08\x06\x00\x00\x00", 5);
    append_chunk(file, "IHDR", header);
    append_chunk(file, "IDAT", std::string_view{"\x78\x9C\x63\x00\x00\x00\x01\x00\x01", 9});
    append_chunk(file, "IEND", {});
    return file;
}

std::string with_exif(const std::string& jpeg, int orientation) {
    std::string block{"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24};
    block.push_back(static_cast<char>(orientation));
    block.append(7, '\0');
    block += "GPS 52.5200 N 13.4050 E";
    std::string segment{"\xFF\xE1"};
    const auto size = static_cast<std::uint32_t>(block.size() + 2);
    segment.push_back(static_cast<char>(size >> 8U));
    segment.push_back(static_cast<char>(size & 0xFFU));
    return jpeg.substr(0, 2) + segment + block + jpeg.substr(2);
}

}  // namespace otpost::images
