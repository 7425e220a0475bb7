// SPDX-License-Identifier: Apache-2.0
// Codes of authenticator apps (TOTP, RFC 6238) by liboath: HMAC-SHA-1, six digits, a new code every
// 30 seconds, which is all that the common apps agree on. A code counts for its own step and the
// one before and after it, so that clocks may differ and people may type: 90 seconds at most.
#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::identity {

/// 160 bits, as RFC 4226 recommends.
inline constexpr std::size_t totp_seed_size = 20;
inline constexpr std::size_t totp_digits = 6;
inline constexpr std::chrono::seconds totp_step_length{30};
inline constexpr std::int64_t totp_steps_around = 1;

std::int64_t totp_step_at(Time now);

/// `seed` as bytes.
Secret totp_code(const Secret& seed, std::int64_t step);

/// The newest of the steps that count now whose code it is.
std::optional<std::int64_t> totp_step_of(const Secret& seed, std::string_view code, Time now);

/// Base32, as people type it into an app.
Secret totp_text(const Secret& seed);

/// What an app reads from a QR code.
Secret totp_uri(const Secret& seed, std::string_view issuer, std::string_view account);

}  // namespace otpost::identity
