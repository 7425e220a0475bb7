// SPDX-License-Identifier: Apache-2.0
#include "api/email_answers.hpp"

#include "identity/email_codes.hpp"
#include "identity/email_requests.hpp"
#include "net/query.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::api {

namespace {

using identity::CodePurpose;
using identity::EmailRequestKind;
using outbox::EmailKind;

class Answers {
public:
    Answers(
        db::Tx& tx, const AccountMail& mail, const crypto::Key& server_key, const Moment& moment
    )
        : tx_(tx),
          mail_(mail),
          server_key_(server_key),
          moment_(moment) {}

    void answer(const identity::EmailRequest& request) {
        const auto owner = identity::find_account_by_email(tx_, request.email.reveal());
        switch (request.kind) {
            case EmailRequestKind::verify_email:
                if (owner && !owner->email_verified_at)
                    send_code(*owner, CodePurpose::verify_email, EmailKind::verify_email);
                return;
            case EmailRequestKind::email_in_use:
                if (owner) tell_in_use(*owner);
                return;
            case EmailRequestKind::password_reset:
                if (owner)
                    send_code(*owner, CodePurpose::password_reset, EmailKind::password_reset);
                return;
            case EmailRequestKind::change_email:
                change_email(request, owner);
                return;
        }
        std::unreachable();
    }

private:
    /// To `address`, or the account's. Nothing if too many were sent of late.
    void send_code(
        const identity::Account& account,
        CodePurpose purpose,
        EmailKind kind,
        const std::optional<Personal>& address = {}
    ) {
        auto code =
            identity::make_email_code(tx_, account.id, purpose, server_key_, moment_, address);
        if (!code) return;
        const Personal& to = address ? *address : account.email;
        const auto life = identity::rules_of(purpose).life;
        outbox::EmailOrder order{
            .kind = kind,
            .to = to,
            .language = language_of(tx_, account.id),
            .values = {},
            .expires_at = moment_.now + life
        };
        order.values.emplace_back("minutes", Secret{std::to_string(life.count())});
        order.values.emplace_back(
            "fragment",
            Secret{fmt::format("email={}&code={}", net::percent_encode(to.reveal()), code->reveal())
            }
        );
        order.values.emplace_back("code", *std::move(code));
        mail_.send(tx_, std::move(order), moment_);
    }

    void tell_in_use(const identity::Account& owner) {
        if (identity::may_tell_email_in_use(tx_, owner.id, moment_))
            mail_.tell(tx_, owner.id, EmailKind::email_in_use, moment_);
    }

    void change_email(
        const identity::EmailRequest& request, const std::optional<identity::Account>& owner
    ) {
        if (!request.account) return;
        if (owner && owner->id != *request.account) {
            tell_in_use(*owner);
        } else if (const auto asking = identity::find_account(tx_, *request.account)) {
            send_code(*asking, CodePurpose::change_email, EmailKind::change_email, request.email);
        }
    }

    db::Tx& tx_;
    const AccountMail& mail_;
    const crypto::Key& server_key_;
    const Moment& moment_;
};

}  // namespace

std::int64_t answer_email_requests(
    db::Tx& tx,
    const AccountMail& mail,
    const crypto::Key& server_key,
    const Moment& moment,
    std::int64_t limit
) {
    const auto requests = identity::take_email_requests(tx, limit);
    Answers answers{tx, mail, server_key, moment};
    for (const auto& request : requests)
        if (moment.now - request.created_at <= identity::email_request_life)
            answers.answer(request);
    return std::ssize(requests);
}

}  // namespace otpost::api
