// SPDX-License-Identifier: Apache-2.0
// Numbers and where each can still be leased: an availability row per number and service, made
// when the offer first reaches for the number (pool.hpp) or when its services were chosen. A row is
// free, leased, in quarantine, used (it got a code: never again, L2) or paused. Every change of a
// row is a conditional update, so two transactions can't take the same one.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/money.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::inventory {

enum class NumberStatus { active, paused, retired };

struct Number {
    NumberId id;
    std::string e164;
    std::string country;
    SupplierId supplier;
    NumberStatus status = NumberStatus::active;
    AccountId attested_by;
    Time attested_at;
    std::string attestation_version;
    Time added_at;
    std::optional<Time> last_message_at;
};

/// Who declared that the number's owner consents, and to which version of the statement (T2).
struct Attestation {
    AccountId by;
    std::string version;
};

struct NewNumber {
    std::string e164;     ///< `+` and digits
    std::string country;  ///< its calling code must begin the number
    SupplierId supplier;
    std::vector<std::int64_t> services;  ///< ids; empty: every service allowed, also in future
    std::optional<Attestation> attestation;
};

/// Refuses attestation_missing (T2), number_invalid, number_taken, country_unknown,
/// supplier_unknown, service_unknown.
Result<NumberId> add_number(db::Tx& tx, const Moment& moment, const NewNumber& number);

/// All or none; the refusal names the number.
Result<std::vector<NumberId>> add_numbers(
    db::Tx& tx, const Moment& moment, std::span<const NewNumber> numbers
);

/// CSV with the columns e164,country,services,attestation: services are slugs parted by spaces or
/// `all`, attestation the version of the statement that `by` declares. All or nothing.
Result<std::size_t> import_numbers(
    db::Tx& tx, const Moment& moment, SupplierId supplier, AccountId by, std::string_view csv
);

/// A number just leased out, with what its supplier and operator are owed for a code.
struct TakenNumber {
    NumberId id;
    std::string e164;
    SupplierId supplier;
    Money supplier_cost;                           ///< per code
    int operator_share_bp = 0;                     ///< basis points of the price
    std::int64_t supplier_account = 0;             ///< ledger account
    std::optional<std::int64_t> operator_account;  ///< ledger account; null: a number of the house
};

/// Takes a free number, from a random point of the offer's range, and marks it leased. Refuses
/// out_of_stock. Policy and price are the catalogue's business: ask find_offer first.
Result<TakenNumber> take_number(
    db::Tx& tx, std::string_view country, std::int64_t service_id, Random& random, Time now
);

enum class Release { code_received, unused };

/// Ends the hold of a leased number: used for good after a code (L2), else in quarantine until
/// now + quarantine. Does nothing to a number that is not leased for the service.
void release_number(
    db::Tx& tx,
    NumberId number,
    std::int64_t service_id,
    Release release,
    Time now,
    Duration quarantine
);

/// Frees up to `limit` rows whose quarantine is over; returns how many.
std::int64_t end_quarantine(db::Tx& tx, Time now, std::int64_t limit);

/// Paused numbers are not offered; their open leases live on. Refuses not_found, and conflict for
/// a retired number.
Result<> pause_number(db::Tx& tx, NumberId number, Time now);
Result<> resume_number(db::Tx& tx, NumberId number, Time now);

/// For good; open leases live on.
Result<> retire_number(db::Tx& tx, NumberId number, Time now);

/// Puts services that were allowed later on offer wherever numbers serve every service; returns
/// how many offers that made.
std::int64_t open_allowed_services(db::Tx& tx);

void touch_last_message(db::Tx& tx, NumberId number, Time now);

std::optional<Number> find_by_e164(db::Tx& tx, std::string_view e164);
std::optional<Number> find_number(db::Tx& tx, NumberId number);

struct NumberFilter {
    std::optional<SupplierId> supplier;
    std::optional<AccountId> operator_id;
};

/// By id, those after `after`; ask with the last id for the next page.
std::vector<Number> list_numbers(
    db::Tx& tx, const NumberFilter& filter, NumberId after, std::int64_t limit
);

/// Of one number for one service. `used` is for good; `paused` means that the number or its
/// supplier is not active, or that the service was closed (opening.hpp).
enum class ServiceState { free, leased, quarantine, used, paused };

/// The words stored and shown: the enumerators' names.
std::string_view to_string(NumberStatus status);
std::string_view to_string(ServiceState state);

struct NumberService {
    std::int64_t service_id = 0;
    std::string service;
    ServiceState state = ServiceState::free;
    std::optional<Time> available_at;  ///< the end of its quarantine
    bool closed = false;               ///< by its operator
};

/// Every service of one number, by slug.
std::vector<NumberService> number_services(db::Tx& tx, NumberId number);

}  // namespace otpost::inventory
