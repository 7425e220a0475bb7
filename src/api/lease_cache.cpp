// SPDX-License-Identifier: Apache-2.0
#include "api/lease_cache.hpp"

#include <algorithm>

namespace otpost::api {

namespace {

/// Few poll more at once; the first one gives way.
constexpr std::size_t leases_of_account_max = 64;

}  // namespace

std::shared_ptr<const std::string> LeaseCache::find(
    AccountId account, std::string_view lease, Time now
) {
    const std::lock_guard lock{mutex_};
    const Answers* const answers = accounts_.find(account);
    if (answers == nullptr) return nullptr;
    const auto found = std::ranges::find(answers->leases, lease, &Answer::lease);
    if (found == answers->leases.end()) return nullptr;
    // An answer from the future was made before the clock was set back: its age is unknown.
    const bool fresh = found->read_at <= now && now - found->read_at < lease_answer_age_max;
    return fresh ? found->json : nullptr;
}

LeaseCache::Lookup LeaseCache::begin_lookup(AccountId account, Time now) {
    const std::lock_guard lock{mutex_};
    if (const Answers* const answers = accounts_.find(account)) return {answers->version, now};
    return {accounts_.put(account, {++versions_, {}}).version, now};
}

void LeaseCache::put(
    AccountId account, std::string lease, const Lookup& lookup, std::string answer
) {
    auto json = std::make_shared<const std::string>(std::move(answer));
    const std::lock_guard lock{mutex_};
    Answers* const answers = accounts_.find(account);
    if (answers == nullptr || answers->version != lookup.version) return;
    const auto known = std::ranges::find(answers->leases, lease, &Answer::lease);
    if (known != answers->leases.end()) {
        answers->leases.erase(known);
    } else if (answers->leases.size() == leases_of_account_max) {
        answers->leases.erase(answers->leases.begin());
    }
    answers->leases.push_back({std::move(lease), std::move(json), lookup.started_at});
}

void LeaseCache::forget(AccountId account) {
    const std::lock_guard lock{mutex_};
    Answers* const answers = accounts_.find(account);
    if (answers == nullptr) return;
    answers->version = ++versions_;
    answers->leases.clear();
}

}  // namespace otpost::api
