// SPDX-License-Identifier: Apache-2.0
// Against a real SMTP server, with and without TLS and sign-in, and with its faults.
#include "delivery/mail/smtp_carrier.hpp"

#include "delivery/mail/testing/smtp_server.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace otpost::delivery::mail {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr std::string_view content = "Subject: Hello\r\n\r\n.\r\n..two\r\nThe end.\r\n";

Parcel parcel() {
    return {
        1, "no-reply@otpost.example", Personal{"ada@example.com"}, Secret{std::string{content}}
    };
}

SmtpSettings plain(const SmtpServer& server) {
    SmtpSettings settings;
    settings.url = fmt::format("smtp://127.0.0.1:{}", server.port());
    settings.starttls = StartTls::off;
    settings.connect_timeout = 5s;
    settings.timeout = 5s;
    return settings;
}

SmtpSettings with_tls(const SmtpServer& server, const char* scheme) {
    SmtpSettings settings = plain(server);
    settings.starttls = StartTls::required;
    settings.url = fmt::format("{}://mail.test:{}", scheme, server.port());
    settings.resolve = fmt::format("mail.test:{}:127.0.0.1", server.port());
    settings.ca_file = server.certificate();
    return settings;
}

TEST(SmtpCarrier, HandsOverWhatItWasGiven) {
    SmtpServer server({});
    SmtpCarrier carrier(plain(server));
    for (int i = 0; i < 2; ++i) {
        const Carried carried = carrier.carry(parcel());
        EXPECT_EQ(carried.fate, Fate::delivered) << carried.reason;
        const auto message = server.next();
        EXPECT_EQ(message.at("sender"), "no-reply@otpost.example");
        EXPECT_EQ(message.at("to").at(0), "ada@example.com");
        EXPECT_EQ(message.at("content").as_string(), content);
    }
}

TEST(SmtpCarrier, SecC_StartTlsThenSignsIn) {
    SmtpServer server({"--tls=starttls", "--password=secret pass"});
    SmtpSettings settings = with_tls(server, "smtp");
    settings.username = "otpost";
    settings.password = Secret{"secret pass"};
    const Carried carried = SmtpCarrier(settings).carry(parcel());
    EXPECT_EQ(carried.fate, Fate::delivered) << carried.reason;
    const auto message = server.next();
    EXPECT_TRUE(message.at("tls").as_bool());
    EXPECT_EQ(message.at("user"), "otpost");
}

TEST(SmtpCarrier, SecC_TlsFromTheStart) {
    SmtpServer server({"--tls=implicit"});
    const Carried carried = SmtpCarrier(with_tls(server, "smtps")).carry(parcel());
    EXPECT_EQ(carried.fate, Fate::delivered) << carried.reason;
    EXPECT_TRUE(server.next().at("tls").as_bool());
}

TEST(SmtpCarrier, SecC_NothingIsSaidWithoutTls) {
    SmtpServer server({});
    SmtpSettings settings = plain(server);
    settings.starttls = StartTls::required;
    EXPECT_EQ(SmtpCarrier(settings).carry(parcel()).fate, Fate::failed);
    EXPECT_TRUE(server.is_quiet());
}

TEST(SmtpCarrier, SecC_CertificateIsChecked) {
    SmtpServer server({"--tls=starttls"});
    SmtpSettings stranger = with_tls(server, "smtp");
    stranger.ca_file.clear();
    EXPECT_EQ(SmtpCarrier(stranger).carry(parcel()).fate, Fate::failed);
    SmtpSettings other_name = with_tls(server, "smtp");
    other_name.url = fmt::format("smtp://127.0.0.1:{}", server.port());
    EXPECT_EQ(SmtpCarrier(other_name).carry(parcel()).fate, Fate::failed);
    EXPECT_TRUE(server.is_quiet());
}

