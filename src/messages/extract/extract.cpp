// SPDX-License-Identifier: Apache-2.0
// Puts the steps together: repair, fold, find words and links, mask, weigh, name the service.
#include "messages/extract/extract.hpp"

#include "messages/extract/candidates.hpp"
#include "messages/extract/inflection.hpp"
#include "messages/extract/scoring.hpp"
#include "messages/extract/service.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace otpost::messages {
namespace {

// Buffers of one thread, reused from message to message.
struct Scratch {
    Reading reading;
    std::vector<Candidate> candidates;
    std::string repaired;
    std::string shortened;
};

PhraseMatcher build_matcher(const Folding& folding, const BrandData& data) {
    PhraseMatcher matcher;
    for (const auto& word : data.words) {
        const auto folded = fold_entry(folding, word.text);
        // 'thẻ' is a card in Vietnamese, 'the' is not: short words keep their accents.
        const bool accented = folded.size() <= 4 && word.text.size() > folded.size() &&
                              std::ranges::all_of(folded, [](char32_t c) { return c < 0x80; });
        matcher.add({folded, word.kind, word.open_begin, word.open_end, accented, 0});
    }
    for (std::uint32_t i = 0; i < data.brands.size(); ++i) {
        for (const auto& name : data.brands[i].names) {
            const auto folded = fold_entry(folding, name);
            matcher.add({folded, WordClass::brand, false, false, false, i});
            for (const auto& form : inflected_forms(folded)) {
                matcher.add({form, WordClass::brand, false, false, false, i});
            }
        }
        for (const auto& name : data.brands[i].words) {
            matcher.add({fold_entry(folding, name), WordClass::word, false, false, false, i});
        }
    }
    return matcher;
}

bool is_sensitive_category(std::string_view category) {
    return category == "finance" || category == "government" || category == "identity";
}

// The start of an overlong text and its end, where the origin-bound line is. Senders can't make
// the reading of one message slow.
std::string_view shortened(std::string_view text, std::string& storage) {
    constexpr std::size_t head = 2400;
    constexpr std::size_t tail = 600;
    if (text.size() <= head + tail) return text;
    storage.assign(text.substr(0, head)).append(1, '\n').append(text.substr(text.size() - tail));
    return storage;
}

// '481-927' on the origin-bound line is typed without the dash.
std::string typed_code(const std::string& code) {
    if (code.find_first_not_of("0123456789-") != std::string::npos) return code;
    std::string digits;
    std::ranges::copy_if(code, std::back_inserter(digits), [](char c) { return c != '-'; });
    return digits;
}

}  // namespace

struct Extractor::Parts {
    explicit Parts(const BrandData& data)
        : brands(data.brands),
          folding(data.folding),
          matcher(build_matcher(folding, data)),
          finder(folding, brands, matcher) {}

    std::vector<Brand> brands;
    Folding folding;
    PhraseMatcher matcher;
    ServiceFinder finder;

    void read(std::string_view text, Scratch& scratch) const {
        auto& reading = scratch.reading;
        reading.glyphs.clear();
        text = shortened(text, scratch.shortened);
        fold_text(folding, repair(text, scratch.repaired), reading.glyphs);
        read_words(matcher, reading);
        read_origin(reading);
        read_links(matcher, reading);
        mask_numbers(reading);
        find_candidates(matcher, reading, scratch.candidates);
    }
};

Extractor Extractor::from_embedded() {
    return Extractor(embedded_brand_data());
}

Extractor::Extractor(const BrandData& data) : parts_(std::make_unique<const Parts>(data)) {}

Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Extraction Extractor::extract(std::string_view sender, std::string_view text) const {
    thread_local Scratch scratch;
    parts_->read(text, scratch);
    const auto& reading = scratch.reading;
    Extraction result;
    std::optional<std::uint32_t> code_begin;
    if (!reading.origin_code.empty()) {
        result.code = typed_code(reading.origin_code);
        result.confidence = 100;
        code_begin = reading.origin_begin;
    } else {
        double best = score_wanted;
        for (std::size_t i = 0; i < scratch.candidates.size(); ++i) {
            const double score = score_candidate(reading, scratch.candidates, i);
            if (score < best) continue;
            best = score + 1e-9;  // the first of equals
            result.code = scratch.candidates[i].code;
            result.confidence = std::clamp(static_cast<int>(score * 10), 1, 99);
            code_begin = scratch.candidates[i].begin;
        }
    }
    const auto brand = parts_->finder.find(sender, reading, code_begin);
    if (brand) result.service = parts_->brands[*brand].slug;
    result.sensitive = brand ? is_sensitive_category(parts_->brands[*brand].category)
                             : reading.has(WordClass::sensitive) ||
                                   (reading.has(WordClass::money) && reading.has_amount());
    return result;
}

}  // namespace otpost::messages
