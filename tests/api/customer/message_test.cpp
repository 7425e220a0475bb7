// SPDX-License-Identifier: Apache-2.0
// Messages from the supplier's webhook to the customer, and what is left of them.
#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <sstream>

namespace otpost::api_test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view canary_code = "730416";
constexpr std::string_view canary_word = "Zyxomma";

constexpr db::Statement count_content{
    "test.count_content", "SELECT COUNT(*) FROM message WHERE content IS NOT NULL"
};
constexpr db::Statement list_outcomes{
    "test.list_outcomes", "SELECT outcome FROM message ORDER BY id"
};

bool file_holds(const fs::path& path, std::string_view needle) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return content.view().contains(needle);
}

class MessageApi : public HouseTest {
protected:
    static std::string path(const Reply& lease) { return "/v1/leases/" + lease["/id"]; }

    static std::string canary_text() {
        return fmt::format("{} says your WhatsApp code: {}", canary_word, canary_code);
    }

    Reply code_of(const Person& person, const Reply& lease) {
        return as(person).get(path(lease) + "/code?wait=30");
    }

    std::int64_t contents_kept() {
        return read([](db::Tx& tx) {
            return *tx.one(count_content, [](const db::Row& row) { return row.int64(0); });
        });
    }

    std::vector<std::string> outcomes() {
        return read([](db::Tx& tx) {
            return tx.all(list_outcomes, [](const db::Row& row) {
                return std::string{row.text(0)};
            });
        });
    }

    /// Where this test's bytes are: its data folder, and PostgreSQL's own.
    std::vector<fs::path> folders() {
        std::vector<fs::path> all{folder()};
        const std::string& url = store().options().location;
        if (const auto host = url.find("host="); host != std::string::npos)
            all.emplace_back(url.substr(host + 5));
        return all;
    }

    /// Files in which the needle stands.
    std::vector<std::string> files_with(std::string_view needle) {
        std::vector<std::string> found;
        for (const fs::path& root : folders()) {
            const auto options = fs::directory_options::skip_permission_denied;
            std::error_code error;
            for (fs::recursive_directory_iterator it(root, options, error), end; it != end;
                 it.increment(error)) {
                if (it->is_regular_file(error) && file_holds(it->path(), needle))
                    found.push_back(it->path().string());
            }
        }
        return found;
    }

    void expect_no_trace() {
        using ::testing::IsEmpty;
        EXPECT_THAT(files_with(canary_code), IsEmpty());
        EXPECT_THAT(files_with(canary_word), IsEmpty());
    }

    /// The store as a thief or a backup has it: all files as they are now.
    void copy_store() { fs::copy(folder(), copy_, fs::copy_options::recursive); }

    /// Serves the copy with the keys of today and the clock of the day it was taken.
    Reply read_copy(const Person& person, const Reply& lease, Time at) {
        stop();
        fs::remove_all(copy_ / "data");
        db::StoreOptions options;
        options.location = (copy_ / "otpost.db").string();
        const auto database = db::open(options);
        SteppedTimer then{at};
        const app::Surroundings surroundings{then, random, crypto::bcrypt_cost_min};
        app::House thief(config, *database, app::Mode::production, surroundings);
        std::promise<unsigned short> listening;
        std::jthread serving{[&] {
            thief.run([&](const std::string& url) {
                listening.set_value(
                    static_cast<unsigned short>(std::stoi(url.substr(url.rfind(':') + 1)))
                );
            });
        }};
        const unsigned short its_port = listening.get_future().get();
        Reply reply = Caller{its_port, person.headers}.get(path(lease));
        thief.stop();
        return reply;
    }

private:
    otpost::testing::TempFolder copy_folder_;
    fs::path copy_ = copy_folder_.path() / "copy";
};

INSTANTIATE_TEST_SUITE_P(Engines, MessageApi, testing::all_engines, testing::engine_name);

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_P(MessageApi, M2_SameIdTwiceCountsOnce) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    const Sms sms{.to = lease["/number"], .text = "Your WhatsApp code: 111222", .id = "same"};
    const Reply first = deliver(sms);
    EXPECT_EQ(first["/status"], "accepted");
    const Reply again = deliver(sms);
    EXPECT_EQ(again.status, 200U);
    EXPECT_EQ(again["/status"], "duplicate");
    EXPECT_EQ(again["/id"], first["/id"]);
    EXPECT_EQ(as(ada).get(path(lease))["/messages_count"], "1");
}

TEST_P(MessageApi, M2_ResentWithAnotherIdCountsOnce) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    Sms sms{
        .to = lease["/number"],
        .text = "Your WhatsApp code: 111222",
        .id = "first",
        .received_at = "2026-11-22T00:00:00Z"
    };
    EXPECT_EQ(deliver(sms)["/status"], "accepted");
    sms.id = "second";
    EXPECT_EQ(deliver(sms)["/status"], "duplicate");
    EXPECT_EQ(as(ada).get(path(lease))["/messages_count"], "1");
}

