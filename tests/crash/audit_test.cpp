// SPDX-License-Identifier: Apache-2.0
// The audit log of the real program: everything that it promises to tell of happens here once, and
// whoever cuts, alters or forges it afterwards is found by `otpost audit verify`.
#include "audit/action.hpp"
#include "house.hpp"
#include "net/testing/raw_client.hpp"
#include "testing/authenticator.hpp"
#include "testing/mailbox.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>
#include <thread>

namespace otpost::crash {
namespace {

namespace fs = std::filesystem;
using otpost::testing::digits_in;
using otpost::testing::emails_in;
using otpost::testing::reset_code_in;
using ::testing::HasSubstr;

constexpr std::string_view email = "owner@house.example";
constexpr std::string_view password = "seventeen brown horses";

/// What our page sends in the session that an answer has opened.
std::string browser_after(const net::testing::RawResponse& opened) {
    std::string cookies;
    std::string token;
    for (const auto& [name, value] : opened.headers) {
        if (name != "set-cookie") continue;
        const std::string pair = value.substr(0, value.find(';'));
        cookies += (cookies.empty() ? "" : "; ") + pair;
        if (pair.starts_with("__Host-csrf=")) token = pair.substr(12);
    }
    return fmt::format(
        "Cookie: {}\r\nX-CSRF-Token: {}\r\nSec-Fetch-Site: same-origin\r\n", cookies, token
    );
}

class AuditStoreTest : public HouseTest {
protected:
    void must(std::vector<std::string> words, std::string_view input = {}) {
        const auto done = house().command(std::move(words), input);
        EXPECT_EQ(done.status, 0) << done.output << done.errors;
    }

    net::testing::RawResponse ask(
        std::string_view method,
        std::string_view path,
        std::string_view body,
        std::string_view headers = {}
    ) {
        net::testing::RawClient client{house().port(), std::chrono::seconds{20}};
        return client.request(method, path, body, std::string{headers});
    }

    net::testing::RawResponse sign_in(std::string_view with) {
        return ask(
            "POST",
            "/v1/auth/sign-in",
            fmt::format(R"({{"email":"{}","password":"{}"}})", email, with)
        );
    }

    /// By the commands, before there is a server.
    void act_on_the_command_line() {
        const std::string owner{email};
        must(
            {"account",
             "create",
             "--email",
             owner,
             "--username",
             "attic_owner",
             "--birth-date",
             "1980-02-29"},
            fmt::format("{}\n", password)
        );
        must({"account", "role", "--email", owner, "--role", "operator"});
        must(
            {"account",
             "create",
             "--email",
             "second@house.example",
             "--username",
             "second_admin",
             "--birth-date",
             "1980-02-29",
             "--role",
             "admin"},
            fmt::format("{}\n", password)
        );
        must({"account", "suspend", "--email", owner, "--reason", "asked for it"});
        must({"account", "restore", "--email", owner});
        must({"supplier", "add", "--slug", "attic"});
        must(
            {"numbers", "import", "--supplier", "attic", "--by", owner, "-"},
            "e164,country,services,attestation\n+35799123456,CY,whatsapp,2026-11\n"
        );
        must(
            {"catalog", "import", "prices", "-"},
            "country,service,price,currency\nGB,whatsapp,9.99,USD\n"
        );
    }

    std::string newest_email(std::size_t count) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        auto all = emails_in(mail());
        while (all.size() < count && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
            all = emails_in(mail());
        }
        EXPECT_EQ(all.size(), count);
        return all.empty() ? "" : all.back();
    }

    /// And chooses another password.
    void prove_the_email() {
        const auto post = [&](std::string_view path, std::string_view more) {
            const auto body = fmt::format(R"({{"email":"new@house.example"{}}})", more);
            return ask("POST", fmt::format("/v1/auth/{}", path), body).status;
        };
        const auto digits = digits_in(newest_email(1));
        EXPECT_EQ(post("verify-email", R"(,"code":"wrong!")"), 422U);
        EXPECT_EQ(post("verify-email", fmt::format(R"(,"code":"{}")", digits)), 200U);
        EXPECT_EQ(post("forgot-password", ""), 202U);
        const auto code = reset_code_in(newest_email(2));
        const auto chosen = fmt::format(R"(,"code":"{}","password":"thirteen grey geese")", code);
        EXPECT_EQ(post("reset-password", chosen), 200U);
    }

