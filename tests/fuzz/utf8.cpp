// SPDX-License-Identifier: Apache-2.0
// What is text: three readers of our own and ICU's agree, and what is sent as JSON always is.
#include "base/utf8.hpp"

#include "api/schema/write.hpp"
#include "catalog/csv.hpp"
#include "messages/extract/glyphs.hpp"
#include "support/fuzz.hpp"

#include <boost/json/parse.hpp>
#include <unicode/utf8.h>

#include <cstdint>
#include <string>

namespace otpost {

namespace {

/// The length of ICU's code point at the start; 0 if it is malformed.
std::size_t length_by_icu(std::string_view text) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::int32_t length = 0;
    UChar32 c = 0;
    U8_NEXT(bytes, length, static_cast<std::int32_t>(text.size()), c);
    return c < 0 ? 0 : static_cast<std::size_t>(length);
}

bool is_text_in_csv(std::string_view text) {
    std::string quoted = "x,\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    const auto records = catalog::parse_csv(quoted + "\"");
    if (!records) return false;
    ASSERT(records->size() == 1 && records->front().at(1).text == text);
    return true;
}

}  // namespace

FUZZ_TARGET(utf8) {
    bool all_text = true;
    for (auto rest = input; !rest.empty();) {
        const auto length = utf8_sequence(rest);
        ASSERT(length == length_by_icu(rest));
        all_text = all_text && length != 0 && rest.front() != '\0';
        rest.remove_prefix(std::max<std::size_t>(length, 1));
    }
    ASSERT(is_plain_text(input) == all_text);
    ASSERT(is_text_in_csv(input) == all_text);
    for (std::size_t at = 0; at < input.size();) {
        const auto before = at;
        messages::next_code_point(input, at);
        ASSERT(at > before && at <= input.size());
    }
    std::string written;
    api::schema::append_string(written, input);
    boost::system::error_code error;
    const auto read = boost::json::parse(written, error);
    ASSERT(!error && read.is_string());
    if (all_text) ASSERT(std::string_view{read.get_string()} == input);
}

}  // namespace otpost
