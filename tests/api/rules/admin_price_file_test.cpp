// SPDX-License-Identifier: Apache-2.0
// Prices as a file: what comes out goes in again and changes nothing; a preview changes nothing; an
// import changes what its preview showed, all or none, with each price in the audit log.
#include "browser.hpp"
#include "catalog/catalog.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class AdminPriceFileApi : public HouseTest {
protected:
    void SetUp() override {
        ada = add_person();
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    std::string exported(std::string_view query = "") {
        const Reply file = as(root).get(fmt::format("/v1/admin/prices/export{}", query));
        EXPECT_EQ(file.status, 200U) << file;
        return file.body;
    }

    Reply preview(const std::string& csv) {
        const boost::json::object body{{"csv", csv}};
        return as(root).send(
            "POST", "/v1/admin/prices/import/preview", boost::json::serialize(body)
        );
    }

    Reply import(const std::string& csv, const std::string& digest, const std::string& key = {}) {
        const boost::json::object body{{"csv", csv}, {"digest", digest}, {"reason", "new prices"}};
        const auto one = key.empty() ? new_idempotency_key() : key;
        return as(root).post("/v1/admin/prices/import", boost::json::serialize(body), one);
    }

    std::vector<audit::Listed> entries(audit::Action action) {
        return read([action](db::Tx& tx) {
            return audit::page(tx, {.action = action, .limit = 10});
        });
    }

    std::string price_of(std::string_view service) {
        return open_lease(ada, service)["/price/amount"];
    }

    static constexpr auto two_changes =
        "service,country,source,price,currency\n"
        "whatsapp,GB,set,0.42,USD\n"
        "telegram,GB,withdrawn,,\n"
        "signal,GB,set,0.50,USD\n";

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminPriceFileApi, testing::all_engines, testing::engine_name);

