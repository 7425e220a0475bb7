// SPDX-License-Identifier: Apache-2.0
#include "identity/email_requests.hpp"

#include "identity/email_requests_sql.hpp"

#include <utility>

namespace otpost::identity {

namespace sql = otpost::sql::email_requests;

namespace {

std::string_view word_of(EmailRequestKind kind) {
    switch (kind) {
        case EmailRequestKind::verify_email:
            return "verify_email";
        case EmailRequestKind::email_in_use:
            return "email_in_use";
        case EmailRequestKind::password_reset:
            return "password_reset";
        case EmailRequestKind::change_email:
            return "change_email";
    }
    std::unreachable();
}

EmailRequestKind kind_of(std::string_view word) {
    for (const auto kind :
         {EmailRequestKind::verify_email,
          EmailRequestKind::email_in_use,
          EmailRequestKind::password_reset,
          EmailRequestKind::change_email})
        if (word_of(kind) == word) return kind;
    throw db::Corruption{"email_request.kind is unknown"};
}

EmailRequest from_row(const db::Row& row) {
    EmailRequest request;
    request.kind = kind_of(row.text(0));
    request.email = Personal{std::string{row.text(1)}};
    if (!row.is_null(2)) request.account = row.id<AccountId>(2);
    request.created_at = row.time(3);
    return request;
}

}  // namespace

void request_email(
    db::Tx& tx,
    EmailRequestKind kind,
    const Personal& email,
    std::optional<AccountId> account,
    const Moment& moment
) {
    tx.send(
        sql::insert_email_request,
        moment.ids.next(),
        word_of(kind),
        email.reveal(),
        account,
        moment.now
    );
}

bool any_email_request(db::Tx& tx) {
    return tx.one(sql::any_email_request, [](const db::Row&) { return true; }).has_value();
}

std::vector<EmailRequest> take_email_requests(db::Tx& tx, std::int64_t limit) {
    return tx.all(sql::take_email_requests, from_row, limit);
}

std::int64_t purge_email_requests(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_email_requests, now - email_request_life, limit);
}

}  // namespace otpost::identity