TEST_P(MessageApi, M2_ARealSecondMessageIsShown) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    Sms sms{
        .to = lease["/number"],
        .text = "Your WhatsApp code: 111222",
        .id = "first",
        .received_at = "2026-11-22T00:00:00Z"
    };
    EXPECT_EQ(deliver(sms)["/status"], "accepted");
    sms.id = "second";
    sms.received_at = "2026-11-22T00:00:30Z";
    EXPECT_EQ(deliver(sms)["/status"], "accepted");
    const Reply shown = as(ada).get(path(lease));
    EXPECT_EQ(shown["/messages_count"], "2");
    EXPECT_EQ(shown["/messages/1/received_at"], "2026-11-22T00:00:30.000Z");
}

TEST_P(MessageApi, M2_PartsInAnyOrderAreOneMessage) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    const auto part = [&](int seq, std::string_view text) {
        return deliver_body(fmt::format(
            R"({{"id":"p{}","to":"{}","from":"WhatsApp","text":"{}",)"
            R"("part":{{"ref":7,"total":2,"seq":{}}}}})",
            seq,
            lease["/number"],
            text,
            seq
        ));
    };
    EXPECT_EQ(part(2, "26 and tell nobody.").status, 200U);
    EXPECT_EQ(as(ada).get(path(lease))["/messages_count"], "0");
    EXPECT_EQ(part(1, "Your WhatsApp code: 4819").status, 200U);
    const Reply code = code_of(ada, lease);
    EXPECT_EQ(code["/code"], "481926") << code;
    EXPECT_EQ(code["/message/text"], "Your WhatsApp code: 481926 and tell nobody.");
}

TEST_P(MessageApi, M3_ContentWithoutALeaseIsNeverStored) {
    const Person ada = add_person();
    const Reply free_number = deliver({.to = "+447700900029", .text = canary_text()});
    EXPECT_EQ(free_number.status, 200U) << free_number;
    const Reply lease = open_lease(ada);
    const Sms other{
        .to = lease["/number"],
        .text = fmt::format("{}: Telegram code {}", canary_word, canary_code),
        .from = "Telegram"
    };
    EXPECT_EQ(deliver(other).status, 200U);
    ASSERT_EQ(as(ada).post(path(lease) + "/cancel").status, 200U);
    // Another text: the number may be the one of the first message.
    EXPECT_EQ(deliver({.to = lease["/number"], .text = canary_text() + "."}).status, 200U);
    EXPECT_EQ(contents_kept(), 0);
    EXPECT_THAT(outcomes(), ElementsAre("no_lease", "other_service", "no_lease"));
    expect_no_trace();
}

TEST_P(MessageApi, T1_MessageOfABlockedServiceIsNeverDelivered) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    const Sms paypal{
        .to = lease["/number"],
        .text = fmt::format("PayPal: {} is your security code. {}", canary_code, canary_word),
        .from = "PayPal"
    };
    EXPECT_EQ(deliver(paypal).status, 200U);
    EXPECT_THAT(outcomes(), ElementsAre("policy"));
    EXPECT_EQ(contents_kept(), 0);
    EXPECT_EQ(as(ada).get(path(lease))["/messages_count"], "0");
}

TEST_P(MessageApi, M6_FiveMinutesAfterDeliveryTheContentIsGone) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    ASSERT_EQ(deliver({.to = lease["/number"], .text = canary_text()}).status, 200U);
    EXPECT_EQ(code_of(ada, lease)["/code"], canary_code);
    timer.advance(4min);
    EXPECT_EQ(as(ada).get(path(lease))["/code"], canary_code);
    timer.advance(1min);
    const Reply gone = as(ada).get(path(lease));
    EXPECT_EQ(gone["/code"], "null") << gone;
    EXPECT_EQ(gone["/messages/0/text"], "null");
    EXPECT_EQ(gone["/messages/0/sender"], "null");
    EXPECT_EQ(gone["/messages_count"], "1");
    EXPECT_EQ(code_of(ada, gone)["/code"], "null");
    EXPECT_TRUE(wait_until([&] { return contents_kept() == 0; }));
    expect_no_trace();
}

TEST_P(MessageApi, M6_UndeliveredContentDiesWithTheWindow) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    ASSERT_EQ(deliver({.to = lease["/number"], .text = canary_text()}).status, 200U);
    EXPECT_EQ(contents_kept(), 1);
    timer.advance(20min);
    EXPECT_TRUE(wait_until([&] { return contents_kept() == 0; }));
    EXPECT_TRUE(wait_until([&] { return as(ada).get(path(lease))["/status"] == "completed"; }));
    const Reply gone = as(ada).get(path(lease));
    EXPECT_EQ(gone["/code"], "null");
    EXPECT_EQ(gone["/messages/0/text"], "null");
    expect_no_trace();
}

