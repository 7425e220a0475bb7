// SPDX-License-Identifier: Apache-2.0
// A browser window of a customer: follows the event stream, loses the connection now and then and
// comes back naming the last event it saw. Nothing may be missing, nothing come twice (M5).
#pragma once

#include "sim/stage.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace otpost::sim {

class Listener {
public:
    struct Setup {
        std::int64_t actor;
        std::string authorization;
    };

    Listener(Stage& stage, Setup setup) : stage_(stage), setup_(std::move(setup)) {}

    ~Listener() { stage_.clock.forget(this); }

    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void begin() { connect_later(); }

    std::uint64_t events() const { return events_; }

private:
    void connect_later();
    void connect();
    void read();
    void take_event(std::string_view event);

    Stage& stage_;
    Setup setup_;
    std::shared_ptr<Pipe> pipe_;
    std::string received_;
    bool has_head_ = false;
    std::int64_t last_ = -1;  ///< none seen yet
    std::uint64_t events_ = 0;
};

}  // namespace otpost::sim
