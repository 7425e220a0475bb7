// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include "testing/temp_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace otpost::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ConfigTest : public ::testing::Test {
protected:
    Result<Config> load(std::string_view content, const Config& defaults = default_config()) {
        const auto file = folder_.path() / "house.toml";
        std::ofstream(file) << content;
        return load_config(file, defaults);
    }

    std::string fault_of(std::string_view content) {
        const auto config = load(content);
        return config ? "none" : config.error().message;
    }

    std::vector<std::string> faults_of(std::string_view content) {
        return check_config(load(content).value());
    }

    testing::TempFolder folder_;
};

TEST_F(ConfigTest, SEC_O5_WhoMustHaveASecondFactor) {
    using identity::Role;
    using identity::second_factor::RequiredFor;
    EXPECT_EQ(default_config().second_factor_for, (RequiredFor{Role::operator_, Role::admin}));
    const auto set = [&](std::string_view value) {
        return load("[accounts]\nrequire_second_factor = " + std::string{value})
            .value()
            .second_factor_for;
    };
    EXPECT_EQ(set("[]"), RequiredFor{});
    EXPECT_EQ(
        set(R"(["user", "operator", "admin"])"),
        (RequiredFor{Role::user, Role::operator_, Role::admin})
    );
    for (const char* wrong : {"\"admin\"", "[\"root\"]", "[1]", "true"})
        EXPECT_THAT(
            fault_of("[accounts]\nrequire_second_factor = " + std::string{wrong}),
            HasSubstr("must be a list of roles")
        ) << wrong;
}

TEST_F(ConfigTest, MailSettingsAreChecked) {
    EXPECT_THAT(faults_of("[mail]\nsupport = \"help@example.com\""), IsEmpty());
    EXPECT_THAT(
        faults_of("[mail]\nsmtp = \"smtps://mail.example.com\"\nfrom = \"no-reply@example.com\""),
        IsEmpty()
    );
    const std::pair<const char*, const char*> wrong[] = {
        {"from = \"a@example.com\"", "mail.smtp is missing"},
        {"smtp = \"smtps://mail.example.com\"", "mail.from is missing"},
        {"smtp = \"mail.example.com\"", "mail.smtp must be smtps://HOST:PORT"},
        {"smtp = \"smtp://mail.example.com\"\nstarttls = \"off\"", "another machine"},
        {"smtp = \"smtps://m.example\"\nfrom = \"a@x.y, b@x.y\"", "mail.from must be one address"},
        {"smtp = \"smtps://m.example\"\nusername = \"ada\"", "mail.password_file go together"},
        {"smtp = \"smtps://m.example\"\nca_file = \"/nowhere\"", "no file /nowhere"},
        {"smtp = \"smtps://m.example\"\nsupport = \"a\\nb\"", "mail.support must be one line"},
    };
    for (const auto& [text, fault] : wrong)
        EXPECT_THAT(faults_of("[mail]\n" + std::string{text}), Contains(HasSubstr(fault))) << text;
    EXPECT_THAT(fault_of("[mail]\nstarttls = \"maybe\""), HasSubstr("\"required\" or \"off\""));
    EXPECT_THAT(
        faults_of("[house]\nbrand = \"a\\r\\nBcc: eve@example.com\"\n[mail]\n"
                  "smtp = \"smtps://m.example\"\nfrom = \"a@x.y\""),
        Contains(HasSubstr("house.brand must be a name of one line"))
    );
}

