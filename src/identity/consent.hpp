// SPDX-License-Identifier: Apache-2.0
// What an account consents to beyond what the service needs (P3): each giving and each withdrawal
// is a row with its time and the version of the terms that were shown, and no row is ever changed.
// Without a row nothing was consented to.
#pragma once

#include "base/id.hpp"
#include "base/moment.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::identity {

enum class ConsentPurpose : std::uint8_t { marketing };
enum class ConsentAct : std::uint8_t { given, withdrawn };

struct Consent {
    ConsentAct act = ConsentAct::withdrawn;
    std::string terms_version;
    Time at;
};

/// The last act, if there was any.
std::optional<Consent> find_consent(db::Tx& tx, AccountId account, ConsentPurpose purpose);

/// Adds nothing if the purpose stands so already.
void record_consent(
    db::Tx& tx,
    AccountId account,
    ConsentPurpose purpose,
    ConsentAct act,
    std::string_view terms_version,
    const Moment& moment
);

}  // namespace otpost::identity
