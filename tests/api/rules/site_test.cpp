// SPDX-License-Identifier: Apache-2.0
// The pages for everybody, over HTTP.
#include "browser.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SiteApi : public BrowserTest {
protected:
    Reply page(std::string_view path) {
        const Reply reply = stranger().get(path);
        EXPECT_EQ(reply.status, 200U) << path;
        EXPECT_EQ(reply.header("content-type"), "text/html; charset=utf-8") << path;
        EXPECT_THAT(reply.body, StartsWith("<!doctype html>")) << path;
        return reply;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, SiteApi, testing::all_engines, testing::engine_name);

TEST_P(SiteApi, EveryPageNeedsNoScript) {
    for (const auto* path : {"/", "/prices", "/status", "/terms", "/privacy"}) {
        const Reply reply = page(path);
        EXPECT_THAT(reply.body, Not(HasSubstr("<script"))) << path;
        EXPECT_THAT(reply.body, Not(HasSubstr("style="))) << path;
        EXPECT_THAT(reply.body, HasSubstr("<h1>")) << path;
    }
}

TEST_P(SiteApi, WhoIsSignedInGetsTheDashboard) {
    const Reply landing = page("/");
    EXPECT_THAT(landing.body, HasSubstr("No code, no charge"));
    EXPECT_EQ(landing.header("cache-control"), "no-store");
    EXPECT_EQ(landing.header("vary"), "Accept-Language, Cookie");
    const Reply dashboard = browser_with(jar_of(add_person())).get("/");
    EXPECT_THAT(dashboard.body, Not(HasSubstr("No code, no charge")));
    Caller idle{port(), "Cookie: __Host-rt=rt_of_an_access_token_that_is_over\r\n"};
    EXPECT_THAT(idle.get("/").body, Not(HasSubstr("No code, no charge")));
}

TEST_P(SiteApi, PricesAreThoseOfTheCatalogue) {
    EXPECT_THAT(page("/prices").body, HasSubstr("Services and prices"));
    EXPECT_THAT(page("/prices?service=nothing-of-ours").body, HasSubstr("Services and prices"));
    EXPECT_THAT(page("/prices?service=%3Cscript%3E").body, Not(HasSubstr("<script")));
}

TEST_P(SiteApi, EachPageIsInTheLanguageOfWhoReads) {
    Caller german{port(), "Accept-Language: de-AT,de;q=0.9,en;q=0.5\r\n"};
    for (const auto* path : {"/", "/prices", "/status", "/terms", "/privacy"}) {
        EXPECT_THAT(german.get(path).body, HasSubstr(R"(<html lang="de" dir="ltr">)")) << path;
        const Reply arabic = german.get(std::string{path} + "?language=ar");
        EXPECT_THAT(arabic.body, HasSubstr(R"(<html lang="ar" dir="rtl">)")) << path;
    }
    EXPECT_THAT(german.get("/terms?language=xx").body, HasSubstr("<h1>Nutzungsbedingungen</h1>"));
    EXPECT_THAT(stranger().get("/").body, HasSubstr(R"(<html lang="en")"));
}

TEST_P(SiteApi, TermsOfTheHousesOwnTakeThePlaceOfOurs) {
    const auto file = config.data / "terms.md";
    config.site.terms_file.for_all = file.string();
    std::ofstream(file) << "# Our own rules\n\nBe kind.";
    EXPECT_THAT(page("/terms").body, HasSubstr(R"(<article class="text"><h1>Our own rules</h1>)"));
    EXPECT_THAT(
        page("/terms?language=ar").body,
        HasSubstr(R"(<article class="text" lang="en" dir="ltr"><h1>Our own rules</h1>)")
    );
    EXPECT_THAT(page("/privacy").body, HasSubstr("5 minutes after it was shown"));
}

TEST_P(SiteApi, TextsOfTheHousesOwnAreInTheLanguageOfWhoReadsThem) {
    const auto file = config.data / "privacidad.md";
    std::ofstream(file) << "# Lo que guardamos";
    config.site.language = site::Language::es;
    config.site.privacy_file.each = {{site::Language::es, file.string()}};
    config.site.tagline.each = {{site::Language::es, "Hola"}, {site::Language::de, "Grüß Gott"}};
    EXPECT_THAT(page("/?language=de").body, HasSubstr("<h1>Grüß Gott</h1>"));
    EXPECT_THAT(page("/?language=es").body, HasSubstr("<h1>Hola</h1>"));
    EXPECT_THAT(page("/").body, HasSubstr(R"(<h1 lang="es" dir="ltr">Hola</h1>)"));
    EXPECT_THAT(page("/privacy?language=es").body, HasSubstr("<article class=\"text\"><h1>Lo que"));
    EXPECT_THAT(page("/privacy").body, HasSubstr(R"(lang="es" dir="ltr"><h1>Lo que guardamos)"));
    EXPECT_THAT(page("/terms").body, HasSubstr("<h1>Terms of use</h1>"));
}

TEST_P(SiteApi, TheStatusSaysSoWhenTheStoreIsGone) {
    EXPECT_THAT(page("/status").body, HasSubstr("All is well"));
    database().stop();
    EXPECT_THAT(page("/status").body, HasSubstr("The store does not answer"));
}

}  // namespace
}  // namespace otpost::api_test