TEST_F(ConfigTest, TextsOfTheSiteAreOneForAllOrOneForEachLanguage) {
    const auto site = load(R"(
        [site]
        language = "de"
        tagline = "Ohne eigene Nummer"
        terms_file.de = "agb.md"
        terms_file.es = "condiciones.md"
        privacy_file = { de = "datenschutz.md" }
    )")
                          .value()
                          .site;
    EXPECT_EQ(site.language, site::Language::de);
    EXPECT_EQ(site.tagline.for_all, "Ohne eigene Nummer");
    EXPECT_EQ(site.terms_file.each.at(site::Language::es), "condiciones.md");
    EXPECT_EQ(site.privacy_file.each.at(site::Language::de), "datenschutz.md");
    EXPECT_THAT(fault_of("[site]\nlanguage = \"fr\""), HasSubstr(R"(must be "en", "es")"));
    for (const char* wrong : {"5", "{ fr = \"x\" }", "{ en = 5 }", "[\"x\"]"})
        EXPECT_THAT(
            fault_of("[site]\ntagline = " + std::string{wrong}), HasSubstr("one for each of en, es")
        ) << wrong;
    EXPECT_THAT(
        faults_of("[site]\nterms_file.es = \"/nowhere/c.md\""),
        ::testing::UnorderedElementsAre(
            HasSubstr("site.terms_file has none in en"), HasSubstr("no file /nowhere/c.md")
        )
    );
    EXPECT_THAT(
        faults_of("[site]\nprivacy_file = \"/nowhere\""), Contains(HasSubstr("no file /nowhere"))
    );
    EXPECT_THAT(faults_of("[site]\nlanguage = \"es\"\ntagline.es = \"Hola\""), IsEmpty());
}

TEST_F(ConfigTest, EverySettingIsTakenOver) {
    const auto config = load(R"(
        [server]
        listen = "[::1]:9000"
        public_url = "https://otp.example"
        trusted_proxies = ["10.0.0.0/8"]
        proxy_header = "forwarded"
        connections_per_ip_max = 5
        [store]
        url = "postgresql://otpost@db/otpost"
        data = "/srv/otpost"
        node = 3
        [house]
        brand = "Codes"
        currency = "EUR"
        minimum_age = 21
        terms_version = "v7"
        [accounts]
        credit_approval_above = "250.50"
        [leases]
        window_seconds = 600
        cancel_after_seconds = 60
        [plans.team]
        open_at_once = 50
        per_hour = 900
        [limits.reads]
        address = { requests = 70, seconds = 7 }
        key = "unlimited"
        [limits.sign-in]
        address = { requests = 3, seconds = 60 }
        [log]
        level = "warning"
        format = "json"
    )");
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->listen_address, "::1");
    EXPECT_EQ(config->listen_port, 9000);
    EXPECT_EQ(config->public_url, "https://otp.example");
    EXPECT_EQ(config->trusted_proxies, std::vector<std::string>{"10.0.0.0/8"});
    EXPECT_EQ(config->proxy_header, net::ForwardHeader::forwarded);
    EXPECT_EQ(config->connections_per_ip_max, 5);
    EXPECT_EQ(config->credit_approval_above, Money{250'500'000});
    using enum api::LimitClass;
    using enum api::LimitSubject;
    const api::LimitSettings before;
    EXPECT_EQ(config->limits.of(reads, address), (api::Quota{70, 7s}));
    EXPECT_EQ(config->limits.of(reads, account), before.of(reads, account));
    EXPECT_EQ(config->limits.of(reads, api::LimitSubject::key), std::nullopt);
    EXPECT_EQ(config->limits.of(sign_in, address), (api::Quota{3, 60s}));
    EXPECT_EQ(config->limits.of(registration, address), before.of(registration, address));
    EXPECT_EQ(config->store, "postgresql://otpost@db/otpost");
    EXPECT_EQ(config->data, "/srv/otpost");
    EXPECT_EQ(config->node, 3U);
    EXPECT_EQ(config->brand, "Codes");
    EXPECT_EQ(config->currency, "EUR");
    EXPECT_EQ(config->minimum_age, 21);
    EXPECT_EQ(config->terms_version, "v7");
    EXPECT_EQ(config->terms.window, std::chrono::minutes{10});
    EXPECT_EQ(config->terms.cancel_after, std::chrono::minutes{1});
    EXPECT_EQ(config->terms.limits.at("team").open_at_once, 50);
    EXPECT_EQ(config->terms.limits.at("free").open_at_once, 20);
    EXPECT_EQ(config->log.level, log::Level::warning);
    EXPECT_EQ(config->log.format, log::Format::json);
    EXPECT_THAT(check_config(*config), IsEmpty());
}

