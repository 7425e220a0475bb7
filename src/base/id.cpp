// SPDX-License-Identifier: Apache-2.0
#include "base/id.hpp"

#include "base/assert.hpp"
#include "base/id_time.hpp"

#include <algorithm>
#include <charconv>

namespace otpost {

namespace {

constexpr std::int64_t epoch_seconds = 1'735'689'600;  // 2025-01-01T00:00:00Z
constexpr std::int64_t node_bits = 6;
constexpr std::int64_t sequence_bits = 15;
constexpr std::int64_t sequence_max = (std::int64_t{1} << sequence_bits) - 1;
constexpr std::int64_t id_max = (std::int64_t{1} << 53) - 1;
static_assert(32 + node_bits + sequence_bits == 53);

}  // namespace

std::string format_id(std::string_view prefix, std::int64_t value) {
    std::string text;
    text.reserve(prefix.size() + 17);
    text.append(prefix).push_back('_');
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    text.append(digits, end);
    return text;
}

std::optional<std::int64_t> parse_id(std::string_view prefix, std::string_view text) {
    if (text.size() < prefix.size() + 2 || !text.starts_with(prefix) || text[prefix.size()] != '_')
        return std::nullopt;
    const std::string_view digits = text.substr(prefix.size() + 1);
    if (digits.front() < '1' || digits.front() > '9') return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value > id_max)
        return std::nullopt;
    return value;
}

IdGenerator::IdGenerator(const Clock& clock, unsigned node) : clock_(clock), node_(node) {
    ASSERT(node < (1U << node_bits));
}

std::int64_t IdGenerator::current_second() const {
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
    return now.time_since_epoch().count() - epoch_seconds;
}

void IdGenerator::continue_after(std::int64_t newest) {
    const std::lock_guard lock{mutex_};
    const std::int64_t used = newest >> (node_bits + sequence_bits);
    last_second_ = std::max({last_second_, used, current_second()}) + 1;
    sequence_ = -1;
}

std::int64_t first_id_at(Time time) {
    const auto since = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    const auto second =
        std::clamp(since - epoch_seconds, std::int64_t{0}, (std::int64_t{1} << 32) - 1);
    return second << (node_bits + sequence_bits);
}

std::int64_t IdGenerator::next() {
    const std::lock_guard lock{mutex_};
    const std::int64_t second = current_second();
    if (second > last_second_) {
        last_second_ = second;
        sequence_ = 0;
    } else if (++sequence_ > sequence_max) {
        ++last_second_;
        sequence_ = 0;
    }
    ASSERT(last_second_ > 0 && last_second_ < (std::int64_t{1} << 32));
    return (last_second_ << (node_bits + sequence_bits)) | (node_ << sequence_bits) | sequence_;
}

}  // namespace otpost
