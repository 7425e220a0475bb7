// SPDX-License-Identifier: Apache-2.0
// A lease: one number held by one account for one service until a deadline. Prices, costs and
// payees are copied into it when it opens, so that closing it needs no other row.
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::leases {

/// L4: waiting -> received -> completed; waiting -> cancelled, expired or failed.
enum class Status { waiting, received, completed, cancelled, expired, failed };

/// Why a closed lease is closed.
enum class CloseReason {
    cancelled,        ///< by the customer
    switched,         ///< for another service or country (L9)
    deadline,         ///< refunded when no code had come (L6)
    wrong_service,    ///< at the deadline, only another service's message had come: no refund (L8)
    finished,         ///< by the customer, after a code
    supplier_failed,  ///< the supplier gave up
};

/// The words stored and shown: the enumerators' names.
std::string_view to_string(Status status);
std::string_view to_string(CloseReason reason);
std::optional<Status> parse_status(std::string_view text);

constexpr bool is_live(Status status) {
    return status == Status::waiting || status == Status::received;
}

struct Lease {
    LeaseId id;
    AccountId account;
    WalletId wallet;
    NumberId number;
    std::string e164;
    SupplierId supplier;
    std::string country;
    std::int64_t service_id = 0;
    std::string service;  ///< its slug
    Money price;
    std::string currency;
    Money supplier_cost;
    Money operator_share;
    ledger::PayableId supplier_payable;
    std::optional<ledger::PayableId> operator_payable;
    Duration quarantine{0};  ///< the number's rest when it closes without a code
    Status status = Status::waiting;
    Time opened_at;
    Time expires_at;
    Time cancel_allowed_at;
    std::optional<Time> code_received_at;
    std::optional<Time> closed_at;
    std::optional<CloseReason> close_reason;
    bool awaiting_code = false;  ///< another code was asked for and has not come (L10)
    std::optional<std::string> other_service;  ///< slug of the other platform that wrote (L8)
    std::int64_t message_count = 0;            ///< messages of the chosen service, codes included
    std::optional<LeaseId> switched_from;
};

/// Where the fee of a lease is, by its state (W4, I5).
enum class FeePlace {
    escrow,   ///< waiting
    settled,  ///< a code came: cost and share are owed
    kept,     ///< no code, by the customer's wrong choice: nobody is owed anything (L8)
    refunded,
};

FeePlace fee_place(const Lease& lease);

/// Reads the columns that every statement of leases.sql lists, in their order.
Lease lease_from_row(const db::Row& row);

}  // namespace otpost::leases
