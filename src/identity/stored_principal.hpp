// SPDX-License-Identifier: Apache-2.0
// What sessions and API keys share: the account behind the credential, as one join reads it.
// Inside of identity only.
#pragma once

#include "base/error.hpp"
#include "db/database.hpp"
#include "identity/principal.hpp"

namespace otpost::identity {

struct StoredPrincipal {
    Principal principal;
    AccountStatus status = AccountStatus::active;
};

/// Columns from `first`: account id, wallet id, role, plan, status, email verified at,
/// second factor active since.
StoredPrincipal read_principal(const db::Row& row, int first);

/// ErrorCode::account_suspended; the credential was good, so this tells no stranger anything.
Result<Principal> admit(StoredPrincipal stored);

/// One answer for every credential that is not good.
std::unexpected<Error> refuse_unauthenticated();

}  // namespace otpost::identity
