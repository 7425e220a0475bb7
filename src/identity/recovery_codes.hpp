// SPDX-License-Identifier: Apache-2.0
// Recovery codes: what signs an owner in whose authenticator app is lost (SEC-O4). Ten of 120
// random bits, each good once. Guessing one is hopeless, so SHA-256 is enough of a hash, and no
// count of failures stands before them: somebody who knows the password can't lock the owner out.
#pragma once

#include "base/id.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::identity {

inline constexpr std::size_t recovery_code_count = 10;

/// To be shown once. Those of before are good no more.
std::vector<Secret> renew_recovery_codes(db::Tx& tx, AccountId account, Random& random);

/// Whether it was one, which it is no more. Of many at once, one gets true.
bool use_recovery_code(db::Tx& tx, AccountId account, std::string_view code);

std::int64_t recovery_codes_left(db::Tx& tx, AccountId account);

/// As it is hashed, from what a person typed: without dashes and spaces, in upper case, and with
/// digits where somebody read letters (O, I, L). Nothing if it can't be a code.
std::optional<Secret> plain_recovery_code(std::string_view typed);

}  // namespace otpost::identity
