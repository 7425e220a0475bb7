// SPDX-License-Identifier: Apache-2.0
// What somebody asked of an email address: written down, and answered a moment later by email to
// its owner alone (SEC-P5). Who asks gets the same answer after the same work whether there is an
// account or not.
#pragma once

#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace otpost::identity {

enum class EmailRequestKind : std::uint8_t {
    verify_email,    ///< a code for an account that has yet to show that it reads the address
    email_in_use,    ///< word to its owner that somebody tried to register with it
    password_reset,  ///< the way to a new password
    change_email,    ///< a code to the new address of an account
};

/// Not answered any more after so long.
inline constexpr std::chrono::minutes email_request_life{10};

struct EmailRequest {
    EmailRequestKind kind = EmailRequestKind::verify_email;
    Personal email;
    std::optional<AccountId> account;  ///< of change_email: who asks
    Time created_at;
};

/// `email` as it was typed.
void request_email(
    db::Tx& tx,
    EmailRequestKind kind,
    const Personal& email,
    std::optional<AccountId> account,
    const Moment& moment
);

bool any_email_request(db::Tx& tx);

/// They are gone when the transaction commits.
std::vector<EmailRequest> take_email_requests(db::Tx& tx, std::int64_t limit);

/// One step of the sweeper: those that nobody answered; returns how many went.
std::int64_t purge_email_requests(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