TEST_P(MessageApi, M6_EarlierCopyOfTheStoreYieldsNothingAfterwards) {
    if (GetParam() == db::Engine::postgres) GTEST_SKIP() << "the copy is one of files";
    const Person ada = add_person();
    const Reply delivered = open_lease(ada);
    ASSERT_EQ(deliver({.to = delivered["/number"], .text = canary_text()}).status, 200U);
    ASSERT_EQ(code_of(ada, delivered)["/code"], canary_code);
    copy_store();
    const Time copied_at = timer.now();
    timer.advance(5min);
    ASSERT_TRUE(wait_until([&] { return contents_kept() == 0; }));
    const Reply reply = read_copy(ada, delivered, copied_at);
    EXPECT_EQ(reply["/status"], "received") << reply;
    EXPECT_EQ(reply["/code"], "null");
    EXPECT_EQ(reply["/messages/0/text"], "null");
}

TEST_P(MessageApi, M6_EarlierCopyWithUndeliveredContentYieldsNothingAfterTheWindow) {
    if (GetParam() == db::Engine::postgres) GTEST_SKIP() << "the copy is one of files";
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    ASSERT_EQ(deliver({.to = lease["/number"], .text = canary_text()}).status, 200U);
    copy_store();
    const Time copied_at = timer.now();
    timer.advance(20min);
    ASSERT_TRUE(wait_until([&] { return contents_kept() == 0; }));
    timer.advance(1min);
    timer.advance(1min);
    const Reply reply = read_copy(ada, lease, copied_at);
    EXPECT_EQ(reply["/status"], "received") << reply;
    EXPECT_EQ(reply["/code"], "null");
    EXPECT_EQ(reply["/messages/0/text"], "null");
}

TEST_P(MessageApi, M7_LogsAndMetricsHoldNoContent) {
    const Person ada = add_person({.password = "correct horse battery staple"});
    const Reply lease = open_lease(ada);
    const Sms sms{.to = lease["/number"], .text = canary_text(), .from = "Qwyjibo"};
    ASSERT_EQ(deliver(sms).status, 200U);
    ASSERT_EQ(code_of(ada, lease)["/code"], canary_code);
    const Reply metrics = stranger().get("/metrics");
    EXPECT_EQ(metrics.status, 200U);
    deliver_body(fmt::format(R"({{"id":"x","to":"nonsense {}"}})", canary_word));
    deliver_body(fmt::format(R"({{"text":"{})", canary_word));
    as(ada).post(path(lease) + "/finish");
    stop();
    const std::string log = log_text();
    for (const std::string& secret :
         {std::string{canary_code},
          std::string{canary_word},
          std::string{"Qwyjibo"},
          lease["/number"].substr(1),
          ada.email,
          ada.headers.substr(22, 40)}) {
        EXPECT_THAT(log, Not(HasSubstr(secret)));
        EXPECT_THAT(metrics.body, Not(HasSubstr(secret)));
    }
}

TEST_P(MessageApi, SecW3_WebhookSignatureAndTimeAreChecked) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    const std::string body =
        fmt::format(R"({{"id":"1","to":"{}","from":"a","text":"b"}})", lease["/number"]);
    const Reply unsigned_call = stranger().send("POST", "/ingest/http/testhook", body);
    EXPECT_EQ(unsigned_call.status, 401U) << unsigned_call;
    EXPECT_EQ(unsigned_call["/code"], "signature_invalid");
    const Reply unknown = stranger().send("POST", "/ingest/http/nobody", body);
    EXPECT_EQ(unknown.status, 404U);
    EXPECT_EQ(unknown["/code"], "supplier_unknown");
    const Reply foreign = deliver({.to = "+447700900999", .text = "hello"});
    EXPECT_EQ(foreign["/code"], "number_invalid") << foreign;
}

TEST_P(MessageApi, M1_ABatchIsAnsweredItemByItem) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    const Reply reply = deliver_body(fmt::format(
        R"([{{"id":"1","to":"{0}","from":"WhatsApp","text":"WhatsApp code 123456"}},)"
        R"({{"id":"2","to":"+447700999999","from":"WhatsApp","text":"WhatsApp code 654321"}},)"
        R"({{"id":"1","to":"{0}","from":"WhatsApp","text":"WhatsApp code 123456"}}])",
        lease["/number"]
    ));
    EXPECT_EQ(reply.status, 200U) << reply;
    EXPECT_EQ(reply["/items/0/status"], "accepted");
    EXPECT_EQ(reply["/items/1/status"], "refused");
    EXPECT_EQ(reply["/items/1/code"], "number_invalid");
    EXPECT_EQ(reply["/items/2/status"], "duplicate");
}

TEST_P(MessageApi, M1_TextThatNoStoreTakesIsAnswered) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    for (const char* id : {R"(nul\u0000in it)", R"(\ud83d\ude00)"}) {
        const Reply reply = deliver_body(fmt::format(
            R"({{"id":"{}","to":"{}","from":"a\u0000b","text":"WhatsApp code 1234\u000056"}})",
            id,
            lease["/number"]
        ));
        EXPECT_LT(reply.status, 500U) << reply;
    }
}

}  // namespace
}  // namespace otpost::api_test