    /// Header lines of the browser after it.
    std::string change_password_and_email(const std::string& before) {
        const auto changed =
            ask("PUT",
                "/v1/account/password",
                R"({"old_password":"thirteen grey geese","new_password":"fourteen red geese"})",
                before);
        EXPECT_EQ(changed.status, 200U) << changed.body;
        const auto browser = browser_after(changed);
        const auto asked =
            ask("POST",
                "/v1/account/email",
                R"({"email":"next@house.example"})",
                browser + "Idempotency-Key: e1\r\n");
        EXPECT_EQ(asked.status, 202U) << asked.body;
        // Two codes, two notices of a new password, three of the second factor, one of a device.
        constexpr std::size_t emails_before = 8;
        const auto code = digits_in(newest_email(emails_before + 1));
        const auto body = fmt::format(R"({{"code":"{}"}})", code);
        EXPECT_EQ(ask("POST", "/v1/account/email/confirm", body, browser).status, 200U);
        return browser;
    }

    /// Sets one up, signs in with it and turns it off, as the newcomer.
    void use_a_second_factor(const std::string& browser) {
        const auto post = [&](std::string_view more, const std::string& body) {
            const auto path = fmt::format("/v1/account/second-factor{}", more);
            const auto headers = fmt::format("{}Idempotency-Key: f{}\r\n", browser, more);
            return json::parse(ask("POST", path, body, headers).body).as_object();
        };
        const auto text = [](const json::value& value) { return std::string{value.as_string()}; };
        const std::string seed = otpost::testing::seed_of(text(post("", "{}").at("secret")));
        const std::int64_t step = std::time(nullptr) / 30;
        const auto with = [](const std::string& code) {
            return fmt::format(R"({{"code":"{}"}})", code);
        };
        const auto codes = post("/confirm", with(otpost::testing::code_at(seed, step)));
        const auto recovery = text(codes.at("recovery_codes").at(0));
        const auto first =
            ask("POST",
                "/v1/auth/sign-in",
                R"({"email":"new@house.example","password":"thirteen grey geese"})");
        const auto challenged = browser_after(first);
        for (const auto& code : {otpost::testing::code_at(seed, step), recovery})
            ask("POST", "/v1/auth/second-factor", with(code), challenged);
        EXPECT_EQ(post("/recovery-codes", "{}").at("recovery_codes").as_array().size(), 10U);
        const auto off = fmt::format(
            R"({{"password":"thirteen grey geese","code":"{}"}})",
            otpost::testing::code_at(seed, step + 1)
        );
        EXPECT_EQ(ask("POST", "/v1/account/second-factor/turn-off", off, browser).status, 204U);
    }

