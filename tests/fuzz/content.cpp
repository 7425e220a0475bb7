// SPDX-License-Identifier: Apache-2.0
// Contents as they lie in rows: packed by something else than we, and sealed by nobody.
#include "messages/content.hpp"

#include "support/fuzz.hpp"

#include <string>

namespace otpost::messages {

namespace {

constexpr std::string_view place = "message:1:content";

bool same(const Content& left, const Content& right) {
    return left.sender.reveal() == right.sender.reveal() &&
           left.text.reveal() == right.text.reveal() &&
           left.code.has_value() == right.code.has_value() &&
           (!left.code || left.code->reveal() == right.code->reveal());
}

}  // namespace

FUZZ_TARGET(content) {
    static SeededRandom random{1};
    static const crypto::Key key = crypto::Key::random(random);
    ASSERT(!open_content(key, std::as_bytes(std::span{input}), place));
    const auto sealed = crypto::seal(key, random, input, place);
    const auto content = open_content(key, sealed, place);
    ASSERT(!open_content(key, sealed, "message:2:content"));
    if (!content) return;
    ASSERT(content->sender.reveal().size() + content->text.reveal().size() + 8 <= input.size());
    const auto again = open_content(key, seal_content(key, random, *content, place), place);
    ASSERT(again && same(*again, *content));
}

}  // namespace otpost::messages
