// SPDX-License-Identifier: Apache-2.0
// Leases as the API shows them. Content (text, sender, code) is joined in here and only here:
// reading it for its owner is its delivery and starts the 5 minutes it has left (M6).
#pragma once

#include "api/catalog_names.hpp"
#include "api/delivery_recorder.hpp"
#include "api/views.hpp"
#include "base/moment.hpp"
#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "leases/leases.hpp"
#include "messages/reading.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <set>
#include <vector>

namespace otpost::api {

class LeaseViews {
public:
    LeaseViews(
        db::Database& database,
        crypto::VaultKeys& ring,
        const CatalogNames& names,
        DeliveryRecorder& recorder
    )
        : database_(database),
          ring_(ring),
          names_(names),
          recorder_(recorder) {}

    /// Without content: what may be stored as an answer.
    LeaseView plain(const leases::Lease& lease) const;

    /// When a delivery is recorded: before content is shown; the same, but what can't be recorded
    /// is left out, so that leases can be listed while the store takes no writes (its disk is full,
    /// say); or beside it, where a live stream should not wait for the disk once more.
    enum class Record { first, if_possible, beside };

    /// Reads `find(tx)`, a list of leases, with their content; delivers what was not yet.
    boost::asio::awaitable<std::vector<LeaseView>> read(
        std::function<std::vector<leases::Lease>(db::Tx&)> find,
        Moment moment,
        Record record = Record::first
    ) const;

    /// Adds the content to a view without it. The lease is the asking account's.
    boost::asio::awaitable<void> add_content(LeaseView& view, AccountId account, Moment moment)
        const;

private:
    /// Returns what may not be shown, as it could not be recorded.
    boost::asio::awaitable<std::set<MessageId>> record_shown(
        DeliveryRecorder::Deliveries deliveries, Record record
    ) const;
    LeaseView with_content(const leases::Lease& lease, const messages::LeaseContents& contents)
        const;

    db::Database& database_;
    crypto::VaultKeys& ring_;
    const CatalogNames& names_;
    DeliveryRecorder& recorder_;
};

}  // namespace otpost::api
