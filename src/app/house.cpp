// SPDX-License-Identifier: Apache-2.0
#include "app/house.hpp"

#include "api/account_routes.hpp"
#include "api/admin_pages.hpp"
#include "api/admin_price_file.hpp"
#include "api/api_key_routes.hpp"
#include "api/catalog_routes.hpp"
#include "api/consent_routes.hpp"
#include "api/customer_wallet.hpp"
#include "api/email_answers.hpp"
#include "api/events.hpp"
#include "api/favourite_routes.hpp"
#include "api/ingest.hpp"
#include "api/lease_export.hpp"
#include "api/openapi.hpp"
#include "api/operator_bulk.hpp"
#include "api/operator_numbers.hpp"
#include "api/operator_reports.hpp"
#include "api/profile_routes.hpp"
#include "api/route_policy.hpp"
#include "api/support_routes.hpp"
#include "api/system.hpp"
#include "api/usage_routes.hpp"
#include "app/lease_counting.hpp"
#include "app/metrics.hpp"
#include "app/node_probe.hpp"
#include "app/secrets.hpp"
#include "app/site.hpp"
#include "app/store.hpp"
#include "app/sweeps.hpp"
#include "base/assert.hpp"
#include "crypto/key_file.hpp"
#include "db/async.hpp"
#include "identity/email_requests.hpp"
#include "inventory/inventory.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <csignal>
#include <cstring>

namespace otpost::app {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

/// Losing the pepper makes every password useless: a new one is made only where there is none to
/// lose.
crypto::Key load_pepper(const std::filesystem::path& file, db::Database& database, Random& random) {
    if (auto known = crypto::load_key(file)) return *std::move(known);
    const auto accounts = db::read(database, [](db::Tx& tx) {
        return identity::search_accounts(tx, {.text = {}, .before = {}, .limit = 1});
    });
    if (!accounts.empty())
        throw std::runtime_error(file.string() + " is missing: put it back, or nobody can sign in");
    return crypto::load_or_create_key(file, random);
}

constexpr auto drain_deadline = std::chrono::seconds{10};
constexpr std::size_t cached_principals = 50'000;
constexpr std::size_t cached_accounts = 20'000;
constexpr std::size_t ingest_body_max = 256UL * 1024;
constexpr std::size_t import_body_max = 256UL * 1024;

/// SEC-H5: nothing from elsewhere, nothing inline, not in a frame.
std::vector<std::pair<std::string, std::string>> security_headers(bool tls) {
    std::vector<std::pair<std::string, std::string>> headers{
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
         "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"}
    };
    if (tls)
        headers.emplace_back("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    return headers;
}

/// As it stands in a URL.
std::string host_of(const Config& config) {
    const bool is_v6 = config.listen_address.find(':') != std::string::npos;
    return is_v6 ? "[" + config.listen_address + "]" : config.listen_address;
}

/// Strangers must not know which of them share memory; the same at every start is good enough.
std::uint64_t limit_seed(const crypto::Key& server_key) {
    const auto digest = crypto::hmac_sha256(server_key.reveal(), "rate limits");
    std::uint64_t seed = 0;
    std::memcpy(&seed, digest.data(), sizeof seed);
    return seed;
}

identity::PasswordRules password_rules(const Config& config) {
    identity::PasswordRules rules;
    rules.brand = config.brand;
    return rules;
}

std::string refund_rule(const api::LeaseTerms& terms) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(terms.window).count();
    std::string text =
        "You pay only for a code. Without one the whole fee returns by itself after " +
        std::to_string(minutes) + " minutes";
    text += terms.cancel_after.count() == 0
                ? ", or at once when you cancel."
                : ", or at once when you cancel, which is possible after " +
                      std::to_string(terms.cancel_after.count()) + " seconds.";
    return text +
           " After a code there is no refund; nor when only a message of another service came.";
}

}  // namespace

