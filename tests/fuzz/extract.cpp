// SPDX-License-Identifier: Apache-2.0
// The sender on the first line, the text behind it; `repeat` and a line end in front make a long
// text of a short one, since what is slow is mostly slow when repeated.
#include "messages/extract/extract.hpp"

#include "messages/extract/glyphs.hpp"
#include "support/fuzz.hpp"

#include <ctime>
#include <string>

namespace otpost::messages {

namespace {

constexpr std::size_t long_text = 2500;
constexpr std::int64_t nanoseconds_max = 200'000'000;  // about 1,000 times what a text needs

struct Setup {
    Extractor extractor = Extractor::from_embedded();
    Folding folding{embedded_brand_data().folding};
};

const Setup& setup() {
    static const Setup instance;
    return instance;
}

/// Of this thread, so that a busy machine does not count.
std::int64_t cpu_nanoseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * std::int64_t{1'000'000'000} + now.tv_nsec;
}

bool is_plain(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
}

/// Every character of the code is in the text, in this order, however it was written there.
bool is_in_text(const std::string& code, std::string_view text) {
    std::string storage;
    Glyphs glyphs;
    fold_text(setup().folding, repair(text, storage), glyphs);
    std::size_t found = 0;
    const auto wanted = [&] { return Folding::ascii_lower(static_cast<char32_t>(code[found])); };
    for (const Glyph& glyph : glyphs) {
        while (found < code.size() && !is_plain(wanted())) ++found;
        if (found < code.size() && glyph.c == wanted()) ++found;
    }
    while (found < code.size() && !is_plain(wanted())) ++found;
    return found == code.size();
}

void check(const Extraction& extraction, std::string_view text) {
    ASSERT(extraction.confidence >= 0 && extraction.confidence <= 100);
    ASSERT(extraction.code.has_value() == (extraction.confidence > 0));
    ASSERT(!extraction.service || !extraction.service->empty());
    if (!extraction.code) return;
    const std::string& code = *extraction.code;
    ASSERT(!code.empty() && code.size() <= 64);
    ASSERT(std::ranges::all_of(code, [](char c) { return c > ' ' && c < 0x7F; }));
    if (text.size() <= 3000) ASSERT(is_in_text(code, text));
}

}  // namespace

FUZZ_TARGET(extract) {
    fuzz::Choices choices{input};
    std::string_view sender = choices.line();
    std::string repeated;
    const bool repeats = sender == "repeat";
    if (repeats) sender = choices.line();
    std::string_view text = choices.rest();
    if (repeats && !text.empty()) {
        while (repeated.size() < long_text) repeated += text;
        text = repeated;
    }
    const auto start = cpu_nanoseconds();
    const Extraction extraction = setup().extractor.extract(sender, text);
    ASSERT(cpu_nanoseconds() - start < nanoseconds_max);
    check(extraction, text);
}

}  // namespace otpost::messages
