// SPDX-License-Identifier: Apache-2.0
#include "sim/journal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace otpost::sim {

std::string Journal::last() const {
    std::string text;
    const std::uint64_t kept = std::min<std::uint64_t>(count_, last_.size());
    for (std::uint64_t i = count_ - kept; i < count_; ++i) {
        const Event& event = last_[i % last_.size()];
        text += fmt::format(
            "  {} {} {} {}\n", format_rfc3339(event.when), event.what, event.first, event.second
        );
    }
    return text;
}

}  // namespace otpost::sim
