// SPDX-License-Identifier: Apache-2.0
// Device tokens: what a browser keeps in a long-lived cookie after its first good sign-in. Whoever
// shows one has failed sign-ins counted apart from strangers, so that strangers can slow their own
// guessing but never lock the owner out (SEC-P6). A token signs nobody in.
#pragma once

#include "base/id.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/key.hpp"

#include <optional>
#include <string>

namespace otpost::identity {

/// `dv_<account>_<nonce>_<MAC>`.
Secret make_device_token(AccountId account, const crypto::Key& server_key, Random& random);

/// The nonce of a token that was made for this account; nothing for any other.
std::optional<std::string> device_nonce(
    const Secret& token, AccountId account, const crypto::Key& server_key
);

}  // namespace otpost::identity
