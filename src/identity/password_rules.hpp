// SPDX-License-Identifier: Apache-2.0
// What a new password must be (SEC-P1): long enough, and not made of nothing but a pattern or the
// account's own names. No rules on kinds of characters, every Unicode character counts.
#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"

#include <string_view>

namespace otpost::identity {

struct PasswordRules {
    /// In characters. 15 where the password is the only factor; 8 beside a second one.
    std::size_t length_min = 15;
};

inline constexpr std::size_t password_bytes_max = 1'024;

/// ErrorCode::password_too_weak, with a text that says what to change.
Result<> check_password(
    const Secret& password,
    const PasswordRules& rules,
    std::string_view email,
    std::string_view username
);

}  // namespace otpost::identity
