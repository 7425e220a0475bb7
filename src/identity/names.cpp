// SPDX-License-Identifier: Apache-2.0
#include "identity/names.hpp"

#include "crypto/tokens.hpp"

#include <algorithm>
#include <array>

namespace otpost::identity {

namespace {

constexpr std::size_t email_length_max = 254;
constexpr std::size_t local_part_length_max = 64;
constexpr std::size_t label_length_max = 63;
constexpr std::size_t username_length_min = 3;
constexpr std::size_t username_length_max = 32;
constexpr std::size_t public_id_length = 6;

/// Without 0 O 1 I L U: people read public ids to support over the phone.
constexpr std::string_view public_id_alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

constexpr std::array<std::string_view, 17> reserved_usernames{
    "admin",
    "administrator",
    "anonymous",
    "api",
    "billing",
    "help",
    "info",
    "moderator",
    "operator",
    "otpost",
    "owner",
    "root",
    "security",
    "staff",
    "support",
    "sysadmin",
    "system",
};

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr char to_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), to_lower);
    return result;
}

/// Parts of at least one character each, with a dot between.
template <class IsPart>
bool are_dotted_parts(std::string_view text, IsPart is_part) {
    for (;;) {
        const std::string_view part = text.substr(0, text.find('.'));
        if (part.empty() || !is_part(part)) return false;
        if (part.size() == text.size()) return true;
        text.remove_prefix(part.size() + 1);
    }
}

bool is_atom(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~";
    return std::ranges::all_of(text, [&](char c) {
        return is_letter_or_digit(c) || signs.find(c) != std::string_view::npos;
    });
}

bool is_label(std::string_view text) {
    return text.size() <= label_length_max && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

}  // namespace

std::optional<std::string> email_key(std::string_view email) {
    if (email.size() > email_length_max) return std::nullopt;
    const std::size_t at = email.find('@');
    if (at == std::string_view::npos || at > local_part_length_max) return std::nullopt;
    const std::string_view domain = email.substr(at + 1);
    if (!are_dotted_parts(email.substr(0, at), is_atom)) return std::nullopt;
    if (!are_dotted_parts(domain, is_label)) return std::nullopt;
    const std::size_t dot = domain.rfind('.');
    // A last label of digits would be an address of the network, a lone label a local host.
    if (dot == std::string_view::npos || !is_letter(domain[dot + 1])) return std::nullopt;
    return lower(email);
}

std::optional<std::string> username_key(std::string_view username) {
    if (username.size() < username_length_min || username.size() > username_length_max)
        return std::nullopt;
    if (!is_letter(username.front())) return std::nullopt;
    const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; };
    if (!std::ranges::all_of(username, allowed)) return std::nullopt;
    return lower(username);
}

bool is_reserved_username(std::string_view username_key) {
    return std::ranges::find(reserved_usernames, username_key) != reserved_usernames.end();
}

std::string make_public_id(Random& random) {
    return "U-" + crypto::random_text(random, public_id_alphabet, public_id_length);
}

std::optional<std::string> parse_public_id(std::string_view text) {
    std::string id{text};
    std::ranges::transform(id, id.begin(), to_upper);
    if (!id.starts_with("U-") || id.size() != public_id_length + 2) return std::nullopt;
    if (id.find_first_not_of(public_id_alphabet, 2) != std::string::npos) return std::nullopt;
    return id;
}

}  // namespace otpost::identity
