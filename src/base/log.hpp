// SPDX-License-Identifier: Apache-2.0
// Structured log lines, JSON or text. A field is text, a whole number, a truth or an id; `Secret`
// and `Personal` don't compile (SEC-L1), and control characters are escaped, so that nothing
// logged can forge a line. Thread-safe; a line below the level costs one comparison.
//
//     log::info("lease opened", {{"lease", lease.id}, {"request_id", request_id}});
#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"

#include <concepts>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace otpost::log {

enum class Level : std::uint8_t { debug, info, warning, error };
enum class Format : std::uint8_t { text, json };

/// `debug`, `info`, `warning`, `error`.
std::string_view to_string(Level level);
std::optional<Level> parse_level(std::string_view text);

/// An id with the prefix that it has outside.
struct PrefixedId {
    std::string_view prefix;
    std::int64_t value;
};

/// Text is borrowed until the call returns.
class Value {
public:
    using Content = std::variant<std::string_view, std::int64_t, std::uint64_t, bool, PrefixedId>;

    Value(std::string_view text) : content_(text) {}

    Value(const std::string& text) : content_(std::string_view{text}) {}

    Value(const char* text) : content_(std::string_view{text}) {}

    Value(std::same_as<bool> auto truth) : content_(truth) {}

    template <std::signed_integral T>
        requires(!std::same_as<T, char>)
    Value(T number) : content_(static_cast<std::int64_t>(number)) {}

    template <std::unsigned_integral T>
        requires(!std::same_as<T, bool>)
    Value(T number) : content_(static_cast<std::uint64_t>(number)) {}

    template <class Tag>
    Value(Id<Tag> id) : content_(PrefixedId{Tag::prefix, id.value()}) {}

    Value(const Secret&) = delete;
    Value(const Personal&) = delete;

    const Content& content() const { return content_; }

private:
    Content content_;
};

struct Field {
    std::string_view key;
    Value value;
};

using Fields = std::initializer_list<Field>;

struct Settings {
    Level level = Level::info;
    Format format = Format::text;
    std::FILE* output = stderr;  ///< stays the caller's
};

/// At start-up, before other threads log.
void configure(const Settings& settings);

bool enabled(Level level);

void write(Level level, std::string_view message, Fields fields);

inline void debug(std::string_view message, Fields fields = {}) {
    if (enabled(Level::debug)) write(Level::debug, message, fields);
}

inline void info(std::string_view message, Fields fields = {}) {
    if (enabled(Level::info)) write(Level::info, message, fields);
}

inline void warning(std::string_view message, Fields fields = {}) {
    if (enabled(Level::warning)) write(Level::warning, message, fields);
}

inline void error(std::string_view message, Fields fields = {}) {
    if (enabled(Level::error)) write(Level::error, message, fields);
}

}  // namespace otpost::log