    /// As a browser, as an administrator and as somebody who has no business here.
    void act_over_http() {
        // The wait grows with each failure: at some point it is longer than a try takes.
        unsigned status = 0;
        for (int i = 0; i < 20 && status != 429; ++i) status = sign_in("wrong").status;
        ASSERT_EQ(status, 429U);
        const auto created = ask(
            "POST",
            "/v1/auth/register",
            R"({"email":"new@house.example","username":"newcomer","password":"twelve green geese",)"
            R"("birth_date":"1990-05-17","accept_terms":true})"
        );
        ASSERT_EQ(created.status, 202U) << created.body;
        prove_the_email();
        const auto signed_in =
            ask("POST",
                "/v1/auth/sign-in",
                R"({"email":"new@house.example","password":"thirteen grey geese"})");
        ASSERT_EQ(signed_in.status, 200U) << signed_in.body;
        const auto confirmed =
            ask("POST",
                "/v1/auth/confirm",
                R"({"password":"thirteen grey geese"})",
                browser_after(signed_in));
        ASSERT_EQ(confirmed.status, 200U) << confirmed.body;
        use_a_second_factor(browser_after(confirmed));
        const auto browser = change_password_and_email(browser_after(confirmed));
        const auto key =
            ask("POST", "/v1/api-keys", R"({"label":"ci"})", browser + "Idempotency-Key: k1\r\n");
        ASSERT_EQ(key.status, 201U) << key.body;
        const std::string id{json::parse(key.body).at("id").as_string()};
        EXPECT_EQ(
            ask("DELETE", "/v1/api-keys/" + id, "", browser + "Idempotency-Key: k2\r\n").status,
            204U
        );
        const auto stolen = browser_after(
            ask("POST",
                "/v1/auth/sign-in",
                R"({"email":"next@house.example","password":"fourteen red geese"})")
        );
        EXPECT_EQ(ask("POST", "/v1/auth/refresh", "", stolen + "User-Agent: a\r\n").status, 204U);
        EXPECT_EQ(ask("POST", "/v1/auth/refresh", "", stolen + "User-Agent: b\r\n").status, 401U);
        const auto account = json::parse(signed_in.body).at("account").at("id").as_string();
        const auto admin = fmt::format("Authorization: Bearer {}\r\n", house().api_keys().at(2));
        const auto recharge =
            fmt::format("/v1/admin/accounts/{}/recharge", std::string_view{account});
        EXPECT_EQ(
            ask("POST",
                recharge,
                R"({"amount":"1.00","reason":"gift"})",
                admin + "Idempotency-Key: k3\r\n")
                .status,
            201U
        );
        decide_as_another_administrator(account, admin);
        check_the_ledger(admin);
        change_the_catalogue(admin);
        change_numbers_as_their_operator();
        EXPECT_EQ(ask("GET", "/v1/admin/audit", "", browser).status, 403U);
        EXPECT_EQ(ask("POST", "/v1/auth/sign-out", "{}", browser).status, 204U);
    }

    void change_numbers_as_their_operator() {
        const auto key = fmt::format("Authorization: Bearer {}\r\n", house().api_keys().at(1));
        const auto act = [&](std::string_view method, std::string_view path, std::string_view body
                         ) {
            const auto headers = fmt::format("{}Idempotency-Key: o{}\r\n", key, path.size());
            return ask(method, path, body, headers);
        };
        const auto added =
            act("POST",
                "/v1/operator/numbers",
                R"({"numbers":["+35799654321"],"attestation":{"consent":true,"version":"2026-11"}})"
            );
        ASSERT_EQ(added.status, 201U) << added.body;
        const auto found = json::parse(ask("GET", "/v1/operator/numbers?limit=1", "", key).body);
        const std::string id{found.at("items").at(0).at("id").as_string()};
        EXPECT_EQ(act("POST", fmt::format("/v1/operator/numbers/{}/pause", id), "{}").status, 200U);
        EXPECT_EQ(
            act("PUT", "/v1/operator/services", R"({"service":"whatsapp","open":false})").status,
            200U
        );
    }

    /// Of a credit that is too large for one, and of a plan.
    void decide_as_another_administrator(std::string_view account, const std::string& admin) {
        const auto of_account = fmt::format("/v1/admin/accounts/{}", account);
        const auto large = R"({"amount":"5000.00","reason":"a large gift"})";
        const auto asked =
            ask("POST", of_account + "/recharge", large, admin + "Idempotency-Key: k5\r\n");
        ASSERT_EQ(asked.status, 202U) << asked.body;
        const auto waiting = json::parse(ask("GET", "/v1/admin/approvals", "", admin).body);
        const std::string id{waiting.at("items").at(0).at("id").as_string()};
        const auto second = browser_after(
            ask("POST",
                "/v1/auth/sign-in",
                fmt::format(R"({{"email":"second@house.example","password":"{}"}})", password))
        );
        const auto act = [&](std::string_view method, const std::string& path, std::string_view body
                         ) {
            const auto headers = fmt::format("{}Idempotency-Key: d{}\r\n", second, path.size());
            return ask(method, path, body, headers).status;
        };
        EXPECT_EQ(
            act("POST", fmt::format("/v1/admin/approvals/{}/reject", id), R"({"reason":"no"})"),
            200U
        );
        EXPECT_EQ(act("PUT", of_account + "/plan", R"({"plan":"demo","reason":"x"})"), 200U);
    }

