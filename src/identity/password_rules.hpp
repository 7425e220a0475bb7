// SPDX-License-Identifier: Apache-2.0
// What a new password must be (SEC-P1, SEC-P2): long enough, not one that many people chose, and
// not made of nothing but a pattern or the names at hand. No rules on kinds of characters, every
// Unicode character counts.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"

#include <string>
#include <string_view>

namespace otpost::identity {

/// In characters: where the password is the only factor, and beside an active second one.
inline constexpr std::size_t password_length_alone = 15;
inline constexpr std::size_t password_length_with_second_factor = 8;

struct PasswordRules {
    std::size_t length_min = password_length_alone;
    std::string brand{};  ///< the house's name is among the first guesses
};

/// For an account that is there already.
PasswordRules rules_for(db::Tx& tx, AccountId account, PasswordRules rules);

inline constexpr std::size_t password_bytes_max = 1'024;

/// ErrorCode::password_too_weak, with a text that says what to change.
Result<> check_password(
    const Secret& password,
    const PasswordRules& rules,
    std::string_view email,
    std::string_view username
);

}  // namespace otpost::identity
