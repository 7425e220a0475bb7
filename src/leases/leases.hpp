// SPDX-License-Identifier: Apache-2.0
// The life of a lease (L1-L11, L13): what a customer, a message, a supplier and the clock can do
// to it. Each command is decided by one conditional update, so that of two at the same instant one
// wins and the other is refused with the state it lost to; fee, number and events follow in the
// same transaction.
//
// A refused command must be rolled back, which db::write does with the refusal it returns.
#pragma once

#include "base/error.hpp"
#include "base/moment.hpp"
#include "leases/lease.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::leases {

/// Of the account's plan (L13), each at least 1.
struct Limits {
    int open_at_once = 0;
    int per_hour = 0;
};

struct OpenLease {
    AccountId account;
    WalletId wallet;
    Limits limits;
    std::string country;
    std::string service;
    std::optional<Money> max_price = {};  ///< the customer's cap (L1)
    std::chrono::seconds window = std::chrono::minutes{20};
    std::chrono::seconds cancel_after{0};  ///< cancel is refused this long after opening (L5)
    std::chrono::seconds quarantine =
        std::chrono::minutes{10};  ///< the number rests so long after a lease without a code
};

/// Takes the fee, takes a number and records the lease (L2). Refuses what catalog::find_offer,
/// ledger::hold_fee and inventory::take_number refuse, and price_above_cap, too_many_open_leases,
/// too_many_leases_per_hour (with the time when there is room again).
Result<Lease> open(db::Tx& tx, const OpenLease& order, const Moment& moment);

/// A lease that a customer acts on; another account's is lease_not_found (A6).
struct LeaseRef {
    AccountId account;
    LeaseId lease;
};

/// Full refund (L5). Refuses cancel_too_early with the time when it will do, cancel_after_code
/// (L7; also when completed), lease_closed. At or past the deadline the lease expires instead, by
/// the rules of expiry.
Result<Lease> cancel(db::Tx& tx, const LeaseRef& ref, const Moment& moment);

/// The customer has what he came for: received -> completed. Refuses lease_not_received,
/// lease_closed.
Result<Lease> finish(db::Tx& tx, const LeaseRef& ref, const Moment& moment);

/// Asks for a further code on a received lease within its window, at no charge (L10). Refuses
/// lease_not_received, lease_closed. Asking twice is asking once.
Result<Lease> another_code(db::Tx& tx, const LeaseRef& ref, const Moment& moment);

struct Switched {
    Lease closed;  ///< cancelled with refund when it waited, completed when it had its code
    Lease opened;
};

/// Closes the lease and opens `next` in one step (L9); refuses what `cancel` and `open` refuse,
/// and then the old lease stays as it was even when the caller commits. A lease at or past its
/// deadline is lease_closed: it is about to expire.
Result<Switched> switch_to(db::Tx& tx, LeaseId lease, const OpenLease& next, const Moment& moment);

enum class CodeOutcome {
    first,    ///< the lease is now received and its fee settled
    further,  ///< counted; nothing is charged
};

struct RecordedCode {
    CodeOutcome outcome = CodeOutcome::first;
    Lease lease;
};

/// A code of the lease's service has come. Refuses lease_closed when a cancel or the deadline was
/// first (L11): then its content must not be kept (M3).
Result<RecordedCode> record_code(db::Tx& tx, LeaseId lease, const Moment& moment);

/// A message of the lease's service without a code in it. Refuses lease_closed.
Result<Lease> record_message(db::Tx& tx, LeaseId lease, const Moment& moment);

/// A message of another known service, for which no lease is live on the number, came while this
/// lease waited (L8). The first one is kept; refuses lease_not_waiting, lease_closed.
Result<Lease> record_other_service(
    db::Tx& tx, LeaseId lease, std::string_view service, const Moment& moment
);

/// The supplier can't deliver: waiting -> failed with a full refund, even past the deadline.
/// Refuses lease_not_waiting, lease_closed.
Result<Lease> fail(db::Tx& tx, LeaseId lease, const Moment& moment);

/// Closes up to `limit` leases whose deadline has come, the longest overdue first: refund without
/// a code (L6, L8), completed with one. Nodes share the work: locked leases are passed over.
std::vector<Lease> expire_due(db::Tx& tx, const Moment& moment, int limit);

/// The next deadline of any live lease, for the scheduler to sleep until. Each opened lease
/// announces Topic::lease_deadlines.
std::optional<Time> next_deadline(db::Tx& tx);

Result<Lease> find(db::Tx& tx, const LeaseRef& ref);

enum class StatusFilter {
    any,
    live,    ///< waiting or received
    closed,  ///< all the others
    waiting,
    received,
    completed,
    cancelled,
    expired,
    failed,
};

StatusFilter filter_of(Status status);

struct ListLeases {
    AccountId account;
    StatusFilter filter = StatusFilter::any;
    std::optional<LeaseId> before = {};  ///< the last lease of the page before
    int limit = 50;
};

/// Newest first.
std::vector<Lease> list(db::Tx& tx, const ListLeases& query);

/// The live leases on a number, of any account: at most one for each service (I4).
std::vector<Lease> find_live_on_number(db::Tx& tx, NumberId number);

/// Regardless of owner, for administrators and messages.
std::optional<Lease> find_any(db::Tx& tx, LeaseId lease);

}  // namespace otpost::leases
