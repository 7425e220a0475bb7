// SPDX-License-Identifier: Apache-2.0
// Joins the chunks of a body, strictly: sizes in hex and nothing else on their line (no
// extensions), every line ended by CRLF, nothing after the last chunk (no trailers).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace otpost::net {

class ChunkDecoder {
public:
    enum class Verdict : std::uint8_t { more, done, malformed, too_large };

    struct Step {
        Verdict verdict;
        std::size_t consumed;  ///< of the input; the rest belongs to the next request
    };

    /// Appends the data in `input` to `body`, which never grows over `body_bytes_max`.
    Step decode(std::string_view input, std::string& body, std::size_t body_bytes_max);

private:
    enum class Expect : std::uint8_t {
        first_digit,
        digit_or_end,
        size_lf,
        data,
        data_cr,
        data_lf,
        last_cr,
        last_lf,
    };

    Verdict step(char c);

    Expect expect_ = Expect::first_digit;
    unsigned digits_ = 0;
    std::uint64_t remaining_ = 0;  ///< of the chunk
};

}  // namespace otpost::net
