// SPDX-License-Identifier: Apache-2.0
// What a client reads in the answers of the house: found by text, without the program's own JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::sim {

/// The text after `"name":"` up to the next quote; empty if there is none.
std::string_view text_after(std::string_view body, std::string_view name);

/// The number of the first id with this prefix, such as `ls`; 0 if there is none.
std::int64_t id_in(std::string_view body, std::string_view prefix);

struct SeenLease {
    std::int64_t id = 0;
    std::string_view status;
    std::string_view number;
    std::string_view code;
    bool refunded = false;
    bool has_content = false;  ///< the text of a message
    std::int64_t message = 0;  ///< the first with its text
};

/// Every lease of an answer: one, a page of them, or the answer of the code's own address.
std::vector<SeenLease> leases_in(std::string_view body);

/// 0: waiting, 1: received, 2: closed.
int rank_of(std::string_view status);

}  // namespace otpost::sim
