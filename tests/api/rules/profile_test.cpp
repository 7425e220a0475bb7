// SPDX-License-Identifier: Apache-2.0
// What an account tells of itself and its picture (A7).
#include "browser.hpp"
#include "identity/sessions.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view no_profile =
    R"({"display_name":null,"language":null,"time_zone":null,"avatar":null})";

class ProfileApi : public BrowserTest {
protected:
    void SetUp() override {
        ada = add_person();
        grace = add_person({.name = "grace"});
    }

    Caller browser_of(const Person& person) { return browser_with(jar_of(person)); }

    /// A file of the fuzzers' corpus.
    static std::string file(std::string_view name) {
        const auto path =
            std::filesystem::path{OTPOST_API_TEST_DIR}.parent_path() / "fuzz/corpus/picture" / name;
        std::ifstream stream(path, std::ios::binary);
        EXPECT_TRUE(stream) << path;
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

    static Reply upload(Caller& caller, std::string_view picture, std::string_view type) {
        return caller.send(
            "PUT", "/v1/account/avatar", picture, fmt::format("Content-Type: {}\r\n", type)
        );
    }

    static Reply tell(Caller& caller, std::string_view body) {
        return caller.send(
            "PUT", "/v1/account/profile", body, "Idempotency-Key: " + new_idempotency_key() + "\r\n"
        );
    }

    Person ada;
    Person grace;
};

INSTANTIATE_TEST_SUITE_P(Engines, ProfileApi, testing::all_engines, testing::engine_name);

TEST_P(ProfileApi, A7_AProfileIsToldAndTakenBackByItsOwner) {
    Caller browser = browser_of(ada);
    EXPECT_EQ(browser.get("/v1/account/profile").body, no_profile);
    const Reply told =
        tell(browser, R"({"display_name":"Ada 李","language":"en","time_zone":"Europe/Berlin"})");
    ASSERT_EQ(told.status, 200U) << told;
    EXPECT_EQ(told["/display_name"], "Ada 李");
    EXPECT_EQ(browser.get("/v1/account/profile").body, told.body);
    EXPECT_EQ(as(ada).get("/v1/account/profile").body, told.body) << "keys may read it";
    EXPECT_EQ(as(grace).get("/v1/account/profile").body, no_profile);
    EXPECT_EQ(tell(browser, "{}").body, no_profile);
}

TEST_P(ProfileApi, A7_EachFaultNamesItsField) {
    Caller browser = browser_of(ada);
    const std::pair<const char*, const char*> refusals[] = {
        {R"({"display_name":"Ada\nLovelace"})", "display_name"},
        {R"({"display_name":""})", "display_name"},
        {R"({"language":"tlh"})", "language"},
        {R"({"time_zone":"Mars/Olympus"})", "time_zone"},
        {R"({"phone":"+447700900123"})", "phone"},
    };
    for (const auto& [body, field] : refusals) {
        const Reply refused = tell(browser, body);
        EXPECT_EQ(refused.status, 422U) << body << refused;
        EXPECT_EQ(refused["/errors/0/field"], field) << refused;
    }
    EXPECT_EQ(browser.get("/v1/account/profile").body, no_profile);
}

TEST_P(ProfileApi, A7_APictureOfEachFormatIsServedAsOurOwn) {
    Caller browser = browser_of(ada);
    EXPECT_EQ(browser.get("/v1/account/avatar").status, 404U);
    std::string tag;
    for (const auto* format : {"png", "jpeg", "webp"}) {
        const Reply kept = upload(browser, file(format), std::string{"image/"} + format);
        ASSERT_EQ(kept.status, 200U) << kept;
        EXPECT_NE(kept["/avatar"], tag);
        tag = kept["/avatar"];
        const Reply served = browser.get("/v1/account/avatar");
        EXPECT_EQ(served.status, 200U);
        EXPECT_EQ(served.header("content-type"), "image/webp");
        EXPECT_EQ(served.header("etag"), '"' + tag + '"');
        EXPECT_TRUE(served.body.starts_with("RIFF"));
    }
    EXPECT_EQ(browser.get("/v1/account/profile")["/avatar"], tag);
    EXPECT_EQ(as(grace).get("/v1/account/avatar").status, 404U);
}

TEST_P(ProfileApi, SEC_H5_APictureIsServedInABoxWithoutRights) {
    Caller browser = browser_of(ada);
    const Reply kept = upload(browser, file("png"), "image/png");
    const Reply served = browser.get("/v1/account/avatar");
    EXPECT_EQ(served.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(served.all_headers("content-security-policy").size(), 1U);
    EXPECT_EQ(served.header("content-security-policy"), "default-src 'none'; sandbox");
    EXPECT_THAT(served.header("content-disposition"), HasSubstr("avatar.webp"));
    EXPECT_EQ(served.header("cache-control"), "private, no-cache");
    const auto ask = [&](std::string_view tag) {
        return browser.send(
            "GET", "/v1/account/avatar", "", fmt::format("If-None-Match: \"{}\"\r\n", tag)
        );
    };
    const Reply same = ask(kept["/avatar"]);
    EXPECT_EQ(same.status, 304U);
    EXPECT_EQ(same.body, "");
    EXPECT_EQ(same.header("etag"), served.header("etag"));
    EXPECT_EQ(ask("another").status, 200U);
}

TEST_P(ProfileApi, A7_WhatIsNoPictureIsRefusedAndTheOldOneStays) {
    Caller browser = browser_of(ada);
    const auto tag = upload(browser, file("png"), "image/png")["/avatar"];
    const std::tuple<std::string, const char*, unsigned, const char*> refusals[] = {
        {file("svg"), "image/svg+xml", 415U, "unsupported_media_type"},
        {file("png"), "text/html", 415U, "unsupported_media_type"},
        {file("png"), "image/jpeg", 422U, "image_invalid"},
        {file("svg"), "image/png", 422U, "image_invalid"},
        {file("jpeg_cut"), "image/jpeg", 422U, "image_invalid"},
        {file("png_huge"), "image/png", 422U, "image_invalid"},
        {"", "image/png", 422U, "image_invalid"},
    };
    for (const auto& [picture, type, status, code] : refusals) {
        const Reply refused = upload(browser, picture, type);
        EXPECT_EQ(refused.status, status) << type << refused;
        EXPECT_EQ(refused["/code"], code);
    }
    EXPECT_EQ(browser.get("/v1/account/profile")["/avatar"], tag);
    const std::string big(1024UL * 1024 + 1, 'x');
    Caller another = browser_of(ada);
    EXPECT_EQ(upload(another, big, "image/png").status, 413U);
    Caller small = browser_of(ada);
    EXPECT_EQ(tell(small, std::string(70'000, ' ')).status, 413U) << "only pictures may be large";
}

TEST_P(ProfileApi, A7_APictureIsRemovedByItsOwner) {
    Caller browser = browser_of(ada);
    upload(browser, file("png"), "image/png");
    const Reply removed = browser.del("/v1/account/avatar");
    EXPECT_EQ(removed.status, 200U) << removed;
    EXPECT_EQ(removed["/avatar"], "null");
    EXPECT_EQ(browser.get("/v1/account/avatar").status, 404U);
    EXPECT_EQ(browser.del("/v1/account/avatar").status, 200U) << "it is gone all the same";
}

TEST_P(ProfileApi, A8_KeysChangeNoProfile) {
    Caller program = as(ada);
    EXPECT_EQ(tell(program, R"({"display_name":"Eve"})").status, 403U);
    EXPECT_EQ(upload(program, file("png"), "image/png").status, 403U);
    EXPECT_EQ(program.del("/v1/account/avatar").status, 403U);
    EXPECT_EQ(program.get("/v1/account/profile").body, no_profile);
}

TEST_P(ProfileApi, SEC_S9_APictureFromAnotherSiteIsRefused) {
    const CookieJar jar = jar_of(ada);
    Caller elsewhere{
        port(), jar.cookie_line() + jar.token_line() + "Sec-Fetch-Site: cross-site\r\n"
    };
    EXPECT_EQ(upload(elsewhere, file("png"), "image/png")["/code"], "csrf_refused");
}

}  // namespace
}  // namespace otpost::api_test
