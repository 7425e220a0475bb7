// SPDX-License-Identifier: Apache-2.0
#include "base/secret.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <new>

namespace otpost {
namespace {

/// Whether the short secret that lived in `memory` can still be read there.
bool still_there(const unsigned char* memory, std::size_t size, std::string_view text) {
    return std::search(memory, memory + size, text.begin(), text.end()) != memory + size;
}

TEST(Secret, SEC_L1_WipesItsBytesWhenItGoes) {
    alignas(Secret) unsigned char memory[sizeof(Secret)] = {};
    const std::string text = "hunter2hunter";
    auto* const secret = new (memory) Secret{text};
    ASSERT_TRUE(still_there(memory, sizeof memory, text));
    std::destroy_at(secret);
    EXPECT_FALSE(still_there(memory, sizeof memory, text));
}

TEST(Secret, SEC_L1_WipesWhatItWasMovedFrom) {
    alignas(Secret) unsigned char memory[sizeof(Secret)] = {};
    const std::string text = "hunter2hunter";
    auto* const secret = new (memory) Secret{text};
    const Secret other = std::move(*secret);
    EXPECT_EQ(other.reveal(), text);
    EXPECT_FALSE(still_there(memory, sizeof memory, text));
    std::destroy_at(secret);
}

TEST(Secret, is_replaced_by_assignment) {
    Secret first{"first secret that is long enough for the heap"};
    Secret second{"second"};
    first = std::move(second);
    EXPECT_EQ(first.reveal(), "second");
    const Secret copy = first;
    EXPECT_EQ(copy.reveal(), first.reveal());
    EXPECT_FALSE(copy.empty());
}

}  // namespace
}  // namespace otpost
