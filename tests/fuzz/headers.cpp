// SPDX-License-Identifier: Apache-2.0
// Headers that are read one by one: Last-Event-ID, Accept-Encoding and Host.
#include "api/cursor.hpp"
#include "api/static_files.hpp"
#include "net/host.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost::api {

namespace {

void check_encodings(const std::string& header) {
    for (const std::string_view coding : {"br", "gzip"}) {
        const bool accepted = accepts_coding(header, coding);
        if (header.find(',') == std::string::npos && header.find('"') == std::string::npos)
            ASSERT(accepts_coding(header + ", identity;q=0.5", coding) == accepted);
        if (accepted) ASSERT(accepts_coding("x, " + header, coding));
    }
}

}  // namespace

FUZZ_TARGET(headers) {
    const auto position = event_position(input);
    if (position && *position) ASSERT(event_position(std::to_string(**position)) == **position);
    check_encodings(std::string{input});
    if (!net::is_valid_host(input)) return;
    ASSERT(input.find_first_of("@/ \t?#") == std::string_view::npos);
    if (input.back() != ']' && input.find(':') == std::string_view::npos)
        ASSERT(net::is_valid_host(std::string{input} + ":80"));
}

}  // namespace otpost::api
