// SPDX-License-Identifier: Apache-2.0
// Somebody new: registers, signs in with a password, right or wrong, may renew the session, makes
// an API key in it, uses the key, revokes it and signs out. What was accepted must let them in
// afterwards, what was ended must not.
#pragma once

#include "sim/stage.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace otpost::sim {

class Newcomer {
public:
    Newcomer(Stage& stage, std::int64_t actor, Duration think_max)
        : stage_(stage),
          actor_(actor),
          think_max_(think_max) {}

    /// One life after another.
    void begin() { rest(); }

private:
    using Next = std::function<void(const Answer&)>;

    void rest();
    void enrol();
    void sign_in();
    /// Stays a while first, or doesn't.
    void renew();
    void make_key();
    void use_key();
    void revoke_key();
    void sign_out();

    /// Sends it until an answer comes that decides; who is told to wait starts over.
    void send(const CallSpec& spec, Next next);
    /// The answer to this must be 401: `what` was ended.
    void expect_locked_out(const CallSpec& spec, const char* what, std::function<void()> next);

    CallSpec in_session(net::Method method, std::string target) const;
    CallSpec with_key(std::string target) const;

    Stage& stage_;
    std::int64_t actor_;
    Duration think_max_;
    int lives_ = 0;
    std::string name_;
    std::map<std::string, std::string> jar_;  ///< its cookies, by name
    std::string key_;
    std::int64_t key_id_ = 0;
};

}  // namespace otpost::sim