House::House(const Config& config, db::Database& database, Mode mode, Surroundings surroundings)
    : config_(config),
      database_(database),
      timer_(surroundings.timer),
      random_(surroundings.random),
      ids_(timer_, config.node),
      tasks_(context_.get_executor()),
      control_(context_.get_executor()),
      server_key_(crypto::load_or_create_key(config.data / "keys" / "server.key", random_)),
      hasher_(
          load_pepper(config.data / "keys" / "pepper.key", database, random_),
          random_,
          surroundings.password_cost
      ),
      hash_pool_(hasher_, timer_, surroundings.hashing),
      image_worker_(timer_),
      vault_(open_vault(
          {.database = database,
           .clock = timer_,
           .random = random_,
           .server_key = server_key_,
           .ring_file = config.data / "vault.ring",
           .ring_slots = surroundings.ring_slots,
           .clock_tolerance = surroundings.clock_tolerance}
      )),
      mail_({database, timer_, context_.get_executor()}, config.mail, server_key_),
      account_mail_(mail_.is_on() ? api::Mailing::on : api::Mailing::off, mail_.key()),
      extractor_(messages::Extractor::from_embedded()),
      inbox_(extractor_, vault_->keys()),
      intake_(database, inbox_, timer_, ids_, random_),
      signals_(context_, timer_),
      deliveries_(database, vault_->keys(), timer_, tasks_),
      views_(database, vault_->keys(), names_, deliveries_),
      lease_answers_(cached_accounts),
      streams_(database, signals_, api::render_events(views_, timer_, ids_, random_)),
      principals_(cached_principals),
      audit_(config, database, timer_, ids_, random_),
      usage_(database, ids_),
      integrity_({database, timer_, ids_, random_}, checkpoint_file(config), audit_.public_key()),
      authenticator_(database, principals_, server_key_, tasks_),
      steady_clock_(timer_),
      limits_(
          config.limits,
          surroundings.pace != nullptr ? *surroundings.pace : steady_clock_,
          limit_seed(server_key_)
      ),
      places_(config.geoip_file),
      routes_(database),
      customer_leases_(
          {database_, views_, signals_, timer_, account_mail_}, config.terms, lease_answers_
      ),
      auth_routes_(
          {.database = database,
           .pool = hash_pool_,
           .hasher = hasher_,
           .server_key = server_key_,
           .mail = account_mail_,
           .clock = timer_,
           .registration =
               {.age_min = static_cast<int>(config.minimum_age),
                .terms_version = config.terms_version},
           .passwords = password_rules(config),
           .currency = config.currency}
      ),
      confirmation_routes_({database, hash_pool_, hasher_, server_key_, account_mail_}),
      email_routes_(
          {.database = database,
           .pool = hash_pool_,
           .server_key = server_key_,
           .mail = account_mail_,
           .passwords = password_rules(config)}
      ),
      session_routes_({database, server_key_, account_mail_}),
      account_credentials_(
          {.database = database,
           .pool = hash_pool_,
           .hasher = hasher_,
           .server_key = server_key_,
           .mail = account_mail_,
           .passwords = password_rules(config)}
      ),
      second_step_routes_(database, server_key_, account_mail_),
      second_factor_routes_(
          {.database = database,
           .pool = hash_pool_,
           .hasher = hasher_,
           .server_key = server_key_,
           .mail = account_mail_,
           .brand = config.brand,
           .passwords = password_rules(config),
           .required_for = config.second_factor_for}
      ),
      listening_(surroundings.listening) {
    continue_ids(database_, ids_);
    add_routes(config, mode);
    dispatcher_ = std::make_unique<api::Dispatcher>(api::DispatcherSetup{
        .routes = routes_.all(),
        .authenticator = authenticator_,
        .limits = limits_,
        .refusals = audit_.refusals(),
        .usage = usage_,
        .server_key = server_key_,
        .clock = timer_,
        .ids = ids_,
        .random = random_,
        .places = places_,
        .second_factor_for = config.second_factor_for
    });
}

