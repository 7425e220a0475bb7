// SPDX-License-Identifier: Apache-2.0
// Chance, passed in like time. `SystemRandom` is cryptographically secure and thread-safe;
// `SeededRandom` replays a run from its seed and must never make secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace otpost {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> out) = 0;

    std::uint64_t next_u64();

    /// Uniform in [0, bound); bound must be positive.
    std::uint64_t below(std::uint64_t bound);
};

/// The kernel's generator (getrandom(2)).
class SystemRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override;
};

/// SplitMix64; deterministic, one thread.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    void fill(std::span<std::byte> out) override;

private:
    std::uint64_t state_;
};

}  // namespace otpost
