// SPDX-License-Identifier: Apache-2.0
// Who is asking: what a session token or an API key was found to stand for. Every route gates on
// it; it is a snapshot, at most a second old (PrincipalCache).
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::identity {

/// `operator` is a word of the language. NOLINTNEXTLINE(readability-identifier-naming)
enum class Role : std::uint8_t { user, operator_, admin };
enum class AccountStatus : std::uint8_t { active, suspended };

/// The words stored and shown: `user`, `operator`, `admin`; `active`, `suspended`.
std::string_view to_string(Role role);
std::string_view to_string(AccountStatus status);
std::optional<Role> parse_role(std::string_view text);
std::optional<AccountStatus> parse_account_status(std::string_view text);

/// What an API key may do; a session may do all of it. The words are those of `to_string`.
enum class Scope : std::uint8_t {
    account_read,
    wallet_read,
    leases_read,
    leases_write,
    operator_read,
    operator_write,
    admin_read,
    admin_write
};

/// `account:read`, `leases:write` and so on.
std::string_view to_string(Scope scope);
std::optional<Scope> parse_scope(std::string_view word);

/// Whether it lets a key change something.
bool is_for_changes(Scope scope);

/// A set of scopes; stored as its words with a space between.
class Scopes {
public:
    constexpr Scopes() = default;

    constexpr Scopes(std::initializer_list<Scope> scopes) {
        for (const Scope scope : scopes) add(scope);
    }

    static Scopes all();

    /// Nothing if a word is unknown, twice there, or there is none.
    static std::optional<Scopes> parse(std::string_view words);

    constexpr void add(Scope scope) { bits_ |= bit(scope); }

    constexpr bool contains(Scope scope) const { return (bits_ & bit(scope)) != 0; }

    constexpr bool empty() const { return bits_ == 0; }

    friend constexpr bool operator==(Scopes, Scopes) = default;

private:
    static constexpr std::uint32_t bit(Scope scope) { return 1U << static_cast<unsigned>(scope); }

    std::uint32_t bits_ = 0;
};

std::string to_string(Scopes scopes);

struct Principal {
    AccountId account;
    WalletId wallet;
    Role role = Role::user;
    std::string plan;
    bool email_verified = true;            ///< its owner has shown to read that email (A3)
    bool second_factor = false;            ///< one is active (A5)
    std::optional<SessionId> session;      ///< signed in with a browser session
    std::optional<Time> authenticated_at;  ///< when the session's owner last proved to be it
    std::optional<ApiKeyId> key;           ///< signed in with an API key
    Scopes scopes;                         ///< everything for a session
    std::string allowed_ips;  ///< of the key: blocks (CIDR), one space between; or empty
};

}  // namespace otpost::identity