void House::add_routes(const Config& config, Mode mode) {
    const api::SettingsView settings{
        .brand = config.brand,
        .currency = config.currency,
        .lease_window_seconds = config.terms.window.count(),
        .cancel_after_seconds = config.terms.cancel_after.count(),
        .content_seconds =
            std::chrono::duration_cast<std::chrono::seconds>(crypto::delivered_life).count(),
        .refund_rule = refund_rule(config.terms),
        .demo = mode == Mode::demo,
        .mail = account_mail_.is_on(),
        .password_length_min = std::int64_t{identity::password_length_alone},
        .terms_version = config.terms_version,
        .support = api::support_view(config.support, account_mail_)
    };
    auto metrics = [this] {
        return collect_metrics(
            {server_->counters(),
             limits_,
             database_,
             intake_,
             vault_->keys(),
             hash_pool_,
             signals_,
             mail_}
        );
    };
    site::add_site_routes(routes_, site_setup(config, database_));
    api::add_system_routes(
        routes_, {database_, settings, [this] { return draining_; }, metrics, document_}
    );
    auth_routes_.add_to(routes_);
    confirmation_routes_.add_to(routes_);
    email_routes_.add_to(routes_);
    account_credentials_.add_to(routes_);
    api::add_consent_routes(routes_, config.terms_version);
    session_routes_.add_to(routes_);
    second_step_routes_.add_to(routes_);
    second_factor_routes_.add_to(routes_);
    api::add_account_routes(routes_);
    api::add_support_routes(routes_, account_mail_, config.support.email);
    api::add_profile_routes(routes_, {database_, image_worker_});
    api::add_favourite_routes(routes_);
    api::add_api_key_routes(routes_, server_key_);
    api::add_usage_routes(routes_);
    api::add_catalog_routes(routes_);
    customer_leases_.add_to(routes_);
    api::add_lease_export_routes(routes_, database_, names_);
    api::add_wallet_routes(routes_);
    api::add_event_routes(routes_, streams_, database_, timer_);
    api::add_all_admin_routes(
        routes_,
        {.database = database_,
         .credit_alone_up_to = config_.credit_approval_above,
         .terms = config_.terms,
         .names = names_,
         .currency = config_.currency,
         .node =
             [probe = NodeProbe{config_.node, database_, timer_, hash_pool_, signals_, mail_}] {
                 return probe.look();
             },
         .suppliers = suppliers_}
    );
    api::add_operator_number_routes(routes_, names_, database_);
    api::add_operator_bulk_routes(routes_);
    api::add_operator_report_routes(routes_, names_, config_.currency);
    api::add_ingest_routes(routes_, suppliers_, intake_);
    *document_ = api::openapi_document(routes_.all(), OTPOST_VERSION);
    api::check_routes(routes_.all(), *document_);
}

net::ServerOptions House::server_options(const Config& config) const {
    net::ServerOptions options;
    options.listening = listening_;
    options.timer = &timer_;
    options.random = &random_;
    options.address = config.listen_address;
    options.port = config.listen_port;
    const bool tls = !config.tls_certificate.empty();
    if (tls) options.tls = net::TlsFiles{config.tls_certificate, config.tls_key};
    for (const std::string& text : config.trusted_proxies) {
        const auto block = net::Cidr::parse(text);
        if (!block) throw std::runtime_error("server.trusted_proxies: not a CIDR: " + text);
        options.proxies.proxies.push_back(*block);
    }
    options.proxies.header = config.proxy_header;
    options.limits.connections_per_ip_max = static_cast<std::size_t>(config.connections_per_ip_max);
    options.default_headers = security_headers(tls || config.public_url.starts_with("https:"));
    options.stream_farewell = net::format_event("", "shutdown", "{}");
    options.body_limit = [](net::Method, std::string_view path) -> std::size_t {
        if (path == api::avatar_path) return images::file_bytes_max;
        if (path == api::import_numbers_path) return import_body_max;
        if (path.starts_with(api::price_import_path)) return api::price_import_body_max;
        return path.starts_with("/ingest/") ? ingest_body_max : 64UL * 1024;
    };
    return options;
}

void House::hear_announcements(std::span<const db::Announcement> announcements) {
    using Topic = db::Announcement::Topic;
    std::vector<AccountId> accounts;
    for (const auto& announcement : announcements) {
        if (announcement.topic == Topic::account_events) {
            accounts.emplace_back(announcement.key);
            lease_answers_.forget(accounts.back());
        } else if (announcement.topic == Topic::keys_changed) {
            principals_.forget(AccountId{announcement.key});
            signals_.revoke_from_any_thread(AccountId{announcement.key});
        }
    }
    if (!accounts.empty()) signals_.notify_from_any_thread(std::move(accounts));
}

void House::load_suppliers(const std::string& url) {
    const auto rows = db::read(database_, [](db::Tx& tx) { return inventory::list_suppliers(tx); });
    const std::string public_url = config_.public_url.empty() ? url : config_.public_url;
    auto find = [this](std::string_view name) { return load_secrets(config_.data, name); };
    suppliers_.load(rows, {database_, intake_, timer_, random_, std::move(find), public_url});
    suppliers_.start(tasks_);
}

awaitable<Duration> House::expire_leases(Time now) {
    constexpr int batch = 200;
    constexpr Duration look_again = std::chrono::milliseconds{250};
    auto look = [](db::Tx& tx) { return leases::next_deadline(tx); };
    const auto next = co_await db::async_read(database_, std::move(look));
    if (!next) co_return look_again;
    if (*next > now) co_return std::min(*next - now, look_again);
    auto work = [&](db::Tx& tx) {
        return leases::expire_due(tx, {timer_.now(), ids_, random_}, batch).size();
    };
    const std::size_t closed = co_await db::async_write(database_, std::move(work));
    co_return closed == batch ? Duration{0} : std::chrono::milliseconds{20};
}

