// SPDX-License-Identifier: Apache-2.0
// What an operator sees of its numbers: how each stands, the leases they served, how often a code
// came. Nothing of a customer and nothing of a message is in it (M7).
#pragma once

#include "inventory/inventory.hpp"
#include "leases/lease.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::leases {

struct SuppliedNumber {
    NumberId id;
    std::string e164;
    std::string country;
    SupplierId supplier;
    inventory::NumberStatus status = inventory::NumberStatus::active;
    bool serves_all = false;  ///< its services were not chosen one by one
    bool leasable = false;    ///< active, and its supplier enabled
    Time attested_at;
    std::string attestation_version;
    Time added_at;
    std::optional<Time> last_message_at;
    std::int64_t open_leases = 0;
    std::int64_t services_open = 0;  ///< those that can still bring a code, resting ones too
    std::int64_t services_used = 0;
    std::int64_t services_closed = 0;
    std::int64_t services_resting = 0;
};

/// What is left out asks for nothing.
struct NumberSearch {
    std::optional<inventory::NumberStatus> status = {};
    bool leased = false;  ///< only those with an open lease
    std::optional<std::string> country = {};
    std::optional<std::string> digits = {};
    std::optional<NumberId> before = {};  ///< absent: from the newest
    std::int64_t limit = 50;
};

/// Newest first.
std::vector<SuppliedNumber> list_supplied(
    db::Tx& tx, AccountId operator_id, const NumberSearch& search
);

/// Nothing unless it is the operator's.
std::optional<SuppliedNumber> find_supplied(db::Tx& tx, AccountId operator_id, NumberId number);

struct NumberCounts {
    std::int64_t active = 0;
    std::int64_t paused = 0;
    std::int64_t retired = 0;
    std::int64_t leased = 0;  ///< of any of these
};

NumberCounts count_supplied(db::Tx& tx, AccountId operator_id);

struct ServedLease {
    LeaseId id;
    NumberId number;
    std::string e164;
    std::string country;
    std::string service;
    Status status = Status::waiting;
    Time opened_at;
    std::optional<Time> code_received_at;
    std::optional<Time> closed_at;
    std::optional<Money> earned;  ///< nothing before a code
    std::string currency;
};

struct ServedPage {
    std::optional<NumberId> number = {};
    std::optional<LeaseId> before = {};
    std::int64_t limit = 50;
};

/// What looks through leases looks at so many of an operator's newest.
inline constexpr std::int64_t served_at_most = 10'000;

struct ServedList {
    std::vector<ServedLease> leases;
    std::optional<LeaseId> further;  ///< older ones are before this; absent: there are none
};

/// Newest first; `earnings` is the ledger account of the operator. Of one number there may be none
/// though there is more further on.
ServedList list_served(db::Tx& tx, ledger::PayableId earnings, const ServedPage& page);

/// Statistics look at no older ones than this.
inline constexpr Duration served_window = std::chrono::days{30};

struct ServedService {
    std::string service;
    std::int64_t leases = 0;
    std::int64_t counted = 0;    ///< with a code, or closed and not cancelled within a minute
    std::int64_t delivered = 0;  ///< with a code
    Money earned{};
};

/// By service.
std::vector<ServedService> served_services(db::Tx& tx, ledger::PayableId earnings, Time now);

}  // namespace otpost::leases
