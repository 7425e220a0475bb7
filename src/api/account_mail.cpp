// SPDX-License-Identifier: Apache-2.0
#include "api/account_mail.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace otpost::api {

namespace {

constexpr std::array<std::string_view, 12> months{
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
};

}  // namespace

std::string when_text(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::minutes>(time - day)};
    return fmt::format(
        "{} {} {}, {:02}:{:02} UTC",
        static_cast<unsigned>(date.day()),
        months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()),
        clock.hours().count(),
        clock.minutes().count()
    );
}

void AccountMail::tell(
    db::Tx& tx, AccountId account, outbox::EmailKind kind, const Moment& moment, Values values
) const {
    if (!is_on()) return;
    auto owner = identity::find_account(tx, account);
    if (!owner) return;
    send(
        tx,
        {.kind = kind,
         .to = std::move(owner->email),
         .language = "en",
         .values = std::move(values),
         .expires_at = {}},
        moment
    );
}

void AccountMail::send(db::Tx& tx, outbox::EmailOrder order, const Moment& moment) const {
    if (!is_on()) return;
    order.values.emplace_back("when", Secret{when_text(moment.now)});
    outbox::send_email(tx, order, key_, moment);
}

}  // namespace otpost::api
