// SPDX-License-Identifier: Apache-2.0
// What happened in a run: a hash over all of it, by which a replay is compared, and the last
// events as text for whoever must understand a violation.
#pragma once

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace otpost::sim {

/// A rule was broken; the run ends here.
struct Violation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Journal {
public:
    /// `what` lives for ever. The numbers say of whom and how.
    void note(Time now, const char* what, std::int64_t first = 0, std::int64_t second = 0) {
        mix(static_cast<std::uint64_t>(to_micros(now)));
        mix(static_cast<std::uint64_t>(first));
        mix(static_cast<std::uint64_t>(second));
        for (const char* letter = what; *letter != '\0'; ++letter)
            mix(static_cast<std::uint64_t>(*letter));
        last_[count_++ % last_.size()] = {now, what, first, second};
    }

    std::uint64_t hash() const { return hash_; }

    std::uint64_t events() const { return count_; }

    /// The last ones, oldest first, a line each.
    std::string last() const;

private:
    struct Event {
        Time when;
        const char* what = "";
        std::int64_t first = 0;
        std::int64_t second = 0;
    };

    void mix(std::uint64_t value) {
        hash_ = (hash_ ^ value) * 0x9E37'79B9'7F4A'7C15ULL;
        hash_ ^= hash_ >> 29U;
    }

    std::array<Event, 64> last_{};
    std::uint64_t count_ = 0;
    std::uint64_t hash_ = 0x51'7CC1'B727'220AULL;
};

}  // namespace otpost::sim
