// SPDX-License-Identifier: Apache-2.0
#include "base/log.hpp"

#include "base/assert.hpp"
#include "base/time.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <memory>

namespace otpost::log {

namespace {

std::atomic<Level> lowest{Level::info};
std::atomic<Format> shape{Format::text};

using Sink = spdlog::sinks::stdout_sink_base<spdlog::details::console_mutex>;

std::shared_ptr<spdlog::logger> make_logger(std::FILE* output) {
    auto logger = std::make_shared<spdlog::logger>("otpost", std::make_shared<Sink>(output));
    // Lines come complete; spdlog brings the lock and the sink. Levels are decided before it.
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::trace);
    return logger;
}

std::shared_ptr<spdlog::logger>& logger() {
    static std::shared_ptr<spdlog::logger> current = make_logger(stderr);
    return current;
}

/// The length of the UTF-8 character at the front of `text`; 0 if there is none.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i, unsigned char low, unsigned char high) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1, 0x80, 0xBF) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned char high = first == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first < 0xF0 || first > 0xF4) return 0;
    const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;
    return continues(1, low, high) && continues(2, 0x80, 0xBF) && continues(3, 0x80, 0xBF) ? 4 : 0;
}

void append_escape(std::string& line, unsigned code) {
    constexpr std::string_view digits = "0123456789abcdef";
    line.append("\\u00").push_back(digits[(code >> 4U) & 15U]);
    line.push_back(digits[code & 15U]);
}

/// A JSON string. Control characters (C0, DEL, C1: terminals obey them) become escapes, bytes
/// that are no UTF-8 the replacement character.
void append_quoted(std::string& line, std::string_view text) {
    line.push_back('"');
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const auto first = static_cast<unsigned char>(text.front());
        if (length == 0) {
            line.append("\xEF\xBF\xBD");
        } else if (first == '"' || first == '\\') {
            line.push_back('\\');
            line.push_back(text.front());
        } else if (first < 0x20 || first == 0x7F) {
            append_escape(line, first);
        } else if (first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0) {
            append_escape(line, static_cast<unsigned char>(text[1]));
        } else {
            line.append(text.substr(0, length));
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    line.push_back('"');
}

void append_value(std::string& line, const Value& value) {
    const auto append = [&](const auto& content) {
        using T = std::decay_t<decltype(content)>;
        if constexpr (std::same_as<T, std::string_view>)
            append_quoted(line, content);
        else if constexpr (std::same_as<T, bool>)
            line.append(content ? "true" : "false");
        else if constexpr (std::same_as<T, PrefixedId>)
            append_quoted(line, format_id(content.prefix, content.value));
        else
            line.append(std::to_string(content));
    };
    std::visit(append, value.content());
}

std::string json_line(Level level, std::string_view message, Fields fields) {
    std::string line = "{\"time\":\"" + format_rfc3339(SystemClock{}.now()) + "\",\"level\":\"";
    line.append(to_string(level)).append("\",\"message\":");
    append_quoted(line, message);
    for (const Field& field : fields) {
        line.push_back(',');
        append_quoted(line, field.key);
        line.push_back(':');
        append_value(line, field.value);
    }
    line.push_back('}');
    return line;
}

std::string text_line(Level level, std::string_view message, Fields fields) {
    std::string line = format_rfc3339(SystemClock{}.now());
    line.append(" ").append(to_string(level)).append(" ");
    append_quoted(line, message);
    for (const Field& field : fields) {
        line.append(" ").append(field.key).append("=");
        append_value(line, field.value);
    }
    return line;
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    ASSERT(false);
    return spdlog::level::off;
}

}  // namespace

std::string_view to_string(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    ASSERT(false);
    return {};
}

std::optional<Level> parse_level(std::string_view text) {
    for (const Level level : {Level::debug, Level::info, Level::warning, Level::error})
        if (to_string(level) == text) return level;
    return std::nullopt;
}

void configure(const Settings& settings) {
    logger() = make_logger(settings.output);
    lowest = settings.level;
    shape = settings.format;
}

bool enabled(Level level) {
    return level >= lowest.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view message, Fields fields) {
    const std::string line = shape.load(std::memory_order_relaxed) == Format::json
                                 ? json_line(level, message, fields)
                                 : text_line(level, message, fields);
    logger()->log(spdlog_level(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace otpost::log
