// SPDX-License-Identifier: Apache-2.0
// A code of the second factor, checked for whoever asks for one: its count of failures, the audit
// log and the email of a recovery code are the same everywhere.
#pragma once

#include "api/account_mail.hpp"
#include "api/call.hpp"
#include "identity/second_factor.hpp"

#include <string_view>

namespace otpost::api {

struct FactorParts {
    const crypto::Key& server_key;
    const AccountMail& mail;
};

/// `for_what` goes into the log: `sign-in`, `confirmation`. The transaction must commit.
Result<identity::second_factor::Proof> check_factor(
    db::Tx& tx,
    const FactorParts& parts,
    const Call& call,
    AccountId account,
    std::string_view code,
    std::string_view for_what
);

}  // namespace otpost::api
