// SPDX-License-Identifier: Apache-2.0
#include "app/sweeps.hpp"

#include "api/idempotency.hpp"
#include "identity/accounts.hpp"
#include "identity/api_requests.hpp"
#include "identity/email_codes.hpp"
#include "identity/email_requests.hpp"
#include "identity/sessions.hpp"
#include "identity/sign_in.hpp"
#include "inventory/inventory.hpp"
#include "inventory/opening.hpp"
#include "messages/vault.hpp"
#include "outbox/outbox.hpp"
#include "routing/routing.hpp"

namespace otpost::app {

void add_sweeps(Duties& duties, db::Database& database) {
    using namespace std::chrono_literals;
    duties.add_sweep(database, {"purge email requests", 1min, 500, identity::purge_email_requests});
    duties.add_sweep(database, {"purge email codes", 1min, 500, identity::purge_email_codes});
    duties.add_sweep(
        database,
        {"expire content",
         5s,
         500,
         [](db::Tx& tx, Time now, std::int64_t limit) {
             return std::int64_t{messages::expire_content(tx, now, static_cast<int>(limit))};
         }}
    );
    duties.add_sweep(database, {"end quarantine", 1s, 500, inventory::end_quarantine});
    duties.add_sweep(database, {"open and close services", 1s, 1, inventory::carry_on_openings});
    duties.add_sweep(database, {"delivery statistics", 15s, 200, routing::refresh_delivery_stats});
    duties.add_sweep(database, {"purge sessions", 10min, 500, identity::purge_sessions});
    duties.add_sweep(
        database, {"purge sign-in failures", 10min, 500, identity::purge_sign_in_failures}
    );
    duties.add_sweep(
        database, {"purge username holds", 10min, 500, identity::purge_username_holds}
    );
    duties.add_sweep(
        database,
        {"prune events",
         10min,
         500,
         [](db::Tx& tx, Time now, std::int64_t limit) {
             return outbox::prune_events(tx, now - std::chrono::days{30}, static_cast<int>(limit));
         }}
    );
    duties.add_sweep(
        database,
        {"forget answers",
         10min,
         500,
         [](db::Tx& tx, Time now, std::int64_t limit) {
             return api::forget_answers(tx, now, static_cast<int>(limit));
         }}
    );
    duties.add_sweep(database, {"purge API requests", 10min, 500, identity::purge_api_requests});
}

}  // namespace otpost::app