TEST_P(AdminPriceFileApi, WhatIsExportedChangesNothingWhenItIsTakenIn) {
    const Reply file = as(root).get("/v1/admin/prices/export");
    EXPECT_EQ(file.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_EQ(file.header("content-disposition"), "attachment; filename=\"prices-2026-11-22.csv\"");
    EXPECT_THAT(
        file.body, StartsWith("service,service_name,country,country_name,source,price,currency\r\n")
    );
    EXPECT_THAT(file.body, HasSubstr("whatsapp,WhatsApp,GB,United Kingdom,set,0.35,USD\r\n"));
    for (const auto* part :
         {"", "?service=paypal", "?country=DE", "?service=whatsapp&country=GB"}) {
        const Reply seen = preview(exported(part));
        EXPECT_EQ(seen.status, 200U) << seen;
        EXPECT_EQ(seen["/mistakes_total"], "0") << seen;
        EXPECT_EQ(seen.json.at("changes").as_array().size(), 0U);
        EXPECT_NE(seen["/counts/unchanged"], "0");
    }
    EXPECT_THAT(
        exported("?service=paypal"), HasSubstr("paypal,PayPal,DE,Germany,set,0.50,USD\r\n")
    );
    EXPECT_EQ(as(root).get("/v1/admin/prices/export?service=fax")["/code"], "service_unknown");
    EXPECT_EQ(as(root).get("/v1/admin/prices/export?country=ZZ")["/code"], "country_unknown");
}

TEST_P(AdminPriceFileApi, APreviewTellsOldAndNewAndChangesNothing) {
    const Reply seen = preview(two_changes);
    ASSERT_EQ(seen.status, 200U) << seen;
    EXPECT_EQ(seen["/counts/changed"], "1");
    EXPECT_EQ(seen["/counts/withdrawn"], "1");
    EXPECT_EQ(seen["/counts/unchanged"], "1");
    EXPECT_EQ(seen["/changes/0/line"], "2");
    EXPECT_EQ(seen["/changes/0/kind"], "changed");
    EXPECT_EQ(seen["/changes/0/before/price/amount"], "0.35");
    EXPECT_EQ(seen["/changes/0/after/price/amount"], "0.42");
    EXPECT_EQ(seen["/changes/1/service_name"], "Telegram");
    EXPECT_EQ(seen["/changes/1/after/source"], "withdrawn");
    EXPECT_EQ(price_of("whatsapp"), "0.35");
    EXPECT_EQ(price_of("telegram"), "0.50");
    EXPECT_TRUE(entries(audit::Action::price_changed).empty());
}

TEST_P(AdminPriceFileApi, SEC_L2_AnImportIsOnRecordPriceByPrice) {
    const Reply done = import(two_changes, preview(two_changes)["/digest"]);
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/changed"], "1");
    EXPECT_EQ(price_of("whatsapp"), "0.42");
    EXPECT_EQ(open_lease(ada, "telegram")["/code"], "offer_unavailable");
    const auto prices = entries(audit::Action::price_changed);
    ASSERT_EQ(prices.size(), 2U);
    EXPECT_EQ(prices[1].row.object.id, "GB/whatsapp");
    EXPECT_EQ(prices[1].row.detail, "price: 0.35 USD (set) to 0.42 USD (set)");
    EXPECT_EQ(prices[1].row.actor, to_string(root.id));
    EXPECT_EQ(prices[1].personal.reason.value().reveal(), "new prices");
    const auto imports = entries(audit::Action::catalog_imported);
    ASSERT_EQ(imports.size(), 1U);
    EXPECT_THAT(imports[0].row.detail, StartsWith("0 added, 1 changed, 1 withdrawn, 0 returned"));
    EXPECT_EQ(imports[0].row.request_id, prices[0].row.request_id);
}

TEST_P(AdminPriceFileApi, W6_ARepeatedImportIsOne) {
    const auto digest = preview(two_changes)["/digest"];
    const Reply first = import(two_changes, digest, "k");
    ASSERT_EQ(first.status, 200U) << first;
    EXPECT_EQ(import(two_changes, digest, "k").body, first.body);
    EXPECT_EQ(entries(audit::Action::catalog_imported).size(), 1U);
    EXPECT_EQ(import(two_changes, digest)["/code"], "preview_outdated");
    const Reply nothing = import(two_changes, preview(two_changes)["/digest"]);
    EXPECT_EQ(nothing["/code"], "conflict") << nothing;
}

TEST_P(AdminPriceFileApi, WhatIsNotAsItWasPreviewedIsRefused) {
    const auto digest = preview(two_changes)["/digest"];
    const auto other = std::string{two_changes} + "google,GB,set,0.01,USD\n";
    EXPECT_EQ(import(other, digest)["/code"], "preview_outdated");
    const auto path = "/v1/admin/services/whatsapp/prices/GB";
    ASSERT_EQ(
        as(root)
            .send(
                "PUT",
                path,
                R"({"source":"set","price":"0.36","reason":"meanwhile"})",
                "Idempotency-Key: m\r\n"
            )
            .status,
        200U
    );
    const Reply refused = import(two_changes, digest);
    EXPECT_EQ(refused.status, 409U) << refused;
    EXPECT_EQ(refused["/code"], "preview_outdated");
    EXPECT_EQ(price_of("whatsapp"), "0.36");
    EXPECT_EQ(price_of("telegram"), "0.50") << "none of it was taken in";
    EXPECT_TRUE(entries(audit::Action::catalog_imported).empty());
}

TEST_P(AdminPriceFileApi, MistakesAreNamedByLineAndKeepTheWholeFileOut) {
    const auto wrong =
        "service;country;price\r\nwhatsapp;GB;0,42\r\nfax;GB;0.42\r\ntelegram;GB;0.42\r\n";
    const Reply seen = preview(wrong);
    ASSERT_EQ(seen.status, 200U) << seen;
    EXPECT_EQ(seen["/mistakes_total"], "2");
    EXPECT_EQ(seen["/mistakes/0/line"], "2");
    EXPECT_EQ(seen["/mistakes/0/column"], "price");
    EXPECT_EQ(seen["/mistakes/0/code"], "price_comma");
    EXPECT_EQ(seen["/mistakes/1/code"], "service_unknown");
    const Reply refused = import(wrong, seen["/digest"]);
    EXPECT_EQ(refused.status, 422U) << refused;
    EXPECT_EQ(refused["/errors/0/field"], "line 2, column 13 (price)");
    EXPECT_EQ(price_of("telegram"), "0.50");
    EXPECT_EQ(preview("nonsense")["/mistakes/0/code"], "column_unknown");
    EXPECT_EQ(preview("")["/code"], "validation_failed");
}

TEST_P(AdminPriceFileApi, AFileOfAsManyChangesAsMayBeIsTakenIn) {
    constexpr int services = 2'501;
    write([](db::Tx& tx) {
        for (int i = 0; i < services; ++i) {
            const auto slug = fmt::format("s{}", i);
            EXPECT_TRUE(catalog::put_service(tx, {0, slug, slug, "shopping", 2}));
        }
    });
    std::string csv = "service,country,price\n";
    for (int i = 0; i < services; ++i) csv += fmt::format("s{0},GB,0.{0:04}1\ns{0},DE,1.5\n", i);
    const Reply seen = preview(csv);
    EXPECT_EQ(seen["/mistakes/0/code"], "changes_too_many") << seen["/mistakes_total"];
    EXPECT_EQ(seen["/mistakes/0/line"], "5002");
    csv.resize(csv.find("s2500,GB"));
    const Reply done = import(csv, preview(csv)["/digest"]);
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/added"], "5000");
}

TEST_P(AdminPriceFileApi, AReasonIsAskedFor) {
    const boost::json::object body{
        {"csv", two_changes}, {"digest", preview(two_changes)["/digest"]}, {"reason", " "}
    };
    const Reply refused =
        as(root).post("/v1/admin/prices/import", boost::json::serialize(body), "r");
    EXPECT_EQ(refused["/code"], "reason_missing") << refused;
}

}  // namespace
}  // namespace otpost::api_test
