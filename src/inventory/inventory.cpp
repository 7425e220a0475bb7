// SPDX-License-Identifier: Apache-2.0
#include "inventory/inventory.hpp"

#include "inventory/inventory_sql.hpp"
#include "inventory/pool.hpp"
#include "inventory/states.hpp"

#include <fmt/format.h>

namespace otpost::inventory {

namespace {

/// Picks are 31-bit.
constexpr std::uint64_t pick_bound = std::uint64_t{1} << 31U;

/// Where none of a block's numbers is on offer, so many blocks more are opened for one taker.
constexpr std::int64_t blocks_at_most = 8;

struct Candidate {
    TakenNumber number;
    bool is_offered;  ///< number active, supplier enabled
};

Candidate candidate_from_row(const db::Row& row) {
    return {
        {row.id<NumberId>(0),
         std::string{row.text(1)},
         row.id<SupplierId>(2),
         Money{row.int64(3)},
         static_cast<int>(row.int64(4)),
         row.int64(5),
         row.optional_int64(6)},
        row.boolean(7)
    };
}

/// The first free row at or after `start` whose number is on offer.
std::optional<TakenNumber> take_from(
    db::Tx& tx, std::string_view country, std::int64_t service_id, std::int64_t start, Time now
) {
    while (true) {
        auto taken =
            tx.one(sql::inventory::take_from, candidate_from_row, country, service_id, start, now);
        if (!taken) return std::nullopt;
        if (taken->is_offered) return std::move(taken->number);
        tx.exec(sql::inventory::pause_taken, taken->number.id, service_id, now);
    }
}

Number number_from_row(const db::Row& row) {
    Number number;
    number.id = row.id<NumberId>(0);
    number.e164 = row.text(1);
    number.country = row.text(2);
    number.supplier = row.id<SupplierId>(3);
    number.status = parse_number_status(row.text(4));
    number.attested_by = row.id<AccountId>(5);
    number.attested_at = row.time(6);
    number.attestation_version = row.text(7);
    number.added_at = row.time(8);
    number.last_message_at = row.optional_time(9);
    return number;
}

Result<> set_status(db::Tx& tx, NumberId number, NumberStatus status) {
    if (tx.exec(sql::inventory::set_number_status, number, to_string(status)) > 0) return {};
    if (!find_number(tx, number)) {
        return refuse(ErrorCode::not_found, "There is no such number in the inventory.");
    }
    return refuse(
        ErrorCode::conflict, "The number is retired, and that is for good. Add another number."
    );
}

}  // namespace

std::int64_t random_pick(Random& random) {
    return static_cast<std::int64_t>(random.below(pick_bound));
}

Result<TakenNumber> take_number(
    db::Tx& tx, std::string_view country, std::int64_t service_id, Random& random, Time now
) {
    constexpr std::int64_t lowest = 0;
    std::int64_t blocks = 0;
    do {
        for (const auto start : {random_pick(random), lowest}) {
            auto taken = take_from(tx, country, service_id, start, now);
            if (taken) return *std::move(taken);
        }
    } while (++blocks <= blocks_at_most && open_next_block(tx, country, service_id, now));
    return refuse(
        ErrorCode::out_of_stock,
        fmt::format(
            "No number from {} is free for this service now. Nothing was charged: try again in a "
            "few minutes, or choose another country.",
            country
        )
    );
}

void release_number(
    db::Tx& tx,
    NumberId number,
    std::int64_t service_id,
    Release release,
    Time now,
    Duration quarantine
) {
    switch (release) {
        case Release::code_received:
            tx.send(sql::inventory::mark_used, number, service_id, now);
            return;
        case Release::unused:
            tx.send(sql::inventory::quarantine, number, service_id, now, now + quarantine);
            return;
    }
}

std::int64_t end_quarantine(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::inventory::end_quarantine, now, limit);
}

Result<> pause_number(db::Tx& tx, NumberId number, Time now) {
    CHECK(set_status(tx, number, NumberStatus::paused));
    tx.send(sql::inventory::pause_rows, number, now);
    return {};
}

Result<> resume_number(db::Tx& tx, NumberId number, Time now) {
    CHECK(set_status(tx, number, NumberStatus::active));
    tx.send(sql::inventory::resume_rows, number, now);
    return {};
}

Result<> retire_number(db::Tx& tx, NumberId number, Time now) {
    CHECK(set_status(tx, number, NumberStatus::retired));
    tx.send(sql::inventory::pause_rows, number, now);
    return {};
}

void touch_last_message(db::Tx& tx, NumberId number, Time now) {
    tx.send(sql::inventory::touch_last_message, number, now);
}

std::optional<Number> find_by_e164(db::Tx& tx, std::string_view e164) {
    return tx.one(sql::inventory::find_by_e164, number_from_row, e164);
}

std::optional<Number> find_number(db::Tx& tx, NumberId number) {
    return tx.one(sql::inventory::find_number, number_from_row, number);
}

std::vector<Number> list_numbers(
    db::Tx& tx, const NumberFilter& filter, NumberId after, std::int64_t limit
) {
    if (filter.operator_id) {
        return tx.all(
            sql::inventory::list_numbers_of_operator,
            number_from_row,
            after,
            limit,
            *filter.operator_id
        );
    }
    if (filter.supplier) {
        return tx.all(
            sql::inventory::list_numbers_of_supplier,
            number_from_row,
            after,
            limit,
            *filter.supplier
        );
    }
    return tx.all(sql::inventory::list_numbers, number_from_row, after, limit);
}

std::vector<NumberService> number_services(db::Tx& tx, NumberId number) {
    const auto read = [](const db::Row& row) {
        return NumberService{
            row.int64(0),
            std::string{row.text(1)},
            parse_service_state(row.text(2)),
            row.optional_time(3),
            row.boolean(4)
        };
    };
    return tx.all(sql::inventory::number_services, read, number);
}

}  // namespace otpost::inventory
