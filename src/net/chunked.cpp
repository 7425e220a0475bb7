// SPDX-License-Identifier: Apache-2.0
#include "net/chunked.hpp"

#include "net/characters.hpp"

#include <algorithm>

namespace otpost::net {

namespace {

constexpr unsigned size_digits_max = 8;

}  // namespace

/// One character outside of chunk data.
ChunkDecoder::Verdict ChunkDecoder::step(char c) {
    const auto accept = [this](bool fits, Expect next) {
        expect_ = next;
        return fits ? Verdict::more : Verdict::malformed;
    };
    switch (expect_) {
        case Expect::first_digit:
        case Expect::digit_or_end:
            if (is_hex(c)) {
                remaining_ = remaining_ * 16 + hex_value(c);
                return accept(++digits_ <= size_digits_max, Expect::digit_or_end);
            }
            return accept(c == '\r' && digits_ > 0, Expect::size_lf);
        case Expect::size_lf:
            digits_ = 0;
            return accept(c == '\n', remaining_ == 0 ? Expect::last_cr : Expect::data);
        case Expect::data_cr:
            return accept(c == '\r', Expect::data_lf);
        case Expect::data_lf:
            return accept(c == '\n', Expect::first_digit);
        case Expect::last_cr:
            return accept(c == '\r', Expect::last_lf);
        case Expect::last_lf:
            return c == '\n' ? Verdict::done : Verdict::malformed;
        case Expect::data:
            break;
    }
    return Verdict::malformed;
}

ChunkDecoder::Step ChunkDecoder::decode(
    std::string_view input, std::string& body, std::size_t body_bytes_max
) {
    std::size_t at = 0;
    while (at < input.size()) {
        if (expect_ == Expect::data) {
            const auto take = std::min<std::uint64_t>(remaining_, input.size() - at);
            body.append(input.substr(at, take));
            at += take;
            remaining_ -= take;
            if (remaining_ == 0) expect_ = Expect::data_cr;
            continue;
        }
        const auto verdict = step(input[at]);
        ++at;
        if (verdict != Verdict::more) return {verdict, at};
        const bool sized = expect_ == Expect::data;
        if (sized && body.size() + remaining_ > body_bytes_max) return {Verdict::too_large, at};
    }
    return {Verdict::more, at};
}

}  // namespace otpost::net