TEST_F(ConfigTest, WhatIsNotInTheFileStaysAsItWas) {
    Config defaults = default_config();
    defaults.data = "otpost-demo";
    defaults.terms.limits["demo"] = {7, 8};
    const auto config = load("[house]\nbrand = \"Codes\"\n", defaults).value();
    EXPECT_EQ(config.data, "otpost-demo");
    EXPECT_EQ(config.terms.limits.at("demo").per_hour, 8);
}

TEST_F(ConfigTest, AFaultNamesLineKeyAndRemedy) {
    EXPECT_THAT(fault_of("\n[house]\nbrnad = \"x\"\n"), HasSubstr(":3: house.brnad is not a"));
    EXPECT_THAT(fault_of("[house]\nbrnad = \"x\"\n"), HasSubstr("has brand, currency, min"));
    EXPECT_THAT(fault_of("[huose]\n"), HasSubstr("[huose] is not a section"));
    EXPECT_THAT(fault_of("house = 5\n"), HasSubstr("write [house]"));
    EXPECT_THAT(fault_of("[house]\nbrand = 5\n"), HasSubstr("must be a text in quotes"));
    EXPECT_THAT(fault_of("[leases]\nwindow_seconds = -1\n"), HasSubstr("from 0 to 86400"));
    EXPECT_THAT(fault_of("[leases]\nwindow_seconds = true\n"), HasSubstr("from 0 to 86400"));
    EXPECT_THAT(fault_of("[server]\nlisten = 8080\n"), HasSubstr("127.0.0.1:8080"));
    for (const auto* amount : {"100", "\"-1\"", "\"much\""})
        EXPECT_THAT(
            fault_of(std::string{"[accounts]\ncredit_approval_above = "} + amount),
            HasSubstr("must be an amount in quotes")
        );
    EXPECT_THAT(fault_of("[server]\ntrusted_proxies = \"x\"\n"), HasSubstr("must be a list"));
    EXPECT_THAT(fault_of("[log]\nlevel = \"loud\"\n"), HasSubstr("\"warning\""));
    EXPECT_THAT(fault_of("[plans.a]\nper_hour = 1\n"), HasSubstr("needs open_at_once"));
    EXPECT_THAT(
        fault_of("[plans.a]\nper_hour = 1\nopen_at_once = 1\nx = 1\n"), HasSubstr("nothing else")
    );
    EXPECT_THAT(
        fault_of("[plans.a]\nper_hour = 1\nopen_at_once = 1.8e87\n"),
        HasSubstr("needs open_at_once")
    );
    EXPECT_THAT(fault_of("[house\n"), HasSubstr("house.toml:1:"));
    EXPECT_THAT(fault_of("[server]\nproxy_header = \"x\"\n"), HasSubstr("\"x-forwarded-for\" or"));
}

TEST_F(ConfigTest, T3_AFaultInALimitNamesItAndTheRemedy) {
    EXPECT_THAT(fault_of("[limits.reading]\n"), HasSubstr("limits.reading is not a class"));
    EXPECT_THAT(fault_of("[limits.none]\n"), HasSubstr("there are reads, writes, leasing, str"));
    EXPECT_THAT(fault_of("[limits]\nreads = 5\n"), HasSubstr("write [limits.reads]"));
    EXPECT_THAT(fault_of("[limits.reads]\nip = 5\n"), HasSubstr("by address, account and key"));
    EXPECT_THAT(
        fault_of("[limits.sign-in]\naccount = \"unlimited\"\n"), HasSubstr("by address alone")
    );
    for (const auto* const wrong :
         {"5",
          "\"none\"",
          "{ requests = 5 }",
          "{ requests = 5, seconds = 0 }",
          "{ requests = 0, seconds = 5 }",
          "{ requests = 1000001, seconds = 1 }",
          "{ requests = 1, seconds = 86401 }",
          "{ requests = 9223372036854775807, seconds = 86400 }",
          "{ requests = 1.5, seconds = 5 }",
          "{ requests = 5, seconds = 5, burst = 5 }"})
        EXPECT_THAT(
            fault_of(std::string{"[limits.reads]\nkey = "} + wrong + "\n"),
            HasSubstr(":1: limits.reads has a wrong key: it must be \"unlimited\" or like")
        ) << wrong;
}

