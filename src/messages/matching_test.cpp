// SPDX-License-Identifier: Apache-2.0
#include "messages/matching.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace otpost::messages {
namespace {

using namespace std::chrono_literals;

constexpr Time now{Duration{1'800'000'000'000'000}};

enum class On { waiting, received, over };

leases::Lease lease_for(std::string service, On on) {
    leases::Lease lease;
    lease.id = LeaseId{static_cast<std::int64_t>(1 + service.size())};
    lease.service = std::move(service);
    lease.status = on == On::received ? leases::Status::received : leases::Status::waiting;
    lease.expires_at = on == On::over ? now : now + 1min;
    return lease;
}

struct Rule {
    std::string_view what;
    std::vector<std::pair<std::string, On>> on_number;
    std::optional<std::string> service;
    NamedService named;
    bool sensitive;
    Outcome outcome;
    std::optional<std::string> to;
    std::optional<std::string> noted_on;
};

constexpr auto none = NamedService::none;
constexpr auto unknown = NamedService::unknown;
constexpr auto blocked = NamedService::blocked;
constexpr auto allowed = NamedService::allowed;
const std::optional<std::string> nobody;

const std::vector<Rule> rules{
    {"no lease", {}, "wa", allowed, false, Outcome::no_lease, nobody, nobody},
    {"no lease, sensitive", {}, nobody, none, true, Outcome::no_lease, nobody, nobody},
    {"window over", {{"wa", On::over}}, "wa", allowed, false, Outcome::late, nobody, nobody},
    {"own service",
     {{"wa", On::waiting}},
     "wa",
     allowed,
     false,
     Outcome::delivered_to_lease,
     "wa",
     nobody},
    {"second code",
     {{"wa", On::received}},
     "wa",
     allowed,
     false,
     Outcome::delivered_to_lease,
     "wa",
     nobody},
    {"own service of two",
     {{"wa", On::waiting}, {"tele", On::waiting}},
     "tele",
     allowed,
     false,
     Outcome::delivered_to_lease,
     "tele",
     nobody},
    {"own service in stern words",
     {{"wa", On::waiting}},
     "wa",
     allowed,
     true,
     Outcome::delivered_to_lease,
     "wa",
     nobody},
    {"other service",
     {{"wa", On::waiting}},
     "tele",
     allowed,
     false,
     Outcome::other_service,
     nobody,
     "wa"},
    {"other service after the code",
     {{"wa", On::received}},
     "tele",
     allowed,
     false,
     Outcome::other_service,
     nobody,
     nobody},
    {"other service than two",
     {{"wa", On::waiting}, {"tele", On::waiting}},
     "google",
     allowed,
     false,
     Outcome::other_service,
     nobody,
     nobody},
    {"other service, one of two over",
     {{"wa", On::waiting}, {"tele", On::over}},
     "tele",
     allowed,
     false,
     Outcome::other_service,
     nobody,
     "wa"},
    {"service nobody sells",
     {{"wa", On::waiting}},
     "obscure",
     unknown,
     false,
     Outcome::other_service,
     nobody,
     nobody},
    {"blocked service", {{"wa", On::waiting}}, "bank", blocked, true, Outcome::policy, nobody, "wa"
    },
    {"blocked service after the code",
     {{"wa", On::received}},
     "bank",
     blocked,
     true,
     Outcome::policy,
     nobody,
     nobody},
    {"leased before it was blocked",
     {{"bank", On::waiting}},
     "bank",
     blocked,
     false,
     Outcome::policy,
     nobody,
     "bank"},
    {"no name, one lease",
     {{"wa", On::waiting}},
     nobody,
     none,
     false,
     Outcome::delivered_to_lease,
     "wa",
     nobody},
    {"no name, one live lease",
     {{"tele", On::over}, {"wa", On::waiting}},
     nobody,
     none,
     false,
     Outcome::delivered_to_lease,
     "wa",
     nobody},
    {"no name, two leases",
     {{"wa", On::waiting}, {"tele", On::received}},
     nobody,
     none,
     false,
     Outcome::ambiguous,
     nobody,
     nobody},
    {"no name, sensitive",
     {{"wa", On::waiting}},
     nobody,
     none,
     true,
     Outcome::policy,
     nobody,
     nobody},
};

TEST(Matching, M3_L8_T1_MessageGoesToTheLeaseOfItsServiceOrToNobody) {
    for (const Rule& rule : rules) {
        SCOPED_TRACE(rule.what);
        std::vector<leases::Lease> on_number;
        for (const auto& [service, on] : rule.on_number)
            on_number.push_back(lease_for(service, on));
        Extraction extraction;
        extraction.service = rule.service;
        extraction.sensitive = rule.sensitive;
        const Recipient recipient = match(on_number, extraction, rule.named, now);
        EXPECT_EQ(to_string(recipient.outcome), to_string(rule.outcome));
        const auto service_of = [](const leases::Lease* lease) {
            return lease == nullptr ? nobody : std::optional{lease->service};
        };
        EXPECT_EQ(service_of(recipient.lease), rule.to);
        EXPECT_EQ(service_of(recipient.wrongly_chosen), rule.noted_on);
    }
}

TEST(Outcome, IsReadBackFromItsName) {
    for (const Rule& rule : rules) EXPECT_EQ(parse_outcome(to_string(rule.outcome)), rule.outcome);
    EXPECT_EQ(parse_outcome("unheard_of"), std::nullopt);
}

}  // namespace
}  // namespace otpost::messages
