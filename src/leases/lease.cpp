// SPDX-License-Identifier: Apache-2.0
#include "leases/lease.hpp"

#include <array>
#include <utility>

namespace otpost::leases {

namespace {

constexpr std::array all_statuses{
    Status::waiting,
    Status::received,
    Status::completed,
    Status::cancelled,
    Status::expired,
    Status::failed
};

constexpr std::array all_reasons{
    CloseReason::cancelled,
    CloseReason::switched,
    CloseReason::deadline,
    CloseReason::wrong_service,
    CloseReason::finished,
    CloseReason::supplier_failed
};

CloseReason reason_of(std::string_view text) {
    for (const auto reason : all_reasons) {
        if (to_string(reason) == text) return reason;
    }
    throw db::Corruption{"a lease is closed for no known reason"};
}

template <class T>
std::optional<T> optional_id(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.id<T>(column);
}

}  // namespace

std::string_view to_string(Status status) {
    switch (status) {
        case Status::waiting:
            return "waiting";
        case Status::received:
            return "received";
        case Status::completed:
            return "completed";
        case Status::cancelled:
            return "cancelled";
        case Status::expired:
            return "expired";
        case Status::failed:
            return "failed";
    }
    std::unreachable();
}

std::string_view to_string(CloseReason reason) {
    switch (reason) {
        case CloseReason::cancelled:
            return "cancelled";
        case CloseReason::switched:
            return "switched";
        case CloseReason::deadline:
            return "deadline";
        case CloseReason::wrong_service:
            return "wrong_service";
        case CloseReason::finished:
            return "finished";
        case CloseReason::supplier_failed:
            return "supplier_failed";
    }
    std::unreachable();
}

std::optional<Status> parse_status(std::string_view text) {
    for (const auto status : all_statuses) {
        if (to_string(status) == text) return status;
    }
    return std::nullopt;
}

FeePlace fee_place(const Lease& lease) {
    switch (lease.status) {
        case Status::waiting:
            return FeePlace::escrow;
        case Status::received:
        case Status::completed:
            return FeePlace::settled;
        case Status::expired:
            return lease.close_reason == CloseReason::wrong_service ? FeePlace::kept
                                                                    : FeePlace::refunded;
        case Status::cancelled:
        case Status::failed:
            return FeePlace::refunded;
    }
    std::unreachable();
}

Lease lease_from_row(const db::Row& row) {
    const auto status = parse_status(row.text(16));
    if (!status) throw db::Corruption{"a lease has no known status"};
    Lease lease;
    lease.id = row.id<LeaseId>(0);
    lease.account = row.id<AccountId>(1);
    lease.wallet = row.id<WalletId>(2);
    lease.number = row.id<NumberId>(3);
    lease.e164 = row.text(4);
    lease.supplier = row.id<SupplierId>(5);
    lease.country = row.text(6);
    lease.service_id = row.int64(7);
    lease.service = row.text(8);
    lease.price = Money{row.int64(9)};
    lease.currency = row.text(10);
    lease.supplier_cost = Money{row.int64(11)};
    lease.operator_share = Money{row.int64(12)};
    lease.supplier_payable = row.id<ledger::PayableId>(13);
    lease.operator_payable = optional_id<ledger::PayableId>(row, 14);
    lease.quarantine = Duration{row.int64(15)};
    lease.status = *status;
    lease.opened_at = row.time(17);
    lease.expires_at = row.time(18);
    lease.cancel_allowed_at = row.time(19);
    lease.code_received_at = row.optional_time(20);
    lease.closed_at = row.optional_time(21);
    if (!row.is_null(22)) lease.close_reason = reason_of(row.text(22));
    lease.awaiting_code = row.boolean(23);
    if (!row.is_null(24)) lease.other_service = row.text(24);
    lease.message_count = row.int64(25);
    lease.switched_from = optional_id<LeaseId>(row, 26);
    return lease;
}

}  // namespace otpost::leases
