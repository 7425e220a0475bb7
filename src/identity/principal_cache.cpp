// SPDX-License-Identifier: Apache-2.0
#include "identity/principal_cache.hpp"

namespace otpost::identity {

PrincipalCache::PrincipalCache(std::size_t entries_max) : entries_(entries_max) {}

// The words in front keep one from being shown as the other.
PrincipalCache::Key PrincipalCache::key_of(const Secret& api_key) {
    return crypto::sha256({"api key:", api_key.reveal()});
}

PrincipalCache::Key PrincipalCache::key_of(SessionId session) {
    const auto id = session.value();
    return crypto::sha256({"session:", std::as_bytes(std::span{&id, 1})});
}

std::shared_ptr<const Principal> PrincipalCache::find(const Key& key, Time now) {
    const std::lock_guard lock{mutex_};
    const Entry* const entry = entries_.find(key);
    if (entry == nullptr) return nullptr;
    // An entry from the future was made before the clock was set back: its age is unknown.
    if (now < entry->read_at || now - entry->read_at >= principal_age_max) return nullptr;
    return entry->principal;
}

PrincipalCache::Lookup PrincipalCache::begin_lookup(Time now) {
    const std::lock_guard lock{mutex_};
    return {now, changes_};
}

void PrincipalCache::put(const Lookup& lookup, const Key& key, Principal principal) {
    auto shared = std::make_shared<const Principal>(std::move(principal));
    const std::lock_guard lock{mutex_};
    if (lookup.changes != changes_) return;
    entries_.put(key, {std::move(shared), lookup.started_at});
}

void PrincipalCache::forget(AccountId account) {
    const std::lock_guard lock{mutex_};
    ++changes_;
    entries_.erase_if([&](const Entry& entry) { return entry.principal->account == account; });
}

void PrincipalCache::clear() {
    const std::lock_guard lock{mutex_};
    ++changes_;
    entries_.erase_if([](const Entry&) { return true; });
}

}  // namespace otpost::identity
