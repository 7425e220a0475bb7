// SPDX-License-Identifier: Apache-2.0
// An operator brings numbers: a batch, all of it or none, under one attestation that their owners
// consent (T2). Every mistake of a batch is told at once, with its place.
#pragma once

#include "inventory/inventory.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::inventory {

/// What an operator attests to. A change of the text is a new version; the versions that stand with
/// numbers are never used again for another text.
struct ConsentStatement {
    std::string_view version;
    std::string_view text;
};

inline constexpr ConsentStatement consent_statement{
    "2026-11",
    "I attest that I own each of these numbers, or that its owner knows that verification messages "
    "to it are shown to customers of this service, has agreed to this beforehand and can withdraw "
    "it at any time. When that happens I retire the number at once."
};

/// Of one import.
inline constexpr std::size_t batch_max = 5'000;

/// A number as it was written, and where.
struct NumberText {
    std::string place;     ///< how a mistake names it: `numbers[2]`, `line 3`
    std::string e164;      ///< spaces, hyphens and parentheses are passed over
    std::string country;   ///< empty: as its digits say
    std::string services;  ///< slugs parted by spaces; empty or `all`: every service allowed
};

/// CSV with the column e164, and country and services if they are to be told. Refuses
/// validation_failed.
Result<std::vector<NumberText>> read_numbers(std::string_view csv);

struct Batch {
    SupplierId supplier;
    Attestation attestation;
    std::span<const NumberText> numbers;
};

/// Refuses validation_failed with a field error for each mistake, the first 20 of them. Their
/// messages begin with a stable code and a colon, so that a page can say them in its language:
/// numbers_count, number_invalid, number_of_other_country, number_taken, country_unclear,
/// country_unknown, service_unknown; of a file that can't be read file_unreadable.
Result<std::vector<NumberId>> bring_numbers(db::Tx& tx, const Moment& moment, const Batch& batch);

}  // namespace otpost::inventory