TEST(SmtpCarrier, WrongPasswordIsNotTheRecipientsFault) {
    SmtpServer server({"--tls=starttls", "--password=secret"});
    SmtpSettings settings = with_tls(server, "smtp");
    settings.username = "otpost";
    settings.password = Secret{"guess"};
    const Carried carried = SmtpCarrier(settings).carry(parcel());
    EXPECT_EQ(carried.fate, Fate::failed);
    EXPECT_THAT(carried.reason, HasSubstr("smtp 535"));
}

TEST(SmtpCarrier, OnlyARefusedRecipientIsForGood) {
    const std::pair<const char*, Fate> faults[] = {
        {"refuse_recipient", Fate::refused},
        {"delay_recipient", Fate::failed},
        {"refuse_sender", Fate::failed},
        {"fail_message", Fate::failed},
    };
    for (const auto& [fault, fate] : faults) {
        SmtpServer server({std::string{"--fault="} + fault});
        SmtpCarrier carrier(plain(server));
        const Carried carried = carrier.carry(parcel());
        EXPECT_EQ(carried.fate, fate) << fault << ": " << carried.reason;
        EXPECT_EQ(carried.reason.find("ada"), std::string::npos);
        // What follows goes well, on a new connection.
        EXPECT_EQ(carrier.carry(parcel()).fate, Fate::delivered) << fault;
    }
}

TEST(SmtpCarrier, ServerThatDiesBeforeItsAnswerHasFailed) {
    SmtpServer server({"--fault=die_before_answer"});
    SmtpCarrier carrier(plain(server));
    EXPECT_EQ(carrier.carry(parcel()).fate, Fate::failed);
    EXPECT_TRUE(server.next().at("died").as_bool());
    EXPECT_EQ(carrier.carry(parcel()).fate, Fate::delivered);
}

TEST(SmtpCarrier, NobodyThereHasFailed) {
    SmtpSettings settings;
    {
        const SmtpServer server({});
        settings = plain(server);
    }
    const Carried carried = SmtpCarrier(settings).carry(parcel());
    EXPECT_EQ(carried.fate, Fate::failed);
    EXPECT_THAT(carried.reason, HasSubstr("connect"));
}

TEST(SmtpCarrier, SlowServerHasItsTime) {
    SmtpServer server({"--fault=hang"});
    SmtpSettings settings = plain(server);
    settings.timeout = 1s;
    EXPECT_EQ(SmtpCarrier(settings).carry(parcel()).fate, Fate::failed);
}

TEST(SmtpCarrier, SettingsThatWouldGiveCodesAwayAreRefused) {
    const auto fault = [](std::string url, StartTls starttls) {
        SmtpSettings settings;
        settings.url = std::move(url);
        settings.starttls = starttls;
        return check_smtp(settings);
    };
    for (const char* good :
         {"smtp://mail.example.com:587", "smtps://mail.example.com", "smtp://[::1]:25"})
        EXPECT_EQ(fault(good, StartTls::required), "") << good;
    for (const char* own : {"smtp://127.0.0.1:25", "smtp://localhost", "smtp://[::1]:25"})
        EXPECT_EQ(fault(own, StartTls::off), "") << own;
    EXPECT_THAT(fault("smtp://mail.example.com:25", StartTls::off), HasSubstr("another machine"));
    EXPECT_THAT(fault("smtps://localhost:465", StartTls::off), HasSubstr("can't be off"));
    for (const char* bad :
         {"",
          "mail.example.com",
          "http://mail.example.com",
          "smtp://",
          "smtp://user:pass@mail.example.com",
          "smtp://mail.example.com/path",
          "smtp://mail.example.com:0",
          "smtp://mail.example.com:99999",
          "smtp://mail.example.com:25x",
          "smtp://mail example.com",
          "smtp://[::1",
          "smtp://a\r\nb"})
        EXPECT_NE(fault(bad, StartTls::required), "") << bad;
}

}  // namespace
}  // namespace otpost::delivery::mail
