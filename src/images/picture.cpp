// SPDX-License-Identifier: Apache-2.0
#include "images/picture.hpp"

#include "images/orientation.hpp"

#include <algorithm>
#include <memory>
#include <png.h>
#include <string>
#include <turbojpeg.h>
#include <webp/decode.h>

namespace otpost::images {

namespace {

/// A progressive JPEG goes over all its pixels with each scan, and one costs a few bytes.
constexpr int scans_max = 64;

const std::uint8_t* bytes_of(std::string_view file) {
    return reinterpret_cast<const std::uint8_t*>(file.data());
}

std::unexpected<Error> refuse_broken(std::string_view name) {
    return refuse(
        ErrorCode::image_invalid, "This is not a whole " + std::string{name} + " picture."
    );
}

Result<> check_size(std::int64_t width, std::int64_t height) {
    if (width >= 1 && height >= 1 && width <= side_max && height <= side_max &&
        width * height <= pixels_max)
        return {};
    return refuse(
        ErrorCode::image_invalid, "The picture has too many pixels. Use one of at most 4096 x 4096."
    );
}

Picture blank(int width, int height) {
    const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    return {width, height, std::vector<std::uint8_t>(pixels * 4)};
}

Result<Picture> decode_png(std::string_view file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, decltype(&png_image_free)> guard{&image, png_image_free};
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0)
        return refuse_broken("PNG");
    CHECK(check_size(image.width, image.height));
    image.format = PNG_FORMAT_RGBA;
    Picture picture = blank(static_cast<int>(image.width), static_cast<int>(image.height));
    if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0)
        return refuse_broken("PNG");
    return picture;
}

/// Of the markers that begin one; in the data between markers such bytes don't stand together.
std::int64_t count_scans(std::string_view file) {
    std::int64_t count = 0;
    for (auto at = file.find("\xFF\xDA"); at != std::string_view::npos;
         at = file.find("\xFF\xDA", at + 2))
        ++count;
    return count;
}

/// The smallest of 1/8 to 1/1 that leaves both sides as long as wanted.
tjscalingfactor scale_for(int width, int height, int side_wanted) {
    for (int part = 8; part > 1; part /= 2)
        if (std::min(width, height) / part >= side_wanted) return {1, part};
    return {1, 1};
}

Result<Picture> decode_jpeg(std::string_view file, int side_wanted) {
    const std::unique_ptr<void, decltype(&tjDestroy)> decoder{tjInitDecompress(), tjDestroy};
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    const auto size = static_cast<unsigned long>(file.size());
    if (decoder == nullptr || count_scans(file) > scans_max ||
        tjDecompressHeader3(
            decoder.get(), bytes_of(file), size, &width, &height, &sampling, &colours
        ) != 0)
        return refuse_broken("JPEG");
    CHECK(check_size(width, height));
    const auto scale = scale_for(width, height, side_wanted);
    Picture picture = blank(TJSCALED(width, scale), TJSCALED(height, scale));
    const int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    if (tjDecompress2(
            decoder.get(),
            bytes_of(file),
            size,
            picture.rgba.data(),
            picture.width,
            0,
            picture.height,
            TJPF_RGBA,
            flags
        ) != 0)
        return refuse_broken("JPEG");
    turn_upright(picture, jpeg_orientation(file));
    return picture;
}

Result<Picture> decode_webp(std::string_view file) {
    WebPBitstreamFeatures features{};
    if (WebPGetFeatures(bytes_of(file), file.size(), &features) != VP8_STATUS_OK)
        return refuse_broken("WebP");
    if (features.has_animation != 0)
        return refuse(ErrorCode::image_invalid, "A moving picture can't be used. Use a still one.");
    CHECK(check_size(features.width, features.height));
    Picture picture = blank(features.width, features.height);
    if (WebPDecodeRGBAInto(
            bytes_of(file),
            file.size(),
            picture.rgba.data(),
            picture.rgba.size(),
            features.width * 4
        ) == nullptr)
        return refuse_broken("WebP");
    return picture;
}

}  // namespace

std::optional<Format> parse_format(std::string_view content_type) {
    const auto type = content_type.substr(0, content_type.find_first_of("; "));
    if (type == "image/png") return Format::png;
    if (type == "image/jpeg") return Format::jpeg;
    if (type == "image/webp") return Format::webp;
    return std::nullopt;
}

Result<Picture> decode(std::string_view file, Format format, int side_wanted) {
    switch (format) {
        case Format::png:
            return decode_png(file);
        case Format::jpeg:
            return decode_jpeg(file, side_wanted);
        case Format::webp:
            return decode_webp(file);
    }
    std::unreachable();
}

}  // namespace otpost::images
