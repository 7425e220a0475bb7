// SPDX-License-Identifier: Apache-2.0
// What an account is called: email, username and public id. Keys are the lower-case forms that
// must differ between accounts, whatever spelling their owners prefer.
#pragma once

#include "base/random.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace otpost::identity {

/// Nothing unless the text is a plain ASCII address (RFC 5321 lengths; no quoted local part).
std::optional<std::string> email_key(std::string_view email);

/// Nothing unless the text is 3 to 32 letters, digits, `-` or `_` and begins with a letter.
std::optional<std::string> username_key(std::string_view username);

/// Names that would let a customer pass for the house.
bool is_reserved_username(std::string_view username_key);

/// `U-` and six characters without look-alikes, as in `U-7K3QX2`.
std::string make_public_id(Random& random);

/// The public id in its one spelling, from however a person wrote it.
std::optional<std::string> parse_public_id(std::string_view text);

}  // namespace otpost::identity
