// SPDX-License-Identifier: Apache-2.0
// Password hashes (A2, SEC-P3): bcrypt over base64(HMAC-SHA-384(pepper, NFKC(password))). The
// keyed pre-hash is 64 characters without NUL, so bcrypt's limit of 72 bytes never cuts anything,
// and a stolen store can't be searched without the pepper. A hash costs about 0.3 s at cost 12:
// run it in the HashPool, never in a transaction. Thread-safe.
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace otpost::crypto {

inline constexpr int bcrypt_cost_default = 12;

/// Tests alone go lower than the default.
inline constexpr int bcrypt_cost_min = 4;
inline constexpr int bcrypt_cost_max = 16;

class PasswordHasher {
public:
    /// `random` makes salts, from any thread.
    PasswordHasher(Key pepper, Random& random, int cost = bcrypt_cost_default);

    /// What to store: the scheme in front (`k1`: the pre-hash above), then bcrypt's own text.
    std::string hash(const Secret& password) const;

    /// False too for a stored text that is no hash; the work is the same then.
    bool verify(const Secret& password, std::string_view stored) const;

    /// A hash that no password matches and that costs as much as any: for unknown accounts, so
    /// that the time of an answer doesn't tell whether the account exists (SEC-P5).
    const std::string& dummy() const { return dummy_; }

    /// Whether a good password should be hashed anew, with today's scheme and cost.
    bool is_outdated(std::string_view stored) const;

    /// Runs of bcrypt so far.
    std::uint64_t runs() const { return runs_.load(); }

private:
    std::string bcrypt(const Secret& prehashed, const std::string& setting) const;

    Key pepper_;
    Random& random_;
    int cost_;
    std::string dummy_;
    mutable std::atomic<std::uint64_t> runs_ = 0;
};

}  // namespace otpost::crypto
