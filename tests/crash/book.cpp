// SPDX-License-Identifier: Apache-2.0
#include "book.hpp"

#include "base/money.hpp"

#include <gmock/gmock.h>

#include <span>
#include <stdexcept>
#include <thread>

namespace otpost::crash {

using ::testing::AnyOf;
using ::testing::Eq;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t demo_filling = 100'000'000'000;

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string{value.as_string()} : std::string{};
}

std::int64_t micros_of(const json::value& money) {
    const auto amount = parse_amount(text_of(money.at("amount")));
    if (!amount) throw std::runtime_error("no amount: " + json::serialize(money));
    return amount->micros();
}

/// Until there is a definite answer; a busy store says 503.
Answer insist(Client& client, Attempt attempt) {
    attempt.status = 0;
    for (int tries = 0; tries < 200; ++tries) {
        auto answer = send(client, attempt);
        if (attempt.is_acknowledged()) return answer;
        std::this_thread::sleep_for(50ms);
    }
    return {};
}

Answer insist(Client& client, const Sms& sms) {
    for (int tries = 0; tries < 200; ++tries) {
        auto answer = client.deliver(sms);
        if (answer.status != 0 && answer.status != 503) return answer;
        std::this_thread::sleep_for(50ms);
    }
    return {};
}

/// One of the house's connections to a store that came back may find it later than another.
Answer insist(Client& client, const std::string& path) {
    for (int tries = 0; tries < 200; ++tries) {
        auto answer = client.get(path);
        if (answer.status != 0 && answer.status != 503) return answer;
        std::this_thread::sleep_for(50ms);
    }
    return {};
}

bool may_be_cancelled(const Story& story) {
    return story.cancel && (!story.cancel->is_acknowledged() || story.cancel->status == 200);
}

bool must_be_cancelled(const Story& story) {
    return story.cancel && story.cancel->status == 200;
}

void expect_kept(Client& client, Story& story) {
    if (story.open.status != 201) return;
    SCOPED_TRACE(story.open.key + " " + story.lease);
    const auto answer = insist(client, "/v1/leases/" + story.lease);
    ASSERT_EQ(answer.status, 200) << answer.text;
    const auto lease = answer.object();
    const auto opened = json::parse(story.open.answer);
    EXPECT_EQ(lease.at("number"), opened.at("number"));
    EXPECT_EQ(lease.at("price"), opened.at("price"));
    EXPECT_EQ(lease.at("expires_at"), opened.at("expires_at"));
    story.status = text_of(lease.at("status"));
    if (story.sms) {
        const bool is_there = lease.at("messages_count") == 1;
        if (!story.message.empty()) EXPECT_TRUE(is_there) << answer.text;
        EXPECT_EQ(story.status, is_there ? "received" : "waiting");
        if (is_there) EXPECT_EQ(text_of(lease.at("code")), story.code) << answer.text;
        return;
    }
    const bool is_cancelled = story.status == "cancelled";
    EXPECT_TRUE(is_cancelled || story.status == "waiting") << answer.text;
    EXPECT_TRUE(is_cancelled ? may_be_cancelled(story) : !must_be_cancelled(story)) << answer.text;
    EXPECT_EQ(lease.at("refunded"), is_cancelled);
}

/// The same key gives the same answer, now and again; what was not answered gets one.
void settle(Client& client, Attempt& attempt) {
    const auto first = insist(client, attempt);
    const auto second = insist(client, attempt);
    EXPECT_EQ(second.status, first.status);
    EXPECT_EQ(second.text, first.text);
    if (attempt.is_acknowledged()) {
        EXPECT_EQ(first.status, attempt.status) << first.text;
        EXPECT_EQ(first.text, attempt.answer);
    }
    attempt.status = first.status;
    attempt.answer = first.text;
}

void settle_message(Client& client, Story& story, const Sms& sms) {
    const auto first = insist(client, sms);
    ASSERT_EQ(first.status, 200) << first.text;
    const auto state = text_of(first.object().at("status"));
    const auto id = text_of(first.object().at("id"));
    if (story.message.empty()) {
        EXPECT_THAT(state, AnyOf(Eq("accepted"), Eq("duplicate")));
    } else {
        EXPECT_EQ(state, "duplicate");
        EXPECT_EQ(id, story.message);
    }
    const auto second = insist(client, sms);
    ASSERT_EQ(second.status, 200) << second.text;
    EXPECT_EQ(text_of(second.object().at("status")), "duplicate");
    EXPECT_EQ(text_of(second.object().at("id")), id);
    story.message = id;
}

void settle(Client& client, Story& story) {
    SCOPED_TRACE(story.open.key + " " + story.lease);
    settle(client, story.open);
    EXPECT_THAT(story.open.status, AnyOf(Eq(201U), Eq(409U))) << story.open.answer;
    if (story.open.status != 201) return;
    story.learn(json::parse(story.open.answer).as_object());
    if (story.cancel) settle(client, *story.cancel);
    if (story.sms) settle_message(client, story, *story.sms);
    const auto lease = insist(client, "/v1/leases/" + story.lease);
    ASSERT_EQ(lease.status, 200) << lease.text;
    story.status = text_of(lease.object().at("status"));
    if (story.cancel) EXPECT_EQ(story.status, "cancelled") << lease.text;
    if (!story.sms) return;
    EXPECT_EQ(story.status, "received") << lease.text;
    EXPECT_EQ(lease.object().at("messages_count"), 1);
    EXPECT_EQ(text_of(lease.object().at("code")), story.code) << lease.text;
}

}  // namespace

void Story::learn(const json::object& lease_view) {
    lease = text_of(lease_view.at("id"));
    price = micros_of(lease_view.at("price"));
}

Answer send(Client& client, Attempt& attempt) {
    auto answer = client.post(attempt.path, attempt.body, attempt.key);
    if (answer.status == 0 || answer.status == 503) return answer;
    attempt.status = answer.status;
    attempt.answer = answer.text;
    return answer;
}

void Book::add(Story story) {
    const std::lock_guard lock(adding_);
    stories_.push_back(std::move(story));
}

void Book::check(House& house) {
    auto client = house.client();
    const std::span fresh = std::span{stories_}.subspan(settled_);
    for (Story& story : fresh) {
        acknowledged_ += story.open.is_acknowledged() ? 1 : 0;
        acknowledged_ += story.cancel && story.cancel->is_acknowledged() ? 1 : 0;
        acknowledged_ += story.message.empty() ? 0 : 1;
        expect_kept(client, story);
    }
    for (Story& story : fresh) settle(client, story);
    settled_ = stories_.size();
    expect_sums(house, client);
}

void Book::expect_sums(const House& house, Client& client) const {
    std::int64_t leases = 0;
    std::int64_t balance = demo_filling;
    std::int64_t held = 0;
    for (const Story& story : stories_) {
        if (story.open.status != 201) continue;
        ++leases;
        if (story.status != "cancelled" && story.status != "expired") balance -= story.price;
        if (story.status == "waiting") held += story.price;
    }
    EXPECT_EQ(house.verified_leases(), leases);
    const auto wallet = insist(client, "/v1/wallet").object();
    EXPECT_EQ(micros_of(wallet.at("balance")), balance);
    EXPECT_EQ(micros_of(wallet.at("held")), held);
}

}  // namespace otpost::crash
