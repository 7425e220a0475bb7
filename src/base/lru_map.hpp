// SPDX-License-Identifier: Apache-2.0
// A map of bounded size that drops what was not used for longest: for caches and counters whose
// keys strangers choose. Not thread-safe.
#pragma once

#include "base/assert.hpp"

#include <cstddef>
#include <functional>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>

namespace otpost {

/// `Hash` and `Equal` may be transparent, so that find() takes a view of the key.
template <class Key, class Value, class Hash = std::hash<Key>, class Equal = std::equal_to<>>
class LruMap {
public:
    explicit LruMap(std::size_t size_max) : size_max_(size_max) { ASSERT(size_max > 0); }

    LruMap(const LruMap&) = delete;
    LruMap& operator=(const LruMap&) = delete;

    /// Valid until the next put or erase; counts as a use.
    template <class Lookup>
    Value* find(const Lookup& key) {
        const auto found = places_.find(key);
        if (found == places_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->value;
    }

    /// Stores or replaces; drops the least recently used entry when there are too many.
    Value& put(Key key, Value value) {
        if (Value* const present = find(key)) return *present = std::move(value);
        if (places_.size() == size_max_) {
            erase(std::prev(entries_.end()));
        }
        entries_.push_front({std::move(value), nullptr});
        // Keys of an unordered_map stay where they are; its iterators don't.
        entries_.front().key = &places_.emplace(std::move(key), entries_.begin()).first->first;
        return entries_.front().value;
    }

    template <class Predicate>
    void erase_if(Predicate predicate) {
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            if (predicate(std::as_const(entry->value)))
                entry = erase(entry);
            else
                ++entry;
        }
    }

    std::size_t size() const { return places_.size(); }

private:
    struct Entry {
        Value value;
        const Key* key;
    };

    using Entries = std::list<Entry>;
    using Places = std::unordered_map<Key, typename Entries::iterator, Hash, Equal>;

    typename Entries::iterator erase(typename Entries::iterator entry) {
        places_.erase(places_.find(*entry->key));
        return entries_.erase(entry);
    }

    std::size_t size_max_;
    Entries entries_;  // the most recently used first
    Places places_;
};

}  // namespace otpost
