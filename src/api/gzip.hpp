// SPDX-License-Identifier: Apache-2.0
// gzip for answers that are the same for everyone, such as the list of services. Never for those
// of an account: the size of compressed text tells what stands in it beside words that a stranger
// chose (BREACH). What was compressed lately is kept, by its hash. Bounded, thread-safe.
#pragma once

#include "base/lru_map.hpp"
#include "crypto/hash.hpp"
#include "net/http.hpp"

#include <cstring>
#include <memory>
#include <mutex>
#include <string>

namespace otpost::api {

class Gzip {
public:
    /// What is shorter goes out as it is.
    static constexpr std::size_t body_min = 2048;

    enum class Wanted { yes, no };

    static Wanted wanted_by(const net::Request& request);

    /// A good answer is compressed if that is wanted, and says that it depends on it.
    void apply(net::Response& response, Wanted wanted);

private:
    struct HashKey {
        /// The key is a hash already.
        std::size_t operator()(const crypto::Digest256& key) const {
            std::size_t bits = 0;
            std::memcpy(&bits, key.data(), sizeof bits);
            return bits;
        }
    };

    static constexpr std::size_t entries_max = 64;

    std::shared_ptr<const std::string> compressed(const std::string& body);

    std::mutex mutex_;
    LruMap<crypto::Digest256, std::shared_ptr<const std::string>, HashKey> known_{entries_max};
};

}  // namespace otpost::api
