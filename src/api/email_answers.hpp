// SPDX-License-Identifier: Apache-2.0
// Answers what was asked of email addresses (identity/email_requests.hpp): to the owner of each,
// by email, unless too much was sent there of late. Run by a duty, apart from whoever asked.
#pragma once

#include "api/account_mail.hpp"

namespace otpost::api {

/// Returns how many there were. Mail must be on.
std::int64_t answer_email_requests(
    db::Tx& tx,
    const AccountMail& mail,
    const crypto::Key& server_key,
    const Moment& moment,
    std::int64_t limit
);

}  // namespace otpost::api