TEST_F(ConfigTest, AFileNeedNotBeARegularOneButMustBeThere) {
    EXPECT_TRUE(load_config("/dev/null", default_config()));
    EXPECT_FALSE(load_config(folder_.path(), default_config()));
    EXPECT_FALSE(load_config(folder_.path() / "none", default_config()));
}

TEST_F(ConfigTest, ANumberTooBigForItsSettingIsNotCutOff) {
    EXPECT_THAT(fault_of("[store]\nnode = 4294967296\n"), HasSubstr("must be a whole number"));
}

TEST_F(ConfigTest, ListenTakesAddressesOfBothKindsAndNothingElse) {
    Config config;
    EXPECT_TRUE(set_listen(config, "0.0.0.0:0"));
    EXPECT_TRUE(set_listen(config, "[::]:65535"));
    EXPECT_EQ(config.listen_address, "::");
    for (const char* bad :
         {"",
          ":80",
          "8080",
          "1.2.3.4",
          "1.2.3.4:",
          "1.2.3.4:65536",
          "1.2.3.4:8o",
          "1.2.3.4:-1",
          "host:80",
          "1.2.3:80x",
          "[::1:80"})
        EXPECT_FALSE(set_listen(config, bad)) << bad;
    using namespace std::string_view_literals;
    EXPECT_FALSE(set_listen(config, "1.2.3.4\0x:80"sv));
    EXPECT_EQ(config.listen_port, 65'535);
}

TEST_F(ConfigTest, A1_NobodyUnderSixteen) {
    EXPECT_THAT(faults_of("[house]\nminimum_age = 15\n"), Contains(HasSubstr("minimum_age")));
    EXPECT_THAT(faults_of("[house]\nminimum_age = 16\n"), IsEmpty());
}

TEST_F(ConfigTest, WhatDoesNotFitTogetherIsNamed) {
    const auto expect_fault = [&](std::string_view content, const char* fault) {
        EXPECT_THAT(faults_of(content), Contains(HasSubstr(fault))) << content;
    };
    expect_fault("[server]\ntls_key = \"/no/such\"\n", "go together");
    expect_fault("[server]\ntls_key = \"/no/such\"\n", "there is no file /no/such");
    const std::string long_name(5000, 'k');
    expect_fault("[server]\ntls_key = \"" + long_name + "\"\n", "there is no file");
    expect_fault("[server]\ntrusted_proxies = [\"10.0.0.0/99\"]\n", "10.0.0.0/99");
    expect_fault("[server]\npublic_url = \"otp.example\"\n", "https://");
    expect_fault("[server]\nconnections_per_ip_max = 0\n", "at least 1");
    expect_fault("[store]\nnode = 63\n", "0 to 62");
    expect_fault("[store]\nurl = \"redis:x\"\n", "sqlite:PATH");
    expect_fault("[house]\ncurrency = \"dollars\"\n", "ISO 4217");
    expect_fault("[leases]\nwindow_seconds = 0\n", "at least 1");
    expect_fault("[leases]\nwindow_seconds = 60\ncancel_after_seconds = 60\n", "ever cancel");
}

TEST_F(ConfigTest, C2_FilesOpenToOthersAreNamed) {
    Config config = default_config();
    config.data = folder_.path();
    fs::create_directories(folder_.path() / "keys");
    const auto key = folder_.path() / "keys" / "server.key";
    std::ofstream(key) << "x";
    fs::permissions(key, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_THAT(check_config(config), Contains(HasSubstr("server.key is open to others")));
    fs::permissions(key, fs::perms::owner_read);
    EXPECT_THAT(check_config(config), IsEmpty());
}

}  // namespace
}  // namespace otpost::app