/// What registrations and forgotten passwords wait for, so it is looked at twice a second.
awaitable<Duration> House::answer_by_email(Time now) {
    constexpr int batch = 50;
    constexpr Duration look_again = std::chrono::milliseconds{500};
    auto look = [](db::Tx& tx) { return identity::any_email_request(tx); };
    const bool any = co_await db::async_read(database_, std::move(look));
    if (!any) co_return look_again;
    auto work = [&](db::Tx& tx) {
        const Moment moment{now, ids_, random_};
        return api::answer_email_requests(tx, account_mail_, server_key_, moment, batch);
    };
    const std::int64_t answered = co_await db::async_write(database_, std::move(work));
    co_return answered == batch ? Duration{0} : look_again;
}

awaitable<Duration> House::refresh_names() {
    auto look = [](db::Tx& tx) { return api::load_catalog_snapshot(tx); };
    auto snapshot = co_await db::async_read(database_, std::move(look));
    names_.replace(std::move(snapshot));
    co_return std::chrono::seconds{30};
}

void House::add_duties(const std::string& url) {
    using namespace std::chrono_literals;
    Duties duties(tasks_, timer_);
    mail_.start(config_.brand, url, duties);
    duties.add("expire leases", [this](Time now) { return expire_leases(now); });
    duties.add("renew keys", [this](Time) { return vault_->tend(); });
    duties.add("refresh names", [this](Time) { return refresh_names(); });
    audit_.add_duties(duties);
    add_lease_counting(duties, database_);
    duties.add("record API requests", [this](Time) { return usage_.write(); });
    integrity_.add_duties(duties);
    if (account_mail_.is_on())
        duties.add("answer by email", [this](Time now) { return answer_by_email(now); });
    duties.add_sweep(
        database_,
        {"release parts",
         1s,
         100,
         [this](db::Tx& tx, Time now, std::int64_t limit) {
             const auto released =
                 inbox_.release_parts(tx, {now, ids_, random_}, static_cast<int>(limit));
             return released ? static_cast<std::int64_t>(released->size()) : 0;
         }}
    );
    add_sweeps(duties, database_);
}

awaitable<void> House::serve_until_told() {
    if (!stop_asked_) {
        ASSERT(quit_.has_value());
        const auto [error, number] =
            co_await quit_->async_wait(asio::as_tuple(asio::use_awaitable));
        if (!error) log::info("stopping", {{"signal", number}});
    }
    co_await drain();
}

awaitable<void> House::drain() {
    draining_ = true;
    signals_.revoke_all();
    co_await server_->drain(drain_deadline);
    co_await deliveries_.finish();
    co_await audit_.finish();
    co_await usage_.finish();
    co_await vault_->finish();
    co_await mail_.finish();
    tasks_.cancel_all();
}

void House::stop() {
    asio::post(context_, [this] {
        if (quit_)
            quit_->cancel();
        else if (!stop_asked_)
            control_.spawn("drain", drain());
        stop_asked_ = true;
    });
}

void House::open_server() {
    try {
        server_ = std::make_unique<net::Server>(
            context_,
            server_options(config_),
            [this](net::Request& request) { return dispatcher_->handle(request); }
        );
    } catch (const boost::system::system_error& failure) {
        throw std::runtime_error(fmt::format(
            "can't listen on {}:{}: {}; choose another address with --listen ADDRESS:PORT",
            host_of(config_),
            config_.listen_port,
            failure.code().message()
        ));
    }
}

std::string House::start() {
    vault_->start();
    if (!vault_->keys().is_memory_locked())
        log::warning("keys of live content may reach the swap: raise RLIMIT_MEMLOCK to 8 MiB");
    names_.replace(db::read(database_, api::load_catalog_snapshot));
    open_server();
    const std::string url = (config_.tls_certificate.empty() ? "http://" : "https://") +
                            host_of(config_) + ":" + std::to_string(server_->port());
    load_suppliers(url);
    database_.on_announce([this](auto announcements) { hear_announcements(announcements); });
    const std::string shown_url = config_.public_url.empty() ? url : config_.public_url;
    add_duties(shown_url);
    server_->start();
    return shown_url;
}

void House::run(const std::function<void(const std::string& url)>& ready) {
    quit_.emplace(context_, SIGINT, SIGTERM);
    const std::string url = start();
    control_.spawn("serve", serve_until_told());
    ready(url);
    // Ends by itself once all that runs on it has ended: nothing is left that refers to us.
    context_.run();
    hash_pool_.stop();
    image_worker_.stop();
    database_.stop();
}

}  // namespace otpost::app
