// SPDX-License-Identifier: Apache-2.0
// A customer with an API key, one of several kinds: those who lease a number and wait for the
// code, programs that poll and hurry, people who click everything twice, who cancel most of what
// they open, and those who try what they may not.
#pragma once

#include "sim/stage.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::sim {

enum class CustomerKind : std::uint8_t { person, bot, double_clicker, canceller, abuser };

class Customer {
public:
    struct Setup {
        std::int64_t actor;
        CustomerKind kind;
        std::string authorization;
        Duration think_max;
        Duration window;
        /// A number was leased: its user now signs up somewhere.
        std::function<void(const std::string& number, const Sold& service)> signs_up;
        /// Ids of leases that other customers have.
        std::vector<std::int64_t>* everybodys_leases;
    };

    Customer(Stage& stage, Setup setup) : stage_(stage), setup_(std::move(setup)) {}

    void begin() { think(); }

private:
    struct Known {
        std::int64_t id;
        int rank;
    };

    void think();
    void act();
    void act_badly();
    void open();
    void look(const Known& lease);
    void look_around();
    void change(const Known& lease);
    void repeat();

    /// Sends it with a fresh key; those who click twice send it twice.
    void command(std::string target, std::string body);
    void ask(std::string target);
    void send(const CallSpec& spec);
    void answered(const CallSpec& spec, const Answer* answer);
    void learn(const Answer& answer);

    Stage& stage_;
    Setup setup_;
    std::vector<Known> leases_;  ///< newest last
    CallSpec last_command_;
    std::uint64_t keys_ = 0;
};

}  // namespace otpost::sim
