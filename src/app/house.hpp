// SPDX-License-Identifier: Apache-2.0
// One running server, wired by hand: members are constructed in the order of their dependencies.
// Everything of the edge runs on the one thread that calls run().
#pragma once

#include "api/account_credentials.hpp"
#include "api/account_mail.hpp"
#include "api/auth.hpp"
#include "api/authenticator.hpp"
#include "api/catalog_names.hpp"
#include "api/confirmation.hpp"
#include "api/customer_leases.hpp"
#include "api/delivery_recorder.hpp"
#include "api/dispatcher.hpp"
#include "api/email_routes.hpp"
#include "api/lease_views.hpp"
#include "api/limits.hpp"
#include "api/second_factor_routes.hpp"
#include "api/second_step.hpp"
#include "api/session_routes.hpp"
#include "api/usage_recorder.hpp"
#include "app/audit_keeping.hpp"
#include "app/config.hpp"
#include "app/duties.hpp"
#include "app/integrity.hpp"
#include "app/mail.hpp"
#include "app/mode.hpp"
#include "app/vault.hpp"
#include "crypto/hash_pool.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/password_hash.hpp"
#include "delivery/event_stream.hpp"
#include "delivery/signals.hpp"
#include "identity/principal_cache.hpp"
#include "images/worker.hpp"
#include "messages/extract/extract.hpp"
#include "messages/inbox.hpp"
#include "net/places.hpp"
#include "net/server.hpp"
#include "net/task_group.hpp"
#include "net/timer.hpp"
#include "suppliers/directory.hpp"
#include "suppliers/intake.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace otpost::app {

/// Time, chance, what a password hash costs and where the world is, from outside so that tests can
/// hold them still and be quick. They outlive the house.
struct Surroundings {
    net::Timer& timer;
    Random& random;
    int password_cost = crypto::bcrypt_cost_default;
    crypto::HashPoolLimits hashing = crypto::HashPoolLimits::for_this_machine();
    std::uint32_t ring_slots = crypto::ring_slots_default;
    net::Listening listening = net::Listening::tcp;
    const Clock* pace = nullptr;  ///< of rate limits; null: the timer's steady time
    Duration clock_tolerance = std::chrono::seconds{5};  ///< towards the store's clock
};

class House {
public:
    /// The store is migrated; `database` outlives the house.
    House(const Config& config, db::Database& database, Mode mode, Surroundings surroundings);

    /// Serves until SIGINT or SIGTERM, or until stop(). `ready` gets the address once it listens.
    void run(const std::function<void(const std::string& url)>& ready);

    /// From any thread; run() returns when what was in flight is answered.
    void stop();

    /// The beginning of run(): from here on it serves as far as context() is run. Returns its URL.
    std::string start();

    boost::asio::io_context& context() { return context_; }

    net::Server& server() { return *server_; }

    /// What the server calls for each request.
    boost::asio::awaitable<net::Response> handle(net::Request& request) {
        return dispatcher_->handle(request);
    }

    /// The API document; needs no running server.
    const std::string& openapi() const { return *document_; }

    const std::vector<api::Route>& routes() const { return routes_.all(); }

    IdGenerator& ids() { return ids_; }

    crypto::PasswordHasher& hasher() { return hasher_; }

    crypto::HashPool& hash_pool() { return hash_pool_; }

    const crypto::Key& server_key() const { return server_key_; }

    /// Of who signs the audit log's checkpoints.
    const crypto::PublicKey& audit_key() const { return audit_.public_key(); }

private:
    void add_routes(const Config& config, Mode mode);
    void add_duties(const std::string& url);
    void open_server();
    void load_suppliers(const std::string& url);
    void hear_announcements(std::span<const db::Announcement> announcements);
    boost::asio::awaitable<void> serve_until_told();
    boost::asio::awaitable<void> drain();
    boost::asio::awaitable<Duration> expire_leases(Time now);
    boost::asio::awaitable<Duration> refresh_names();
    boost::asio::awaitable<Duration> answer_by_email(Time now);
    net::ServerOptions server_options(const Config& config) const;

    Config config_;
    db::Database& database_;
    net::Timer& timer_;
    Random& random_;
    IdGenerator ids_;
    boost::asio::io_context context_{1};
    std::optional<boost::asio::signal_set> quit_;  ///< while run() runs
    net::TaskGroup tasks_;
    net::TaskGroup control_;  ///< what ends the others

    crypto::Key server_key_;
    crypto::PasswordHasher hasher_;
    crypto::HashPool hash_pool_;
    images::Worker image_worker_;
    std::unique_ptr<Vault> vault_;
    Mail mail_;
    api::AccountMail account_mail_;

    messages::Extractor extractor_;
    messages::Inbox inbox_;
    suppliers::Intake intake_;
    suppliers::Directory suppliers_;

    delivery::Signals signals_;
    api::CatalogNames names_;
    api::DeliveryRecorder deliveries_;
    api::LeaseViews views_;
    api::LeaseCache lease_answers_;
    delivery::EventStreams streams_;

    identity::PrincipalCache principals_;
    AuditKeeping audit_;
    api::UsageRecorder usage_;
    Integrity integrity_;
    api::Authenticator authenticator_;
    net::SteadyClock steady_clock_;
    api::Limits limits_;
    net::Places places_;
    api::Routes routes_;
    api::CustomerLeases customer_leases_;
    api::AuthRoutes auth_routes_;
    api::ConfirmationRoutes confirmation_routes_;
    api::EmailRoutes email_routes_;
    api::SessionRoutes session_routes_;
    api::AccountCredentials account_credentials_;
    api::SecondStepRoutes second_step_routes_;
    api::SecondFactorRoutes second_factor_routes_;
    std::shared_ptr<std::string> document_ = std::make_shared<std::string>();
    std::unique_ptr<api::Dispatcher> dispatcher_;
    std::unique_ptr<net::Server> server_;
    net::Listening listening_;
    bool stop_asked_ = false;
    bool draining_ = false;
};

}  // namespace otpost::app
