// SPDX-License-Identifier: Apache-2.0
#include "images/avatar.hpp"

#include "images/orientation.hpp"
#include "images/samples.hpp"

#include <gmock/gmock.h>

namespace otpost::images {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Format formats[] = {Format::png, Format::jpeg, Format::webp};

/// An avatar as pixels.
Picture look_at(const Result<std::string>& avatar) {
    EXPECT_TRUE(avatar) << (avatar ? "" : avatar.error().message);
    if (!avatar) return {};
    auto picture = decode(*avatar, Format::webp, 1);
    EXPECT_TRUE(picture);
    return picture.value_or(Picture{});
}

/// Lossy coding moves a colour a little.
bool is_near(const Picture& picture, int x, int y, const Colour& wanted) {
    const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                     static_cast<std::size_t>(x)) *
                    4;
    for (std::size_t i = 0; i < 4; ++i)
        if (std::abs(int{picture.rgba.at(at + i)} - int{wanted.at(i)}) > 24) return false;
    return true;
}

ErrorCode refusal_of(std::string_view file, Format format) {
    const auto avatar = make_avatar(file, format);
    EXPECT_FALSE(avatar);
    return avatar ? ErrorCode::internal_error : avatar.error().code;
}

TEST(Avatar, A7_EveryFormatBecomesTheSquareInTheMiddle) {
    for (const Format format : formats) {
        for (const auto& [width, height] : {std::pair{900, 300}, {300, 900}, {256, 256}}) {
            const auto file = encode(two_halves(width, height), format);
            const Picture avatar = look_at(make_avatar(file, format));
            ASSERT_EQ(avatar.width, avatar_side);
            ASSERT_EQ(avatar.height, avatar_side);
            EXPECT_TRUE(is_near(avatar, 20, 128, red));
            EXPECT_TRUE(is_near(avatar, 235, 128, blue));
        }
    }
}

TEST(Avatar, A7_TheSmallestPictureIsLargeEnough) {
    for (const Format format : formats) {
        const auto file = encode(two_halves(1, 1, blue, blue), format);
        EXPECT_TRUE(is_near(look_at(make_avatar(file, format)), 128, 128, blue));
    }
}

TEST(Avatar, A7_TransparencyStaysAndDarkensNoEdge) {
    const auto file = encode(two_halves(600, 600, {0, 0, 0, 0}, red), Format::png);
    const Picture avatar = look_at(make_avatar(file, Format::png));
    EXPECT_TRUE(is_near(avatar, 235, 128, red));
    EXPECT_EQ(avatar.rgba.at((128UL * avatar_side + 20) * 4 + 3), 0);
}

TEST(Avatar, A7_APictureOfACameraIsTurnedUpright) {
    const auto lying = encode(two_halves(400, 400), Format::jpeg);
    const Picture avatar = look_at(make_avatar(with_exif(lying, 6), Format::jpeg));
    EXPECT_TRUE(is_near(avatar, 128, 20, red)) << "left went up";
    EXPECT_TRUE(is_near(avatar, 128, 235, blue));
    const Picture turned = look_at(make_avatar(with_exif(lying, 3), Format::jpeg));
    EXPECT_TRUE(is_near(turned, 20, 128, blue));
}

TEST(Avatar, A7_AllEightOrientationsAreUndone) {
    // Where the top left pixel of the upright picture is stored, of a picture 3 wide and 2 high.
    const int corners[] = {0, 2, 5, 3, 0, 3, 5, 2};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        Picture picture{3, 2, {}};
        for (std::uint8_t i = 0; i < 6; ++i) picture.rgba.insert(picture.rgba.end(), {i, 0, 0, 0});
        turn_upright(picture, orientation);
        EXPECT_EQ(picture.rgba.front(), corners[orientation - 1]) << orientation;
        EXPECT_EQ(picture.width, orientation >= 5 ? 2 : 3);
        EXPECT_EQ(picture.height, orientation >= 5 ? 3 : 2);
    }
}

