// SPDX-License-Identifier: Apache-2.0
// What an account is told by email, ordered in the transaction of what it tells of. Without a way
// out for emails nothing is ordered.
#pragma once

#include "base/moment.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/accounts.hpp"
#include "outbox/email.hpp"

#include <string>
#include <utility>
#include <vector>

namespace otpost::api {

enum class Mailing : std::uint8_t { off, on };

class AccountMail {
public:
    /// What the template of a kind shows, by name; `when` is there by itself.
    using Values = std::vector<std::pair<std::string, Secret>>;

    /// `key` is that of the outbox, and outlives it.
    AccountMail(Mailing mailing, const crypto::Key& key) : mailing_(mailing), key_(key) {}

    /// To the email the account has at this point of the transaction. recovery_code_used wants
    /// `left`.
    void tell(
        db::Tx& tx,
        AccountId account,
        outbox::EmailKind kind,
        const Moment& moment,
        Values values = {}
    ) const;

    /// To an address that is not, or no longer, an account's. `order.values` may lack `when`.
    void send(db::Tx& tx, outbox::EmailOrder order, const Moment& moment) const;

    bool is_on() const { return mailing_ == Mailing::on; }

    /// Without emails nobody could show to read theirs: then it is assumed.
    identity::EmailProof proof() const {
        return is_on() ? identity::EmailProof::to_be_shown : identity::EmailProof::assumed;
    }

private:
    Mailing mailing_;
    const crypto::Key& key_;
};

/// In which an account is written to: that of its profile, else English.
std::string language_of(db::Tx& tx, AccountId account);

}  // namespace otpost::api
