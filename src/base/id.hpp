// SPDX-License-Identifier: Apache-2.0
// 53-bit ids that sort by time, need no round trip and survive JavaScript numbers:
// seconds since 2025-01-01 (32 bits) | node (6) | sequence (15). Outside they carry a prefix.
#pragma once

#include "base/time.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace otpost {

/// A number that names one `Tag`; ids of different things do not mix. `Tag::prefix` is the
/// text in front of it outside, as in `ls_4503599627370496`.
template <class Tag>
class Id {
public:
    Id() = default;

    explicit constexpr Id(std::int64_t value) : value_(value) {}

    constexpr std::int64_t value() const { return value_; }

    constexpr explicit operator bool() const { return value_ != 0; }

    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::int64_t value_ = 0;
};

std::string format_id(std::string_view prefix, std::int64_t value);

/// The number behind `prefix_`; nothing if the text is not exactly such an id.
std::optional<std::int64_t> parse_id(std::string_view prefix, std::string_view text);

template <class Tag>
std::string to_string(Id<Tag> id) {
    return format_id(Tag::prefix, id.value());
}

template <class Tag>
std::optional<Id<Tag>> parse(std::string_view text) {
    const auto value = parse_id(Tag::prefix, text);
    if (!value) return std::nullopt;
    return Id<Tag>{*value};
}

struct AccountTag {
    static constexpr std::string_view prefix = "ac";
};

struct WalletTag {
    static constexpr std::string_view prefix = "wa";
};

struct TransferTag {
    static constexpr std::string_view prefix = "tr";
};

struct LeaseTag {
    static constexpr std::string_view prefix = "ls";
};

struct MessageTag {
    static constexpr std::string_view prefix = "ms";
};

struct NumberTag {
    static constexpr std::string_view prefix = "nu";
};

struct SupplierTag {
    static constexpr std::string_view prefix = "su";
};

struct SessionTag {
    static constexpr std::string_view prefix = "se";
};

struct ApiKeyTag {
    static constexpr std::string_view prefix = "ak";
};

using AccountId = Id<AccountTag>;
using WalletId = Id<WalletTag>;
using TransferId = Id<TransferTag>;
using LeaseId = Id<LeaseTag>;
using MessageId = Id<MessageTag>;
using NumberId = Id<NumberTag>;
using SupplierId = Id<SupplierTag>;
using SessionId = Id<SessionTag>;
using ApiKeyId = Id<ApiKeyTag>;

/// Makes the ids of one node (0-63); thread-safe. Ids grow strictly even when the clock steps
/// back, and borrow from the next second when 32,768 were made within one.
class IdGenerator {
public:
    IdGenerator(const Clock& clock, unsigned node);

    /// For a node that lived before, perhaps within this very second: begins in the second after
    /// that of `newest`, which is in the store, and after now, as a commit may still be on its way.
    void continue_after(std::int64_t newest);

    std::int64_t next();

    template <class T>
    T make() {
        return T{next()};
    }

private:
    std::int64_t current_second() const;

    const Clock& clock_;
    std::int64_t node_;
    std::mutex mutex_;
    std::int64_t last_second_ = 0;
    std::int64_t sequence_ = 0;
};

}  // namespace otpost

template <class Tag>
struct std::hash<otpost::Id<Tag>> {
    std::size_t operator()(otpost::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value());
    }
};
