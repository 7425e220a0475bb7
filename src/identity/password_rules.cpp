// SPDX-License-Identifier: Apache-2.0
#include "identity/password_rules.hpp"

#include "identity/common_passwords.hpp"
#include "identity/second_factor.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace otpost::identity {

namespace {

constexpr std::size_t distinct_min = 5;
constexpr std::size_t rest_min = 8;

/// Rows that fingers walk along; with their reverse.
constexpr std::array<std::string_view, 6> walks{
    "01234567890123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbnazertyuiopqsdfghjklmwxcvbn",
    "qwertzuiopasdfghjklyxcvbnmqwertzuiopasdfghjklyxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p1q2w3e4r5t6y7u8i9o0p",
};

constexpr std::array<std::string_view, 8> context_words{
    "otpost",
    "password",
    "passwort",
    "motdepasse",
    "contrasena",
    "letmein",
    "welcome",
    "iloveyou",
};

std::size_t count_characters(std::string_view text) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

/// Something short, over and over: `abcabcabc`.
bool repeats(std::string_view text) {
    for (std::size_t period = 1; period <= text.size() / 2; ++period)
        if (text.substr(period) == text.substr(0, text.size() - period)) return true;
    return false;
}

bool is_walk(std::string_view text) {
    const std::string back{text.rbegin(), text.rend()};
    return std::ranges::any_of(walks, [&](std::string_view walk) {
        return walk.find(text) != std::string_view::npos ||
               walk.find(back) != std::string_view::npos;
    });
}

/// The pieces of a name or an address between its signs, and all of it.
void add_words(std::string_view name, std::vector<std::string>& words) {
    const std::string folded = folded_password(name);
    words.push_back(folded);
    std::string piece;
    for (const char c : folded + " ") {
        const bool is_sign = c < '0' || (c > '9' && c < 'a') || c > 'z';
        if (!is_sign || static_cast<unsigned char>(c) >= 0x80) {
            piece.push_back(c);
            continue;
        }
        words.push_back(std::exchange(piece, {}));
    }
}

/// Whether too little is left of the text without the words.
bool is_mostly(std::string text, std::vector<std::string> words) {
    std::ranges::sort(words, std::greater{}, &std::string::size);
    bool found = false;
    for (const std::string& word : words) {
        if (word.size() < 3) break;
        for (std::size_t at = 0; (at = text.find(word)) != std::string::npos; found = true)
            text.erase(at, word.size());
    }
    return found && text.size() < rest_min;
}

std::size_t count_distinct(std::string text) {
    std::ranges::sort(text);
    return text.size() - std::ranges::unique(text).size();
}

}  // namespace

PasswordRules rules_for(db::Tx& tx, AccountId account, PasswordRules rules) {
    if (second_factor::is_active(tx, account))
        rules.length_min = std::min(rules.length_min, password_length_with_second_factor);
    return rules;
}

Result<> check_password(
    const Secret& password,
    const PasswordRules& rules,
    std::string_view email,
    std::string_view username
) {
    const std::string& text = password.reveal();
    if (count_characters(text) < rules.length_min)
        return refuse(
            ErrorCode::password_too_weak,
            "Use at least " + std::to_string(rules.length_min) + " characters; a sentence is fine."
        );
    if (text.size() > password_bytes_max)
        return refuse(ErrorCode::password_too_weak, "Use at most 1,024 bytes.");
    const std::string plain = folded_password(text);
    if (is_common_password(plain))
        return refuse(
            ErrorCode::password_too_weak,
            "Many people chose this password, so it is guessed first. Use a sentence of your own."
        );
    if (repeats(plain) || is_walk(plain) || count_distinct(plain) < distinct_min)
        return refuse(
            ErrorCode::password_too_weak, "This is a pattern that is guessed first. Use words."
        );
    std::vector<std::string> words{context_words.begin(), context_words.end()};
    for (const std::string_view name : {std::string_view{rules.brand}, email, username})
        add_words(name, words);
    if (is_mostly(plain, std::move(words)))
        return refuse(
            ErrorCode::password_too_weak, "Leave out your name, your email and the usual words."
        );
    return {};
}

}  // namespace otpost::identity