    /// On demand, as an administrator, until it ended.
    void check_the_ledger(const std::string& admin) {
        constexpr auto path = "/v1/admin/ledger/check";
        EXPECT_EQ(ask("POST", path, "{}", admin + "Idempotency-Key: k4\r\n").status, 202U);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        const auto is_idle = [&] {
            return json::parse(ask("GET", path, "", admin).body).at("state").as_string() == "idle";
        };
        while (!is_idle() && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        EXPECT_TRUE(is_idle());
    }

    void change_the_catalogue(const std::string& admin) {
        const auto put = [&](std::string_view path, std::string_view body) {
            const auto headers = fmt::format("{}Idempotency-Key: c{}\r\n", admin, path.size());
            return ask("PUT", fmt::format("/v1/admin/{}", path), body, headers).status;
        };
        EXPECT_EQ(
            put("services/whatsapp",
                R"({"name":"WhatsApp","category":"shopping","tier":1,"allowed":false,"reason":"x"})"
            ),
            200U
        );
        EXPECT_EQ(put("countries/GB", R"({"tier":1,"enabled":false,"reason":"x"})"), 200U);
        EXPECT_EQ(
            put("services/whatsapp/prices/GB", R"({"source":"withdrawn","reason":"x"})"), 200U
        );
    }

    /// Past the triggers, with a head that fits: only a checkpoint can tell.
    void cut_tail() {
        unlock();
        house().tamper("DELETE FROM audit_personal WHERE seq = (SELECT MAX(seq) FROM audit_entry)");
        house().tamper("DELETE FROM audit_entry WHERE seq = (SELECT MAX(seq) FROM audit_entry)");
        house().tamper(
            "UPDATE audit_head SET seq = (SELECT MAX(seq) FROM audit_entry), "
            "hash = (SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1)"
        );
    }

    void unlock() {
        house().tamper(
            GetParam() == db::Engine::sqlite
                ? "DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete"
                : "ALTER TABLE audit_entry DISABLE TRIGGER ALL"
        );
    }

    fs::path mail() { return house().data() / "mail"; }

    fs::path checkpoints() { return house().data() / "audit-checkpoints.jsonl"; }
};

INSTANTIATE_TEST_SUITE_P(
    CommandLine, AuditStoreTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(AuditStoreTest, SEC_L2_EveryActionOfTheListIsWrittenWhenItHappens) {
    act_on_the_command_line();
    house().write_emails_to(mail());
    house().configure("[accounts]\ncredit_approval_above = \"100.00\"\n");
    house().start();
    act_over_http();
    EXPECT_EQ(house().terminate(), 0);
    const auto listed = house().command({"audit", "list", "--limit", "1000"});
    ASSERT_EQ(listed.status, 0) << listed.errors;
    std::set<std::string> written;
    std::istringstream lines{listed.output};
    for (std::string line; std::getline(lines, line);) {
        if (line.find(" by system") != std::string::npos) continue;
        std::istringstream words{line};
        std::string seq;
        std::string time;
        std::string action;
        words >> seq >> time >> action;
        written.insert(action);
    }
    for (const auto action : audit::all_actions())
        EXPECT_TRUE(written.contains(std::string{audit::to_string(action)}))
            << audit::to_string(action) << " is not on record:\n"
            << listed.output;
    const auto verified = house().command({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
}

TEST_P(AuditStoreTest, SEC_L4_ACutTailIsFoundByTheCheckpoints) {
    house().start();
    ASSERT_EQ(sign_in("wrong").status, 401U);
    EXPECT_EQ(house().command({"audit", "verify"}).status, 0) << "beside the running server";
    house().terminate();
    const auto whole = house().command({"audit", "verify"});
    EXPECT_EQ(whole.status, 0) << whole.output;
    EXPECT_THAT(whole.output, HasSubstr("The audit log is whole"));
    const auto elsewhere = house().data() / "second-place.jsonl";
    fs::copy_file(checkpoints(), elsewhere);
    cut_tail();
    fs::resize_file(checkpoints(), 0);
    EXPECT_EQ(house().command({"audit", "verify"}).status, 0) << "the chain alone can't know";
    const auto cut = house().command({"audit", "verify", "--checkpoints", elsewhere.string()});
    EXPECT_EQ(cut.status, 1);
    EXPECT_THAT(cut.output, HasSubstr("its tail was cut"));
}

TEST_P(AuditStoreTest, SEC_L4_CheckpointsGoWhereTheConfigurationSays) {
    const auto file = house().data() / "far-away.jsonl";
    house().configure(fmt::format("[audit]\ncheckpoints = \"{}\"\n", file.string()));
    house().start();
    house().terminate();
    EXPECT_TRUE(fs::exists(file));
}

TEST_P(AuditStoreTest, SEC_L4_TornLinesAreToleratedAndForgedOnesAreNot) {
    house().start();
    house().kill();
    std::ofstream(checkpoints(), std::ios::app) << R"({"seq":9,"hash":"ab)";
    const auto torn = house().command({"audit", "verify"});
    EXPECT_EQ(torn.status, 0) << torn.output << torn.errors;
    EXPECT_THAT(torn.output, HasSubstr("1 half written lines"));
    house().start();
    ASSERT_EQ(sign_in("wrong").status, 401U);
    house().terminate();
    const auto after = house().command({"audit", "verify"});
    EXPECT_EQ(after.status, 0) << after.output;
    std::ofstream(checkpoints(), std::ios::app)
        << R"({"seq":1,"hash":"00","time":"2026-11-23T00:00:00.000Z","key":"0","signature":"AA"})"
        << '\n';
    const auto forged = house().command({"audit", "verify"});
    EXPECT_EQ(forged.status, 1);
    EXPECT_THAT(forged.output, HasSubstr("not signed"));
}

TEST_P(AuditStoreTest, SEC_L4_ThePublicKeyAloneVerifiesLogAndProof) {
    house().start();
    ASSERT_EQ(sign_in("wrong").status, 401U);
    house().terminate();
    auto key = house().command({"audit", "public-key"}).output;
    ASSERT_EQ(key.size(), 65U) << key;
    key.pop_back();
    const auto proof = house().command({"audit", "prove", "2"});
    ASSERT_EQ(proof.status, 0) << proof.errors;
    fs::rename(house().data() / "keys", house().data() / "locked-away");
    EXPECT_EQ(house().command({"audit", "verify"}).status, 2) << "there are checkpoints to check";
    const auto verified = house().command({"audit", "verify", "--public-key", key});
    EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
    EXPECT_THAT(verified.output, HasSubstr("checkpoints agree"));
    const std::vector<std::string> check{"audit", "verify-proof", "-", "--public-key", key};
    const auto held = house().command(check, proof.output);
    EXPECT_EQ(held.status, 0) << held.output << held.errors;
    EXPECT_THAT(held.output, HasSubstr("was in the log"));
    auto forged = proof.output;
    forged.replace(forged.find(R"("repeats":1)"), 11, R"("repeats":7)");
    EXPECT_EQ(house().command(check, forged).status, 1);
    EXPECT_EQ(house().command(check, "{}").status, 2);
    const auto other = std::string(64, '1');
    EXPECT_EQ(house().command({"audit", "verify", "--public-key", other}).status, 1);
    fs::rename(house().data() / "locked-away", house().data() / "keys");
}

TEST_P(AuditStoreTest, SEC_L3_AnAlteredRowIsNamed) {
    unlock();
    house().tamper("UPDATE audit_entry SET result = 'refused' WHERE seq = 2");
    const auto verified = house().command({"audit", "verify"});
    EXPECT_EQ(verified.status, 1);
    EXPECT_THAT(verified.output, HasSubstr("entry 2: hash"));
}

}  // namespace
}  // namespace otpost::crash
