// SPDX-License-Identifier: Apache-2.0
// An administrator who fills wallets by hand and looks up accounts. Where payments by card and
// crypto come in, their webhooks take this place beside the administrators.
#pragma once

#include "sim/stage.hpp"

#include <string>
#include <vector>

namespace otpost::sim {

class Admin {
public:
    struct Setup {
        std::int64_t actor;
        std::string authorization;
        std::vector<std::string> accounts;  ///< public ids of the customers
        Duration think_max;
    };

    Admin(Stage& stage, Setup setup) : stage_(stage), setup_(std::move(setup)) {}

    void begin() { think(); }

private:
    void think();
    void act();
    void recharge();
    void send(const CallSpec& spec);

    Stage& stage_;
    Setup setup_;
    std::size_t next_ = 0;
    std::uint64_t keys_ = 0;
};

}  // namespace otpost::sim
