// SPDX-License-Identifier: Apache-2.0
// Passwords that many people chose, and that are therefore tried first (SEC-P2). The list is data:
// data/identity/common_passwords.txt.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace otpost::identity {

/// Characters that look alike made one, and upper case lower (NFKC_Casefold): how passwords are
/// compared with words. What is no UTF-8 is replaced.
std::string folded_password(std::string_view text);

/// Of a folded one: whether it stands in the list, with or without a few digits and signs around
/// it, as they are added to satisfy rules.
bool is_common_password(std::string_view folded);

/// How many the list has.
std::size_t common_password_count();

}  // namespace otpost::identity
