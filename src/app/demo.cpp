// SPDX-License-Identifier: Apache-2.0
#include "app/demo.hpp"

#include "app/demo_stock.hpp"
#include "app/private_file.hpp"
#include "app/secrets.hpp"
#include "audit/audit.hpp"
#include "base/assert.hpp"
#include "crypto/tokens.hpp"
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "ledger/ledger.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace otpost::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr std::string_view password_letters = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr Money wallet_filling{100'000'000'000};  // enough for load tests

fs::path demo_file(const Config& config) {
    return config.data / "demo.json";
}

std::string text(const json::object& object, const char* name) {
    return std::string{object.at(name).as_string()};
}

/// The accounts of an earlier start; nothing if there was none.
std::vector<DemoAccount> known_accounts(const Config& config) {
    std::ifstream file(demo_file(config));
    if (!file) return {};
    const std::string content{std::istreambuf_iterator<char>{file}, {}};
    std::vector<DemoAccount> accounts;
    try {
        const json::value document = json::parse(content);
        for (const json::value& item : document.at("accounts").as_array()) {
            const json::object& account = item.as_object();
            accounts.push_back(
                {text(account, "role"),
                 text(account, "email"),
                 Secret{text(account, "password")},
                 Secret{text(account, "api_key")}}
            );
        }
    } catch (const std::exception&) {
        throw std::runtime_error(
            demo_file(config).string() +
            " is damaged: remove it, and the demo accounts get new passwords and keys"
        );
    }
    return accounts;
}

struct DemoRole {
    identity::Role role;
    std::string_view name;
};

constexpr DemoRole demo_roles[] = {
    {identity::Role::user, "user"},
    {identity::Role::operator_, "operator"},
    {identity::Role::admin, "admin"}
};

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error("demo: " + result.error().message);
    return *std::move(result);
}

void record(db::Tx& tx, audit::Action action, audit::Object object, const Moment& moment) {
    const audit::Entry entry{
        .action = action,
        .actor = audit::Actor::system(),
        .object = std::move(object),
        .detail = "demo"
    };
    audit::append(tx, entry, moment);
}

DemoAccount make_account(
    db::Tx& tx,
    const Config& config,
    const DemoRole& role,
    const crypto::PasswordHasher& hasher,
    const crypto::Key& server_key,
    const Moment& moment
) {
    DemoAccount account{
        .role = std::string{role.name},
        .email = fmt::format("{}@demo.example", role.name),
        .password = Secret{"demo-" + crypto::random_text(moment.random, password_letters, 16)},
        .api_key = {}
    };
    const std::string hash = hasher.hash(account.password);
    AccountId id;
    if (const auto existing = identity::find_account_by_email(tx, account.email)) {
        id = existing->id;
        const auto changed = identity::set_password_hash(tx, id, hash, moment.now);
        if (!changed) throw std::runtime_error("demo: " + changed.error().message);
    } else {
        const identity::RegistrationRules rules{
            .age_min = static_cast<int>(config.minimum_age),
            .terms_version = config.terms_version,
            .plan = "demo"
        };
        const identity::RegisterAccount request{
            .email = Personal{account.email},
            .username = fmt::format("demo_{}", role.name),
            .password_hash = hash,
            .birth_date = std::chrono::year{1990} / 1 / 1,
            .terms_version = config.terms_version,
            .wallet = moment.ids.make<WalletId>(),
            .role = role.role
        };
        const auto registered = must(identity::register_account(tx, request, rules, moment));
        ASSERT(registered.account.has_value());  // nobody has this email: it was looked for
        id = registered.account->id;
        ledger::open_wallet(tx, request.wallet, config.currency);
        record(tx, audit::Action::account_registered, audit::Object::of(id), moment);
        if (role.role == identity::Role::user) {
            const ledger::ManualCredit credit{request.wallet, wallet_filling, "demo balance", id};
            must(ledger::credit_manual(tx, credit, moment));
            record(tx, audit::Action::wallet_credited, audit::Object::of(id), moment);
        }
    }
    const identity::Scopes scopes =
        role.role == identity::Role::user
            ? identity::
                  Scopes{identity::Scope::account_read, identity::Scope::wallet_read, identity::Scope::leases_read, identity::Scope::leases_write}
            : identity::Scopes::all();
    auto created =
        must(identity::create_api_key(tx, {id, "demo", scopes, std::nullopt}, server_key, moment));
    record(tx, audit::Action::api_key_created, audit::Object::of(created.id), moment);
    account.api_key = std::move(created.key);
    return account;
}

}  // namespace

