// SPDX-License-Identifier: Apache-2.0
#include "identity/stored_principal.hpp"

namespace otpost::identity {

StoredPrincipal read_principal(const db::Row& row, int first) {
    const auto role = parse_role(row.text(first + 2));
    const auto status = parse_account_status(row.text(first + 4));
    if (!role || !status) throw db::Corruption{"account.role or account.status is unknown"};
    StoredPrincipal stored;
    stored.principal.account = row.id<AccountId>(first);
    stored.principal.wallet = row.id<WalletId>(first + 1);
    stored.principal.role = *role;
    stored.principal.plan = std::string{row.text(first + 3)};
    stored.principal.email_verified = !row.is_null(first + 5);
    stored.principal.second_factor = !row.is_null(first + 6);
    stored.status = *status;
    return stored;
}

Result<Principal> admit(StoredPrincipal stored) {
    switch (stored.status) {
        case AccountStatus::active:
            return std::move(stored.principal);
        case AccountStatus::suspended:
            break;
    }
    return refuse(ErrorCode::account_suspended, "This account is suspended. Ask support.");
}

std::unexpected<Error> refuse_unauthenticated() {
    return refuse(ErrorCode::unauthenticated, "Sign in, or send a valid API key.");
}

}  // namespace otpost::identity
