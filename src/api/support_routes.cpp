// SPDX-License-Identifier: Apache-2.0
#include "api/support_routes.hpp"

#include "api/optional_text.hpp"
#include "api/schema/fields.hpp"
#include "base/phone.hpp"
#include "base/utf8.hpp"
#include "identity/names.hpp"

namespace otpost::api {

struct SupportRequest {
    std::string topic;
    std::string words;
    std::optional<std::string> lease_id;
};
BOOST_DESCRIBE_STRUCT(SupportRequest, (), (topic, words, lease_id))

namespace schema {

inline constexpr std::array support_rules{
    FieldRule{
        .field = "topic", .description = "in a few words", .length_min = 1, .length_max = 200
    },
    FieldRule{
        .field = "words",
        .description = "never a code or a password",
        .length_min = 1,
        .length_max = 5000
    },
    FieldRule{.field = "lease_id", .description = "the lease it is about", .length_max = 40}
};

template <>
struct Rules<SupportRequest> {
    static constexpr std::span<const FieldRule> fields{support_rules};
};

}  // namespace schema

namespace {

using net::Method;

Result<StatusView> send_words(
    db::Tx& tx,
    const Call& call,
    const SupportRequest& request,
    const AccountMail& mail,
    const std::string& email
) {
    if (!mail.is_on() || email.empty())
        return refuse(
            ErrorCode::mail_unavailable, "No message can be sent from here. See how else to write."
        );
    const auto lease = request.lease_id ? parse<LeaseTag>(*request.lease_id) : std::nullopt;
    if (request.lease_id && !lease)
        return refuse(ErrorCode::lease_not_found, "There is no such lease. Leave it out.");
    const auto account = identity::find_account(tx, call.principal.account);
    if (!account) return refuse(ErrorCode::not_found, "The account is gone. Sign in again.");
    mail.send(
        tx,
        {.kind = outbox::EmailKind::support_request,
         .to = Personal{email},
         .language = "en",
         .values =
             {{"username", Secret{account->username}},
              {"public_id", Secret{account->public_id}},
              {"reply_to", Secret{account->email.reveal()}},
              {"topic", Secret{request.topic}},
              {"words", Secret{request.words}},
              {"lease", Secret{lease ? to_string(*lease) : std::string{}}}},
         .expires_at = {}},
        call.moment
    );
    return StatusView{"sent"};
}

}  // namespace

void check_support(const SupportContacts& contacts, std::vector<std::string>& faults) {
    if (!contacts.email.empty() && !identity::email_key(contacts.email))
        faults.emplace_back("support.email must be an email address");
    if (!contacts.whatsapp.empty() && !PhoneNumber::parse(contacts.whatsapp))
        faults.emplace_back("support.whatsapp must be a number such as +14155550123");
    if (!is_plain_text(contacts.recharge))
        faults.emplace_back("support.recharge must be plain text");
}

SupportView support_view(const SupportContacts& contacts, const AccountMail& mail) {
    return {
        .email = unless_empty(contacts.email),
        .whatsapp = unless_empty(contacts.whatsapp),
        .recharge = unless_empty(contacts.recharge),
        .form = mail.is_on() && !contacts.email.empty()
    };
}

void add_support_routes(Routes& routes, const AccountMail& mail, const std::string& email) {
    routes.command<SupportRequest, StatusView>(
        {.method = Method::post,
         .path = "/v1/support/messages",
         .operation = "write_to_support",
         .summary = "Write to those who run the house; they answer by email",
         .access = Access::signed_in,
         .status = 202,
         .limit = LimitClass::support,
         .programs = Programs::refused},
        [&mail, email](db::Tx& tx, const Call& call, const SupportRequest& request) {
            return send_words(tx, call, request, mail, email);
        }
    );
}

}  // namespace otpost::api
