// SPDX-License-Identifier: Apache-2.0
#include "crypto/password_hash.hpp"

#include "base/assert.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <crypt.h>
#include <memory>

namespace otpost::crypto {

namespace {

constexpr std::string_view scheme = "k1";
constexpr std::size_t bcrypt_length = 60;
constexpr std::size_t setting_length = 29;  // `$2b$12$` and 22 characters of salt
constexpr std::size_t salt_bytes = 16;

/// crypt(3)'s 32 KiB of working memory, which hold the password's traces.
struct WipeCrypt {
    void operator()(crypt_data* data) const {
        wipe(data, sizeof *data);
        delete data;
    }
};

std::unique_ptr<crypt_data, WipeCrypt> make_crypt_data() {
    return std::unique_ptr<crypt_data, WipeCrypt>{new crypt_data{}};
}

/// The same password typed on two keyboards must be the same bytes. What is no UTF-8 stays as it
/// is: to replace the odd bytes would make different passwords equal.
Secret normalised(const Secret& password) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status)) throw CryptoFailure{"Unicode normalisation data is missing"};
    const auto text = icu::UnicodeString::fromUTF8(password.reveal());
    std::string same;
    text.toUTF8String(same);
    if (same != password.reveal()) return password;
    std::string result;
    nfkc->normalize(text, status).toUTF8String(result);
    wipe(same.data(), same.size());
    if (U_FAILURE(status)) throw CryptoFailure{"Unicode normalisation failed"};
    return Secret{std::move(result)};
}

Secret prehash(const Key& pepper, const Secret& password) {
    return Secret{base64(hmac_sha384(pepper.reveal(), normalised(password).reveal()))};
}

std::string make_setting(Random& random, int cost) {
    std::array<char, salt_bytes> salt{};
    random.fill(std::as_writable_bytes(std::span{salt}));
    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> out{};
    const char* const setting = crypt_gensalt_rn(
        "$2b$",
        static_cast<unsigned long>(cost),
        salt.data(),
        static_cast<int>(salt.size()),
        out.data(),
        static_cast<int>(out.size())
    );
    if (setting == nullptr) throw CryptoFailure{"bcrypt is not available"};
    return setting;
}

/// bcrypt's text behind the scheme; empty if the stored text is not of ours.
std::string_view bcrypt_part(std::string_view stored) {
    if (!stored.starts_with(scheme)) return {};
    stored.remove_prefix(scheme.size());
    return stored.size() == bcrypt_length && stored.starts_with("$2b$") ? stored
                                                                        : std::string_view{};
}

}  // namespace

PasswordHasher::PasswordHasher(Key pepper, Random& random, int cost)
    : pepper_(std::move(pepper)),
      random_(random),
      cost_(cost) {
    ASSERT(cost >= bcrypt_cost_min && cost <= bcrypt_cost_max);
    // A true salt and a sum that bcrypt makes for nothing: '.' stands for 0 bits.
    dummy_ = std::string{scheme} + make_setting(random_, cost_);
    dummy_.append(bcrypt_length - setting_length, '.');
    ASSERT(dummy_.size() == scheme.size() + bcrypt_length);
}

std::string PasswordHasher::bcrypt(const Secret& prehashed, const std::string& setting) const {
    ++runs_;
    const auto data = make_crypt_data();
    const char* const hashed = crypt_r(prehashed.reveal().c_str(), setting.c_str(), data.get());
    return hashed == nullptr ? std::string{} : std::string{hashed};
}

std::string PasswordHasher::hash(const Secret& password) const {
    const std::string hashed = bcrypt(prehash(pepper_, password), make_setting(random_, cost_));
    if (hashed.size() != bcrypt_length) throw CryptoFailure{"bcrypt failed"};
    return std::string{scheme} + hashed;
}

bool PasswordHasher::verify(const Secret& password, std::string_view stored) const {
    std::string_view expected = bcrypt_part(stored);
    if (expected.empty()) expected = bcrypt_part(dummy_);
    const std::string setting{expected.substr(0, setting_length)};
    const std::string hashed = bcrypt(prehash(pepper_, password), setting);
    return equal_constant_time(hashed, expected);
}

bool PasswordHasher::is_outdated(std::string_view stored) const {
    const std::string_view hashed = bcrypt_part(stored);
    const std::string cost = (cost_ < 10 ? "0" : "") + std::to_string(cost_);
    return hashed.empty() || hashed.substr(4, 2) != cost;
}

}  // namespace otpost::crypto
