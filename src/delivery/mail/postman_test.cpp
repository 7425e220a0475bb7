// SPDX-License-Identifier: Apache-2.0
// The way of an email from the outbox to a real SMTP server, and what becomes of it when the
// server or we die on the way.
#include "delivery/mail/postman.hpp"

#include "delivery/mail/smtp_carrier.hpp"
#include "delivery/mail/testing/smtp_server.hpp"
#include "testing/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>

namespace otpost::delivery::mail {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// Holds what it carries until it is hurried.
class SlowCarrier final : public Carrier {
public:
    Carried carry(const Parcel&) override {
        begun.set_value();
        hurried_.get_future().wait();
        return {Fate::failed, "hurried"};
    }

    void hurry() override {
        if (!std::exchange(is_hurried_, true)) hurried_.set_value();
    }

    std::promise<void> begun;

private:
    std::promise<void> hurried_;
    bool is_hurried_ = false;
};

class PostmanTest : public otpost::testing::EngineTest {
protected:
    static SmtpSettings settings(const SmtpServer& server) {
        SmtpSettings settings;
        settings.url = fmt::format("smtp://127.0.0.1:{}", server.port());
        settings.starttls = StartTls::off;
        settings.timeout = 5s;
        return settings;
    }

    Postman postman(std::unique_ptr<Carrier> carrier) {
        return {
            {database(), timer, key, counters},
            {{"Otpost", "https://sms.example.com", ""}, "no-reply@otpost.example"},
            std::move(carrier),
            context.get_executor()
        };
    }

    Postman postman(const SmtpServer& server) {
        return postman(std::make_unique<SmtpCarrier>(settings(server)));
    }

    void order(std::string_view to = "ada@example.com") {
        outbox::EmailOrder order;
        order.to = Personal{std::string{to}};
        order.values.emplace_back("code", Secret{"271828"});
        order.values.emplace_back("minutes", Secret{"10"});
        db::write(database(), [&](db::Tx& tx) {
            outbox::send_email(tx, order, key, {timer.now(), ids, random});
        });
    }

    /// One round; how long it wants to pause.
    Duration round(Postman& postman) {
        std::exception_ptr failure;
        Duration pause{0};
        asio::co_spawn(context, postman.send_one(), [&](std::exception_ptr error, Duration value) {
            failure = error;
            pause = value;
        });
        context.restart();
        context.run();
        if (failure) std::rethrow_exception(failure);
        return pause;
    }

    outbox::EmailCounts counts() {
        return db::read(database(), [](db::Tx& tx) { return outbox::count_emails(tx); });
    }

    static std::string header(const boost::json::object& message, std::string_view name) {
        const std::string text{message.at("content").as_string()};
        const auto at = text.find("\r\n" + std::string{name} + ": ");
        return text.substr(at + 2, text.find("\r\n", at + 2) - at - 2);
    }

    asio::io_context context;
    net::ManualTimer timer{from_micros(1'790'000'000'000'000)};
    SystemRandom random;
    IdGenerator ids{timer, 1};
    crypto::Key key = crypto::Key::random(random);
    MailCounters counters;
};

INSTANTIATE_TEST_SUITE_P(
    Engines, PostmanTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(PostmanTest, A3_CodeReachesItsReaderAndLeavesTheStore) {
    SmtpServer server({});
    auto one = postman(server);
    order();
    EXPECT_EQ(round(one), 0s);
    const auto message = server.next();
    EXPECT_EQ(message.at("to").at(0), "ada@example.com");
    EXPECT_THAT(std::string{message.at("content").as_string()}, HasSubstr("271828"));
    EXPECT_GT(round(one), 0s);
    EXPECT_EQ(counts().waiting, 0);
    EXPECT_EQ(counters.sent.value(), 1);
}

TEST_P(PostmanTest, NothingIsLostWhileTheServerIsDown) {
    std::string url;
    SmtpSettings nowhere;
    {
        const SmtpServer server({});
        nowhere = settings(server);
    }
    auto one = postman(std::make_unique<SmtpCarrier>(nowhere));
    order();
    for (int attempt = 1; attempt <= 4; ++attempt) {
        round(one);
        EXPECT_EQ(counts().waiting, 1);
        timer.advance(outbox::email_retry_delay(attempt));
    }
    SmtpServer server({});
    auto other = postman(server);
    round(other);
    EXPECT_EQ(server.next().at("to").at(0), "ada@example.com");
    EXPECT_EQ(counts().waiting, 0);
    EXPECT_EQ(counters.failed.value(), 4);
}

TEST_P(PostmanTest, ServerThatDiesBeforeItsAnswerMayGetItTwiceUnderOneId) {
    SmtpServer server({"--fault=die_before_answer"});
    auto one = postman(server);
    order();
    round(one);
    const auto first = server.next();
    EXPECT_TRUE(first.at("died").as_bool());
    EXPECT_EQ(counts().waiting, 1);
    timer.advance(outbox::email_retry_delay(1));
    round(one);
    const auto second = server.next();
    EXPECT_FALSE(second.at("died").as_bool());
    EXPECT_EQ(header(second, "Message-ID"), header(first, "Message-ID"));
    EXPECT_EQ(header(second, "Date"), header(first, "Date"));
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(PostmanTest, RefusedRecipientIsGivenUpAndHoldsNobodyUp) {
    SmtpServer server({"--fault=refuse_recipient"});
    auto one = postman(server);
    order("nobody@example.com");
    timer.advance(1s);
    order();
    round(one);
    round(one);
    EXPECT_EQ(server.next().at("to").at(0), "ada@example.com");
    EXPECT_EQ(counts().waiting, 0);
    EXPECT_EQ(counts().given_up, 1);
    EXPECT_EQ(counters.refused.value(), 1);
}

TEST_P(PostmanTest, SecI_AddressWithALineEndIsGivenUp) {
    SmtpServer server({});
    auto one = postman(server);
    order("ada@example.com\r\nRCPT TO:<eve@example.com>");
    round(one);
    EXPECT_TRUE(server.is_quiet());
    EXPECT_EQ(counts().given_up, 1);
}

TEST_P(PostmanTest, NodeThatDiesAfterClaimingIsReplaced) {
    SmtpServer server({});
    order();
    ASSERT_TRUE(db::write(database(), [&](db::Tx& tx) {
        return outbox::claim_email(tx, key, timer.now());
    }));
    auto one = postman(server);
    EXPECT_GT(round(one), 0s);
    timer.advance(outbox::email_claim);
    round(one);
    EXPECT_EQ(server.next().at("to").at(0), "ada@example.com");
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(PostmanTest, StoppingDoesNotWaitForASlowServer) {
    auto slow = std::make_unique<SlowCarrier>();
    auto begun = slow->begun.get_future();
    auto one = postman(std::move(slow));
    order();
    bool ended = false;
    asio::co_spawn(context, one.send_one(), [&](std::exception_ptr, Duration) { ended = true; });
    context.restart();
    while (begun.wait_for(0s) != std::future_status::ready) context.run_for(1ms);
    asio::co_spawn(context, one.finish(), [&](std::exception_ptr) { EXPECT_TRUE(ended); });
    context.run();
    EXPECT_TRUE(ended);
    EXPECT_EQ(counts().waiting, 1);
    EXPECT_GT(round(one), 0s);
}

}  // namespace
}  // namespace otpost::delivery::mail
