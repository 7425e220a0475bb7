// SPDX-License-Identifier: Apache-2.0
// Bodies and query strings into the API's structs: the first byte says into which. What was taken
// is written and read again the same; what is refused is refused with its fields named.
#include "api/idempotency.hpp"
#include "api/requests.hpp"
#include "api/schema/read.hpp"
#include "api/schema/write.hpp"
#include "api/second_factor_views.hpp"
#include "api/views.hpp"
#include "base/utf8.hpp"
#include "net/query.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost::api {

namespace {

void check_faults(const schema::Faults& faults) {
    for (const auto& fault : faults) ASSERT(!fault.message.empty());
}

template <class T>
void check_body(std::string_view text) {
    const auto body = schema::parse_body(text);
    if (!body) return;
    T taken;
    schema::Faults faults;
    schema::read_object(*body, taken, {}, {}, faults);
    if (!faults.empty()) return check_faults(faults);
    const std::string written = schema::to_json(taken);
    ASSERT(is_plain_text(written));
    T again;
    schema::read_object(schema::parse_body(written).value(), again, {}, {}, faults);
    ASSERT(faults.empty() && schema::to_json(again) == written);
}

template <class T>
void check_query(std::string_view text) {
    const auto fields = net::parse_form(text);
    if (!fields) return;
    schema::Pairs pairs;
    for (const auto& field : *fields) pairs.emplace_back(field.name, field.value);
    T taken;
    schema::Faults faults;
    schema::read_pairs(pairs, taken, faults);
    if (!faults.empty()) return check_faults(faults);
    ASSERT(is_plain_text(schema::to_json(taken)));
}

/// An answer of our own that lies in the store: read, or named as damaged.
template <class T>
void check_stored(std::string_view text) {
    try {
        const auto taken = stored_answer<T>(std::string{text});
        ASSERT(schema::to_json(stored_answer<T>(schema::to_json(taken))) == schema::to_json(taken));
    } catch (const db::Corruption&) {
        return;
    }
}

}  // namespace

FUZZ_TARGET(json) {
    static constexpr void (*checks[])(std::string_view){
        check_body<OpenLeaseRequest>,
        check_body<SwitchLeaseRequest>,
        check_body<RegisterRequest>,
        check_body<SignInRequest>,
        check_body<ConfirmRequest>,
        check_body<SecondFactorCodeRequest>,
        check_body<TurnOffSecondFactorRequest>,
        check_body<CreateApiKeyRequest>,
        check_body<RechargeRequest>,
        check_query<ListOffersRequest>,
        check_query<ListLeasesRequest>,
        check_query<LeaseCodeRequest>,
        check_query<ListAccountsRequest>,
        check_stored<LeaseView>,
        check_stored<WalletView>,
    };
    fuzz::Choices choices{input};
    const auto check = checks[choices.byte() % std::size(checks)];
    check(choices.rest());
}

}  // namespace otpost::api