void apply_demo_defaults(Config& config) {
    config.terms.limits["demo"] = {100'000, 10'000'000};
    config.terms.quarantine = std::chrono::seconds{5};
    config.connections_per_ip_max = 25'000;
    config.limits.raise();
    // The wallet that is filled at the start counts against what one administrator may credit.
    config.credit_approval_above = Money{wallet_filling.micros() + 100'000'000};
    config.second_factor_for.clear();  // its passwords are on the screen anyway
}

Demo prepare_demo(
    db::Database& database,
    const Config& config,
    const crypto::PasswordHasher& hasher,
    const crypto::Key& server_key,
    const Moment& moment
) {
    ensure_secret(config.data, demo_ingest_slug, moment.random);
    Demo demo;
    demo.ingest_secret = load_secrets(config.data, demo_ingest_slug).at(0);
    const std::vector<DemoAccount> known = known_accounts(config);
    db::write(database, [&](db::Tx& tx) {
        demo.accounts.clear();
        for (const DemoRole& role : demo_roles) {
            const auto seen = std::ranges::find(known, role.name, &DemoAccount::role);
            // The file may be of another store, or of one that was thrown away.
            const bool is_there =
                seen != known.end() && identity::find_account_by_email(tx, seen->email);
            demo.accounts.push_back(
                is_there ? *seen : make_account(tx, config, role, hasher, server_key, moment)
            );
        }
        const auto owner = identity::find_account_by_email(tx, demo.accounts.at(1).email);
        add_demo_stock(tx, *owner, config.currency, moment);
    });
    return demo;
}

void write_demo_file(const Demo& demo, const Config& config, const std::string& url) {
    json::array accounts;
    for (const DemoAccount& account : demo.accounts) {
        accounts.push_back(json::object{
            {"role", account.role},
            {"email", account.email},
            {"password", account.password.reveal()},
            {"api_key", account.api_key.reveal()}
        });
    }
    const json::object document{
        {"url", url},
        {"accounts", std::move(accounts)},
        {"ingest",
         json::object{
             {"url", fmt::format("{}/ingest/http/{}", url, demo_ingest_slug)},
             {"secret", demo.ingest_secret.reveal()}
         }}
    };
    const Secret content{json::serialize(document) + "\n"};
    write_private_file(demo_file(config), content.reveal());
}

void print_demo(const Demo& demo, const Config& config, const std::string& url) {
    fmt::print("\nOtpost demo: {}\n\n", url);
    for (const DemoAccount& account : demo.accounts)
        fmt::print("  {:<9} {:<24} {}\n", account.role, account.email, account.password.reveal());
    fmt::print("\n  API key of the user: {}\n", demo.accounts.at(0).api_key.reveal());
    fmt::print("  The same as JSON:    {}\n\n", demo_file(config).string());
    fmt::print(
        "Numbers of {} answer by themselves within seconds. To numbers of all other\n"
        "countries you send the message yourself (put the leased number into `to`):\n\n",
        demo_countries_text()
    );
    fmt::print(
        "  to=+447700900000; "
        "body='{{\"id\":\"'$RANDOM$RANDOM'\",\"to\":\"'$to'\",\"from\":\"WhatsApp\","
        "\"text\":\"Your WhatsApp code: 481-927\"}}'; ts=$(date +%s); \\\n"
        "  sig=$(printf '%s.%s' \"$ts\" \"$body\" | openssl dgst -sha256 -hmac '{}' -hex | sed "
        "'s/.* //'); \\\n"
        "  curl -s {}/ingest/http/{} -H \"X-Otpost-Timestamp: $ts\" -H \"X-Otpost-Signature: "
        "v1=$sig\" -d \"$body\"\n\n",
        demo.ingest_secret.reveal(),
        url,
        demo_ingest_slug
    );
    std::fflush(stdout);
}

}  // namespace otpost::app
