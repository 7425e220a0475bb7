// SPDX-License-Identifier: Apache-2.0
// Brand names in a text and how much the place of each says that the brand is the sender:
// a heading ('Brand:', '[Brand]'), the word for code beside it, a signature, or a mere mention.
#pragma once

#include "messages/extract/reading.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace otpost::messages {

struct NameContext {
    const Reading& reading;
    const PhraseMatcher& matcher;
    std::optional<std::uint32_t> code_begin;
};

struct WeighedName {
    std::uint32_t brand = 0;
    double weight = 0;  // 0 = only mentioned; 3 and more = stands where senders stand
};

std::vector<WeighedName> weigh_names(const NameContext& context);

// A bank's notice about a payment: shops in it are not its senders.
bool is_payment(const NameContext& context);

}  // namespace otpost::messages
