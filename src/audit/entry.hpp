// SPDX-License-Identifier: Apache-2.0
// An entry of the audit log: as it is written by who acts, and as it stands in the chain. What it
// tells of a person enters the chain only as a salted commitment; the value and its salt lie apart,
// where they can be erased without breaking the chain (SEC-L3).
#pragma once

#include "audit/action.hpp"
#include "base/id.hpp"
#include "base/secret.hpp"
#include "crypto/hash.hpp"
#include "db/database.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::audit {

/// Who did it, in the words that are stored: an account's id or one of three that are none.
class Actor {
public:
    static Actor account(AccountId id) { return Actor{to_string(id)}; }

    static Actor system() { return Actor{"system"}; }

    static Actor command_line() { return Actor{"command line"}; }

    static Actor nobody() { return Actor{"nobody"}; }

    const std::string& text() const { return text_; }

private:
    explicit Actor(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

/// What it was done to; both empty where there is nothing.
struct Object {
    std::string kind{};
    std::string id{};

    static Object of(AccountId id) { return {"account", to_string(id)}; }

    static Object of(SessionId id) { return {"session", to_string(id)}; }

    static Object of(ApiKeyId id) { return {"api_key", to_string(id)}; }
};

inline constexpr std::size_t part_count = 4;

/// What can be told of a person.
struct PersonalParts {
    std::optional<Personal> ip{};
    std::optional<Personal> email{};  ///< as it was tried
    std::optional<Personal> user_agent{};
    std::optional<Personal> reason{};  ///< free text
};

/// The parts by their stored names, in the order of their commitments.
struct PartName {
    std::string_view name;
    std::optional<Personal> PersonalParts::* member;
};

extern const std::array<PartName, part_count> part_names;

struct Entry {
    Action action;
    Actor actor = Actor::nobody();
    Object object{};
    std::string result = "ok";  ///< or the code of the refusal
    std::string detail{};       ///< a few words, nothing personal: it can never be erased
    std::int64_t repeats = 1;
    std::string request_id{};
    PersonalParts personal{};
};

/// As it stands in the chain; words as stored, so that a forged one can be named.
struct Row {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string action;
    Object object;
    std::string result;
    std::string detail;
    std::int64_t repeats = 1;
    std::string request_id;
    std::array<std::optional<std::string>, part_count> commitments;
    std::string hash;  ///< 32 bytes
};

/// The hash of `row` after the one with hash `previous`, which is empty for the first; the row's
/// own `hash` is not looked at.
crypto::Digest256 chain_hash(std::string_view previous, const Row& row);

/// What stands for a personal part in the chain.
crypto::Digest256 commitment(std::string_view part, std::string_view value, std::string_view salt);

/// From the columns of an entry, of which there are `row_columns`.
Row row_from(const db::Row& row);
inline constexpr int row_columns = 15;

/// What every store takes as text, and no longer than `bytes_max`: strangers write some of it.
std::string clean(std::string_view text, std::size_t bytes_max);

}  // namespace otpost::audit
