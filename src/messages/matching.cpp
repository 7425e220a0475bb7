// SPDX-License-Identifier: Apache-2.0
#include "messages/matching.hpp"

#include "base/assert.hpp"
#include "catalog/catalog.hpp"

#include <algorithm>
#include <vector>

namespace otpost::messages {

namespace {

using Live = std::vector<const leases::Lease*>;

Live live_at(std::span<const leases::Lease> on_number, Time now) {
    Live live;
    for (const leases::Lease& lease : on_number)
        if (leases::is_live(lease.status) && now < lease.expires_at) live.push_back(&lease);
    return live;
}

const leases::Lease* only_waiting(const Live& live) {
    if (live.size() != 1 || live.front()->status != leases::Status::waiting) return nullptr;
    return live.front();
}

Recipient match_named(const Live& live, std::string_view service) {
    const auto found = std::ranges::find(live, service, [](const leases::Lease* lease) {
        return std::string_view{lease->service};
    });
    if (found != live.end()) return {Outcome::delivered_to_lease, *found, nullptr};
    return {Outcome::other_service, nullptr, only_waiting(live)};
}

Recipient match_unnamed(const Live& live, const Extraction& extraction) {
    if (extraction.sensitive) return {Outcome::policy, nullptr, nullptr};
    if (live.size() > 1) return {Outcome::ambiguous, nullptr, nullptr};
    return {Outcome::delivered_to_lease, live.front(), nullptr};
}

}  // namespace

Recipient match(
    std::span<const leases::Lease> on_number,
    const Extraction& extraction,
    NamedService named,
    Time now
) {
    const Live live = live_at(on_number, now);
    if (live.empty())
        return {on_number.empty() ? Outcome::no_lease : Outcome::late, nullptr, nullptr};
    switch (named) {
        case NamedService::none:
            return match_unnamed(live, extraction);
        case NamedService::unknown:
            return {Outcome::other_service, nullptr, nullptr};
        case NamedService::blocked:
            return {Outcome::policy, nullptr, only_waiting(live)};
        case NamedService::allowed:
            ASSERT(extraction.service.has_value());
            return match_named(live, *extraction.service);
    }
    std::unreachable();
}

NamedService named_service(db::Tx& tx, const Extraction& extraction) {
    if (!extraction.service) return NamedService::none;
    const auto service = catalog::service_by_slug(tx, *extraction.service);
    if (!service) return NamedService::unknown;
    return service->policy == catalog::Policy::blocked ? NamedService::blocked
                                                       : NamedService::allowed;
}

}  // namespace otpost::messages
