// SPDX-License-Identifier: Apache-2.0
// Fuzz targets: one parser of outside input each, with what must hold of every input. A promise
// that is broken is an ASSERT, a sanitizer's report, or an exception that leaves the target.
//
//     FUZZ_TARGET(query) { const auto fields = net::parse_form(input); ASSERT(...); }
//
// A target is built twice: as a program of libFuzzer (preset `fuzz`), and with all others into
// fuzz_test, which replays the corpora and what was found before.
#pragma once

#include "base/assert.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace otpost::fuzz {

struct Target {
    std::string_view name;
    void (*run)(std::string_view input);
};

/// Those linked into this program.
std::vector<Target>& targets();

struct Registered {
    explicit Registered(Target target) { targets().push_back(target); }
};

/// Choices taken from the front of an input; zeros when it is used up.
class Choices {
public:
    explicit Choices(std::string_view input) : rest_(input) {}

    bool empty() const { return rest_.empty(); }

    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const auto first = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return first;
    }

    std::int64_t number() {
        std::uint64_t value = 0;
        for (int i = 0; i < 8; ++i) value = value << 8U | byte();
        return static_cast<std::int64_t>(value);
    }

    std::string_view text(std::size_t size) {
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    /// Up to the line end, which is dropped.
    std::string_view line() {
        const auto taken = text(std::min(rest_.find('\n'), rest_.size()));
        text(1);
        return taken;
    }

    std::string_view rest() { return text(rest_.size()); }

private:
    std::string_view rest_;
};

}  // namespace otpost::fuzz

#define FUZZ_TARGET(target)                                  \
    static void fuzz_##target(std::string_view input);       \
    static const ::otpost::fuzz::Registered target##_target{ \
        ::otpost::fuzz::Target{#target, fuzz_##target}       \
    };                                                       \
    void fuzz_##target(std::string_view input)
