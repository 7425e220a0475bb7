// SPDX-License-Identifier: Apache-2.0
// What a customer finds of his leases, keeps of them as a table, and sees of their money.
#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class HistoryApi : public HouseTest {
protected:
    static std::vector<std::string> ids_of(const Reply& list) {
        std::vector<std::string> ids;
        for (const auto& lease : list.json.at("items").as_array())
            ids.emplace_back(lease.at("id").as_string());
        return ids;
    }

    static std::string path(const Reply& lease) { return "/v1/leases/" + lease["/id"]; }

    /// The lines of a chunked body; nothing if it broke off.
    static std::vector<std::string> table_of(const Reply& reply) {
        EXPECT_EQ(reply.header("transfer-encoding"), "chunked");
        std::string text;
        std::string_view rest = reply.body;
        for (;;) {
            const auto line = rest.find("\r\n");
            if (line == std::string_view::npos) return {};
            const auto size = std::stoul(std::string{rest.substr(0, line)}, nullptr, 16);
            if (size == 0) break;
            text += rest.substr(line + 2, size);
            rest.remove_prefix(line + 2 + size + 2);
        }
        std::vector<std::string> lines;
        for (std::size_t end = 0; (end = text.find("\r\n")) != std::string::npos;) {
            lines.push_back(text.substr(0, end));
            text.erase(0, end + 2);
        }
        return lines;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, HistoryApi, testing::all_engines, testing::engine_name);

TEST_P(HistoryApi, LeasesAreFoundByServiceTimeAndNumber) {
    const Person ada = add_person();
    const Reply first = open_lease(ada);
    timer.advance(10min);
    const Reply second = open_lease(ada, "telegram");
    Caller caller = as(ada);
    EXPECT_THAT(ids_of(caller.get("/v1/leases?service=telegram")), ElementsAre(second["/id"]));
    EXPECT_THAT(ids_of(caller.get("/v1/leases?search=whats")), ElementsAre(first["/id"]));
    // A number that has served one service may be given for another.
    std::vector<std::string> on_number{first["/id"]};
    if (second["/number"] == first["/number"]) on_number.insert(on_number.begin(), second["/id"]);
    EXPECT_EQ(ids_of(caller.get("/v1/leases?search=" + first["/number"].substr(1))), on_number);
    EXPECT_THAT(
        ids_of(caller.get("/v1/leases?opened_from=2026-11-22T00:05:00Z&country=GB")),
        ElementsAre(second["/id"])
    );
    const Reply wrong = caller.get("/v1/leases?opened_before=yesterday");
    EXPECT_EQ(wrong.status, 422U) << wrong;
    EXPECT_EQ(wrong["/errors/0/field"], "opened_before");
}

TEST_P(HistoryApi, ASearchGoesOnFromPageToPage) {
    const Person ada = add_person();
    std::vector<std::string> opened;
    for (int i = 0; i < 3; ++i) opened.insert(opened.begin(), open_lease(ada)["/id"]);
    Caller caller = as(ada);
    const Reply first = caller.get("/v1/leases?service=whatsapp&limit=2");
    const Reply second =
        caller.get("/v1/leases?service=whatsapp&limit=2&cursor=" + first["/next_cursor"]);
    auto all = ids_of(first);
    for (auto& id : ids_of(second)) all.push_back(std::move(id));
    EXPECT_EQ(all, opened);
    EXPECT_EQ(second["/next_cursor"], "null");
}

TEST_P(HistoryApi, TheExportHasAllThatFitsAndNoContent) {
    const Person ada = add_person();
    const Person bob = add_person({.name = "bob"});
    const Reply lease = open_lease(ada);
    ASSERT_EQ(deliver({.to = lease["/number"], .text = "Your WhatsApp code: 481927"}).status, 200U);
    const Reply refunded = open_lease(ada, "telegram");
    ASSERT_EQ(as(ada).post(path(refunded) + "/cancel").status, 200U);
    open_lease(bob);

    const Reply answer = as(ada).get("/v1/leases/export");
    ASSERT_EQ(answer.status, 200U) << answer;
    EXPECT_EQ(answer.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_THAT(answer.header("content-disposition"), HasSubstr("leases-2026-11-22.csv"));
    EXPECT_THAT(answer.body, Not(HasSubstr("481927")));
    const auto table = table_of(answer);
    ASSERT_THAT(table, SizeIs(3));
    EXPECT_THAT(table[0], HasSubstr("lease,opened_at,service,country,number,status"));
    EXPECT_THAT(table[1], HasSubstr("Telegram,United Kingdom,\"'+44"));
    EXPECT_THAT(table[1], HasSubstr(",cancelled,cancelled,0.50,USD,refunded,,2026-11-22T00:00"));
    EXPECT_THAT(table[2], HasSubstr(",received,,0.35,USD,charged,2026-11-22T00:00"));

    EXPECT_THAT(table_of(as(ada).get("/v1/leases/export?status=received")), SizeIs(2));
    EXPECT_THAT(table_of(as(ada).get("/v1/leases/export?search=nowhere")), SizeIs(1));
    EXPECT_EQ(as(ada).get("/v1/leases/export?status=lost").status, 422U);
}

TEST_P(HistoryApi, TheExportIsNotCutAtAPage) {
    const Person ada = add_person({.balance = Money{1'000'000'000}});
    add_numbers("GB", "+4478009", 600);
    for (int i = 0; i < 520; ++i) {
        if (i % 150 == 149) timer.advance(1h);  // the plan allows 200 in an hour
        const Reply lease = open_lease(ada);
        ASSERT_EQ(lease.status, 201U) << lease;
        as(ada).post(path(lease) + "/cancel");
    }
    EXPECT_THAT(table_of(as(ada).get("/v1/leases/export")), SizeIs(521));
}

TEST_P(HistoryApi, W4_ALeaseShowsItsFeeAndItsRefund) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const Reply lease = open_lease(ada);
    ASSERT_EQ(as(ada).post(path(lease) + "/cancel").status, 200U);
    const Reply money = as(ada).get(path(lease) + "/transfers");
    ASSERT_EQ(money.status, 200U) << money;
    EXPECT_EQ(money["/items/0/kind"], "lease");
    EXPECT_EQ(money["/items/0/amount/amount"], "-0.35");
    EXPECT_EQ(money["/items/0/balance_after/amount"], "0.65");
    EXPECT_EQ(money["/items/1/kind"], "refund");
    EXPECT_EQ(money["/items/1/lease_id"], lease["/id"]);
    EXPECT_EQ(money["/items/1/balance_after/amount"], "1.00");
    EXPECT_EQ(money["/items/2"], "absent");
}

}  // namespace
}  // namespace otpost::api_test