TEST(Avatar, A7_NothingOfTheFileButItsLookSurvives) {
    const auto jpeg = with_exif(encode(two_halves(400, 400), Format::jpeg), 1);
    ASSERT_THAT(jpeg, HasSubstr("GPS"));
    const std::string hidden = "<script>alert(1)</script>PK\x03\x04";
    for (const auto& [file, format] :
         {std::pair{jpeg + hidden, Format::jpeg},
          {encode(two_halves(400, 400), Format::png) + hidden, Format::png}}) {
        const auto avatar = make_avatar(file, format);
        ASSERT_TRUE(avatar);
        EXPECT_TRUE(avatar->starts_with("RIFF"));
        EXPECT_THAT(*avatar, Not(HasSubstr("GPS")));
        EXPECT_THAT(*avatar, Not(HasSubstr("Exif")));
        EXPECT_THAT(*avatar, Not(HasSubstr("script")));
    }
}

TEST(Avatar, A7_WhatIsCutShortIsRefused) {
    for (const Format format : formats) {
        const auto whole = encode(two_halves(300, 300), format);
        for (const std::size_t size : {whole.size() - 20, whole.size() / 2, std::size_t{12}})
            EXPECT_EQ(refusal_of(whole.substr(0, size), format), ErrorCode::image_invalid) << size;
        EXPECT_EQ(refusal_of("", format), ErrorCode::image_invalid);
    }
}

TEST(Avatar, A7_AnotherFormatThanItClaimsIsRefused) {
    for (const Format real : formats) {
        const auto file = encode(two_halves(300, 300), real);
        for (const Format claimed : formats)
            if (claimed != real) EXPECT_EQ(refusal_of(file, claimed), ErrorCode::image_invalid);
    }
}

TEST(Avatar, SEC_A2_AClaimOfManyPixelsIsRefusedBeforeMemoryIsTaken) {
    for (const auto& [width, height] :
         {std::pair{60'000U, 60'000U}, {8'193U, 1U}, {1U, 8'193U}, {8'000U, 8'000U}})
        EXPECT_EQ(refusal_of(png_claiming(width, height), Format::png), ErrorCode::image_invalid);
    auto jpeg = encode(two_halves(64, 64), Format::jpeg);
    const auto frame = jpeg.find("\xFF\xC2");
    ASSERT_NE(frame, std::string::npos);
    jpeg.replace(frame + 5, 4, "\xFF\xF0\xFF\xF0");
    EXPECT_EQ(refusal_of(jpeg, Format::jpeg), ErrorCode::image_invalid);
    auto webp = encode(two_halves(64, 64), Format::webp);
    const auto data = webp.find("VP8L");
    ASSERT_NE(data, std::string::npos);
    webp.replace(data + 9, 3, "\xFF\xFF\xFF");
    EXPECT_EQ(refusal_of(webp, Format::webp), ErrorCode::image_invalid);
}

TEST(Avatar, SEC_A2_AJpegOfEndlessScansIsRefused) {
    auto jpeg = encode(two_halves(64, 64), Format::jpeg);
    const auto scan = jpeg.rfind("\xFF\xDA");
    const auto end = jpeg.rfind("\xFF\xD9");
    const auto last = jpeg.substr(scan, end - scan);
    std::string many = jpeg.substr(0, end);
    for (int i = 0; i < 100; ++i) many += last;
    many += jpeg.substr(end);
    EXPECT_EQ(refusal_of(many, Format::jpeg), ErrorCode::image_invalid);
}

TEST(Avatar, SEC_A2_AFileAboveTheLimitIsRefused) {
    const std::string file(file_bytes_max + 1, 'x');
    EXPECT_EQ(refusal_of(file, Format::png), ErrorCode::payload_too_large);
}

TEST(Avatar, A7_TypesAreThoseThatAreRead) {
    EXPECT_EQ(parse_format("image/png"), Format::png);
    EXPECT_EQ(parse_format("image/jpeg; charset=binary"), Format::jpeg);
    EXPECT_EQ(parse_format("image/webp"), Format::webp);
    for (const auto* type : {"image/svg+xml", "image/gif", "text/html", "", "image/pngx"})
        EXPECT_FALSE(parse_format(type)) << type;
}

}  // namespace
}  // namespace otpost::images
