// SPDX-License-Identifier: Apache-2.0
// Values that must not reach a log: `Secret` (keys, passwords, tokens, codes) and `Personal`
// (email, phone number, IP). Neither can be formatted or streamed; `reveal()` is the one door
// and easy to search for. A Secret wipes its bytes when it goes.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace otpost {

/// Overwrites memory in a way the optimiser keeps.
void wipe(void* data, std::size_t size) noexcept;

class Secret {
public:
    Secret() = default;

    explicit Secret(std::string value) : value_(std::move(value)) {}

    Secret(const Secret&) = default;
    Secret& operator=(const Secret&) = default;

    Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.clear(); }

    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            clear();
            value_ = std::move(other.value_);
            other.clear();
        }
        return *this;
    }

    ~Secret() { clear(); }

    const std::string& reveal() const { return value_; }

    bool empty() const { return value_.empty(); }

private:
    void clear() noexcept {
        // Up to the capacity: a moved-from or shortened string still holds its old bytes.
        value_.resize(value_.capacity());
        wipe(value_.data(), value_.size());
        value_.clear();
    }

    std::string value_;
};

class Personal {
public:
    Personal() = default;

    explicit Personal(std::string value) : value_(std::move(value)) {}

    const std::string& reveal() const { return value_; }

private:
    std::string value_;
};

std::ostream& operator<<(std::ostream&, const Secret&) = delete;
std::ostream& operator<<(std::ostream&, const Personal&) = delete;

}  // namespace otpost
