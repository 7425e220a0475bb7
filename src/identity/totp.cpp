// SPDX-License-Identifier: Apache-2.0
#include "identity/totp.hpp"

#include "crypto/bytes.hpp"
#include "crypto/encoding.hpp"

#include <array>
#include <cstdlib>
#include <liboath/oath.h>

namespace otpost::identity {

namespace {

void require(int outcome) {
    if (outcome != OATH_OK)
        throw crypto::CryptoFailure{std::string{"liboath: "} + oath_strerror(outcome)};
}

/// Before anything else is asked of it; from several threads at once too.
void prepare_library() {
    static const int outcome = oath_init();
    require(outcome);
}

/// RFC 3986: all but the unreserved characters as %XX.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (unreserved.find(c) != std::string_view::npos)
            encoded += c;
        else
            encoded.append({'%', digits[byte >> 4U], digits[byte & 0xFU]});
    }
    return encoded;
}

}  // namespace

std::int64_t totp_step_at(Time now) {
    return std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) / totp_step_length;
}

Secret totp_code(const Secret& seed, std::int64_t step) {
    prepare_library();
    std::array<char, totp_digits + 1> code{};
    const auto start = static_cast<std::time_t>(step * totp_step_length.count());
    require(oath_totp_generate(
        seed.reveal().data(),
        seed.reveal().size(),
        start,
        static_cast<unsigned>(totp_step_length.count()),
        OATH_TOTP_DEFAULT_START_TIME,
        totp_digits,
        code.data()
    ));
    Secret text{std::string{code.data(), totp_digits}};
    wipe(code.data(), code.size());
    return text;
}

std::optional<std::int64_t> totp_step_of(const Secret& seed, std::string_view code, Time now) {
    if (code.size() != totp_digits) return std::nullopt;
    const std::int64_t current = totp_step_at(now);
    std::optional<std::int64_t> found;
    for (std::int64_t step = current - totp_steps_around; step <= current + totp_steps_around;
         ++step)
        if (crypto::equal_constant_time(totp_code(seed, step).reveal(), code)) found = step;
    return found;
}

Secret totp_text(const Secret& seed) {
    char* text = nullptr;
    std::size_t length = 0;
    require(oath_base32_encode(seed.reveal().data(), seed.reveal().size(), &text, &length));
    Secret encoded{std::string{text, length}};
    wipe(text, length);
    std::free(text);  // NOLINT(cppcoreguidelines-no-malloc): liboath's
    return encoded;
}

Secret totp_uri(const Secret& seed, std::string_view issuer, std::string_view account) {
    const std::string brand = percent_encoded(issuer);
    return Secret{
        "otpauth://totp/" + brand + ":" + percent_encoded(account) + "?secret=" +
        totp_text(seed).reveal() + "&issuer=" + brand + "&algorithm=SHA1&digits=6&period=30"
    };
}

}  // namespace otpost::identity
