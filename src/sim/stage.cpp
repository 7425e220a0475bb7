// SPDX-License-Identifier: Apache-2.0
#include "sim/stage.hpp"

#include <utility>

namespace otpost::sim {

void Stage::wake(Duration spread) {
    awake_ = true;
    for (auto& act : std::exchange(resting_, {})) later(draw(spread), std::move(act));
}

void Stage::later(Duration delay, std::function<void()> act) {
    clock.call_in(delay, this, [this, act = std::move(act)]() mutable {
        if (awake_)
            act();
        else
            resting_.push_back(std::move(act));
    });
}

Duration Stage::draw(Duration most) {
    const auto bound = static_cast<std::uint64_t>(most.count()) + 1;
    return Duration{static_cast<std::int64_t>(std::min(below(bound), below(bound)))};
}

}  // namespace otpost::sim
