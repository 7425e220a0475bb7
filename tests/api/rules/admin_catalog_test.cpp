// SPDX-License-Identifier: Apache-2.0
// Administrators and the catalogue: services and countries are switched on and off, prices set,
// each with a reason, in the audit log with what was before, and in the offers at once (T1).
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;

class AdminCatalogApi : public HouseTest {
protected:
    void SetUp() override {
        ada = add_person();
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    Reply get(std::string_view path) { return as(root).get(fmt::format("/v1/admin/{}", path)); }

    Reply put(std::string_view path, std::string_view body) {
        return as(root).send(
            "PUT",
            fmt::format("/v1/admin/{}", path),
            body,
            "Idempotency-Key: " + new_idempotency_key() + "\r\n"
        );
    }

    /// Where in a list the item with this key is.
    static std::string item(const Reply& list, std::string_view key, std::string_view value) {
        for (int i = 0; list[fmt::format("/items/{}/{}", i, key)] != "absent"; ++i)
            if (list[fmt::format("/items/{}/{}", i, key)] == value)
                return fmt::format("/items/{}/", i);
        return "/none/";
    }

    /// The service as it is, as a request to change it.
    static std::string changed(const Reply& list, std::string_view slug, std::string_view allowed) {
        const auto at = item(list, "slug", slug);
        return fmt::format(
            R"({{"name":"{}","category":"{}","tier":{},"allowed":{},"reason":"by the board"}})",
            list[at + "name"],
            list[at + "category"],
            list[at + "tier"],
            allowed
        );
    }

    Reply newest_entry() { return get("audit?limit=1"); }

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminCatalogApi, testing::all_engines, testing::engine_name);

TEST_P(AdminCatalogApi, T1_AServiceIsSwitchedOffAndOnAtOnceAndOnRecord) {
    const Reply services = get("services");
    const auto paypal = item(services, "slug", "paypal");
    EXPECT_EQ(services[paypal + "sensitive"], "true") << services;
    EXPECT_EQ(services[paypal + "allowed"], "false");
    EXPECT_EQ(open_lease(ada, "paypal")["/code"], "service_not_allowed");

    const Reply off = put("services/telegram", changed(services, "telegram", "false"));
    ASSERT_EQ(off.status, 200U) << off;
    EXPECT_EQ(off["/allowed"], "false");
    EXPECT_EQ(open_lease(ada, "telegram")["/code"], "service_not_allowed");
    const Reply entry = newest_entry();
    EXPECT_EQ(entry["/items/0/action"], "service.changed") << entry;
    EXPECT_EQ(entry["/items/0/object"], "telegram");
    EXPECT_EQ(entry["/items/0/detail"], "sale: on to off");
    EXPECT_EQ(entry["/items/0/reason"], "by the board");
    EXPECT_EQ(put("services/telegram", changed(get("services"), "telegram", "false")).status, 409U);
    ASSERT_EQ(put("services/telegram", changed(services, "telegram", "true")).status, 200U);
    EXPECT_EQ(open_lease(ada, "telegram").status, 201U);
    EXPECT_EQ(put("services/nothing", changed(services, "telegram", "true")).status, 404U);
}

TEST_P(AdminCatalogApi, ACountryIsSwitchedOffAtOnce) {
    const auto body = [](bool enabled) {
        return fmt::format(R"({{"tier":4,"enabled":{},"reason":"no stock"}})", enabled);
    };
    ASSERT_EQ(put("countries/GB", body(false)).status, 200U);
    EXPECT_EQ(open_lease(ada)["/code"], "country_unknown");
    const Reply entry = newest_entry();
    EXPECT_EQ(entry["/items/0/action"], "country.changed") << entry;
    EXPECT_THAT(entry["/items/0/detail"], HasSubstr("sale: on to off"));
    ASSERT_EQ(put("countries/GB", body(true)).status, 200U);
    const Reply countries = get("countries");
    EXPECT_EQ(countries[item(countries, "code", "GB") + "enabled"], "true");
    EXPECT_EQ(put("countries/ZZ", body(true)).status, 404U);
}

TEST_P(AdminCatalogApi, L1_APriceHoldsFromTheNextLeaseOn) {
    const auto path = "services/whatsapp/prices/GB";
    const auto price = [&] {
        const Reply prices = get("services/whatsapp/prices");
        const auto at = item(prices, "country", "GB");
        return prices[at + "source"] + " " + prices[at + "price/amount"];
    };
    EXPECT_EQ(price(), "set 0.35");
    const Reply done = put(path, R"({"source":"set","price":"0.42","reason":"dearer"})");
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/price/amount"], "0.42");
    EXPECT_EQ(open_lease(ada)["/price/amount"], "0.42");
    const Reply entry = newest_entry();
    EXPECT_EQ(entry["/items/0/action"], "price.changed") << entry;
    EXPECT_EQ(entry["/items/0/object"], "GB/whatsapp");
    EXPECT_EQ(entry["/items/0/detail"], "price: 0.35 USD (set) to 0.42 USD (set)");
    ASSERT_EQ(put(path, R"({"source":"withdrawn","reason":"no stock"})").status, 200U);
    EXPECT_EQ(open_lease(ada)["/code"], "offer_unavailable");
    ASSERT_EQ(put(path, R"({"source":"rule","reason":"as all"})").status, 200U);
    EXPECT_EQ(price(), "none absent") << "these tiers have no rule";

    for (const auto* wrong :
         {R"({"source":"set","reason":"x"})",
          R"({"source":"set","price":"-1","reason":"x"})",
          R"({"source":"none","reason":"x"})"})
        EXPECT_EQ(put(path, wrong).status, 422U) << wrong;
    EXPECT_EQ(put(path, R"({"source":"rule","reason":" "})")["/code"], "reason_missing");
    EXPECT_EQ(put("services/whatsapp/prices/ZZ", R"({"source":"rule","reason":"x"})").status, 404U);
}

TEST_P(AdminCatalogApi, ServicesAreFoundByWhatPeopleCallThem) {
    const auto put_aliases = [&](std::string_view aliases) {
        const Reply services = get("services");
        std::string body = changed(services, "whatsapp", "true");
        body.insert(1, fmt::format(R"("aliases":{},)", aliases));
        return put("services/whatsapp", body);
    };
    const Reply done = put_aliases(R"(["wa","Whats App"])");
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/aliases/1"], "Whats App");
    EXPECT_EQ(newest_entry()["/items/0/detail"], "aliases: none to wa; Whats App");
    const Reply services = as(ada).get("/v1/services");
    EXPECT_EQ(services[item(services, "slug", "whatsapp") + "aliases/0"], "wa") << services;
    EXPECT_EQ(as(ada).get("/v1/offers?search=WHATS%20a")["/items/0/service"], "whatsapp");
    ASSERT_EQ(put("services/whatsapp", changed(get("services"), "whatsapp", "false")).status, 200U);
    EXPECT_EQ(get("services")[item(services, "slug", "whatsapp") + "aliases/0"], "wa");
    for (const auto* wrong : {R"(["a;b"])", R"([""])", R"([" a"])", R"("a")"})
        EXPECT_EQ(put_aliases(wrong).status, 422U) << wrong;
    ASSERT_EQ(put_aliases("[]").status, 200U);
    EXPECT_EQ(newest_entry()["/items/0/detail"], "sale: off to on, aliases: wa; Whats App to none");
}

TEST_P(AdminCatalogApi, A6_OthersSeeAndChangeNothing) {
    Caller customer = as(ada);
    for (const auto* path :
         {"/v1/admin/services", "/v1/admin/countries", "/v1/admin/services/whatsapp/prices"})
        EXPECT_EQ(customer.get(path).status, 403U);
    EXPECT_EQ(
        customer
            .send(
                "PUT",
                "/v1/admin/services/whatsapp/prices/GB",
                R"({"source":"set","price":"0.01","reason":"x"})",
                "Idempotency-Key: k\r\n"
            )
            .status,
        403U
    );
}

}  // namespace
}  // namespace otpost::api_test
