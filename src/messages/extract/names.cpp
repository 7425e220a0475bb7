// SPDX-License-Identifier: Apache-2.0
// Rules about the place of a brand's name in a text.
#include "messages/extract/names.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

bool is_name(const Match& match) {
    return match.kind == WordClass::brand || match.kind == WordClass::word;
}

bool is_code(const Match& match) {
    return match.kind == WordClass::code || match.kind == WordClass::code_strong;
}

class Places {
public:
    explicit Places(const NameContext& context)
        : reading_(context.reading),
          matcher_(context.matcher),
          code_begin_(context.code_begin) {
        note_mentions();
    }

    double weigh(const Match& name, bool payment, bool unknown_head) const {
        if (!ends_well(name) || reading_.masked[name.begin] != 0) return 0;
        if (reading_.glyphs[name.begin].foreign) return 0;
        const bool word = name.kind == WordClass::word;
        if (word && !is_capital(name)) return 0;
        if (word ? is_tight_heading(name) : is_heading(name)) return 6;
        if (is_mentioned(name)) return 0;
        // 'the uber is here': people write brands as words.
        if (!code_begin_ && !is_capital(name)) return 0;
        const bool beside_code = is_beside_code(name);
        if (is_signature(name) && !payment) return 4;
        if (beside_code && !(payment && !touches_code(name))) return word ? 3.5 : 4;
        if (is_beside_service_noun(name) && !payment) return 3;
        if (code_begin_ && is_beside_verify(name) && !payment) return 3;
        if (word || payment || unknown_head) return 0;
        return 1.5;
    }

    // '[Shop]', 'Shop:' at the start, where Shop is no brand and no word about codes.
    bool has_unknown_heading(const std::vector<Match>& names) const {
        const auto end = heading_end();
        if (end == 0) return false;
        const auto known = [&](const Match& match) {
            return match.begin < end && (is_code(match) || match.kind == WordClass::enter ||
                                         match.kind == WordClass::verify);
        };
        if (std::ranges::any_of(reading_.matches, known)) return false;
        return std::ranges::none_of(names, [&](const Match& name) { return name.begin < end; });
    }

    bool ends_well(const Match& name) const {
        const auto script = reading_.glyphs[name.end - 1].script;
        if (script == Script::digit && is_among_digits(name)) return false;
        if (name.end >= reading_.size() || !is_spaced(script)) return true;
        auto end = static_cast<std::size_t>(name.end);
        while (end < reading_.size() && reading_.glyphs[end].script == script) ++end;
        if (end == name.end) return true;
        if (end < reading_.size() && reading_.glyphs[end].is_digit()) return false;
        const auto wanted = name.kind == WordClass::word ? 5U : 4U;
        if (name.end - name.begin < wanted || end - name.end > 6) return false;
        return matcher_.is_exactly(reading_.glyphs, name.end, end, WordClass::suffix);
    }

private:
    bool is_capital(const Match& name) const {
        const auto& first = reading_.glyphs[name.begin];
        const bool cased = first.script == Script::latin || first.script == Script::cyrillic;
        return !cased || first.upper;
    }

    // Where a heading ends: after ']' or before the first ':' of a short start.
    std::size_t heading_end() const {
        std::size_t i = 0;
        while (i < reading_.size() && reading_.glyphs[i].script == Script::none &&
               reading_.at(i) != U'[' && reading_.at(i) != U'(') {
            ++i;
        }
        const bool bracket = reading_.at(i) == U'[';
        for (auto at = i; at < reading_.size() && at < i + 40; ++at) {
            const auto c = reading_.at(at);
            if (bracket && c == U']') return at;
            if (!bracket && c == U':') return at;
            if (c == U'\n' || c == U'!' || c == U'?' || reading_.glyphs[at].is_digit()) return 0;
        }
        return 0;
    }

    bool is_heading(const Match& name) const {
        auto i = static_cast<std::size_t>(name.begin);
        while (i > 0 && reading_.glyphs[i - 1].script == Script::none) --i;
        const bool first = i == 0 && name.begin < 14;
        const auto end = heading_end();
        if (end != 0 && name.end <= end && (first || reading_.before(name.begin) == U' ')) {
            // A short heading, or one that begins with the name.
            return first || end - name.end <= 2;
        }
        const bool bracketed = reading_.before(name.begin) == U'[' && reading_.at(name.end) == U']';
        if (bracketed) return true;
        const auto next =
            reading_.at(name.end) == U' ' ? reading_.at(name.end + 1) : reading_.at(name.end);
        return first &&
               (next == U':' || next == U'-' || next == U'\n' || next == U'|' || next == U']') &&
               reading_.at(name.end) != U'-';
    }

    // 'Line:', '[Line]', and nothing else in the heading.
    bool is_tight_heading(const Match& name) const {
        if (!is_heading(name)) return false;
        const auto next = reading_.next_solid(name.end);
        return next == U':' || next == U']' || next == U'-' || next == U'|' ||
               reading_.at(name.end) == U'\n';
    }

    bool is_signature(const Match& name) const {
        auto end = static_cast<std::size_t>(name.end);
        while (end < reading_.origin_begin && reading_.glyphs[end].script == Script::none) ++end;
        if (end < reading_.origin_begin && reading_.masked[end] == 0) return false;
        if (end < reading_.origin_begin && reading_.at(name.end) != U'\n' &&
            reading_.at(name.end) != U' ') {
            return false;
        }
        const auto previous = reading_.previous_solid(name.begin);
        return previous == U'.' || previous == U'!' || previous == U'-' || previous == U'?' ||
               previous == U'[' || previous == U'(' || reading_.before(name.begin) == U'\n';
    }

    // Words between two positions of one sentence; a big number when sentences differ.
    unsigned words_between(std::size_t from, std::size_t to) const {
        if (!reading_.same_sentence(from, to)) return 99;
        unsigned words = 0;
        for (auto i = from; i < to; ++i) {
            const auto script = reading_.glyphs[i].script;
            const auto before = i == from ? Script::none : reading_.glyphs[i - 1].script;
            if (script == Script::none || script == before) continue;
            words += is_spaced(script) || script == Script::digit ? 1U : 0U;
        }
        return words;
    }

    bool is_beside_code(const Match& name) const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            if (!is_code(match)) return false;
            if (match.begin >= name.end) {
                return match.begin - name.end <= 22 && words_between(name.end, match.begin) <= 2 &&
                       !has_comma(name.end, match.begin);
            }
            return match.end <= name.begin && name.begin - match.end <= 22 &&
                   words_between(match.end, name.begin) <= 3;
        });
    }

    bool touches_code(const Match& name) const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            if (!is_code(match)) return false;
            return (match.begin >= name.end && match.begin <= name.end + 1) ||
                   (match.end <= name.begin && name.begin <= match.end + 1);
        });
    }

    bool has_comma(std::size_t from, std::size_t to) const {
        for (auto i = from; i < to; ++i) {
            if (reading_.at(i) == U',' || reading_.at(i) == U':') return true;
        }
        return false;
    }

    bool is_beside_service_noun(const Match& name) const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            if (match.kind != WordClass::service_noun) return false;
            const auto gap = match.begin >= name.end   ? match.begin - name.end
                             : match.end <= name.begin ? name.begin - match.end
                                                       : 99U;
            return gap <= (match.begin >= name.end ? 1U : 4U);
        });
    }

    // 'log in to X'.
    bool is_beside_verify(const Match& name) const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            return match.kind == WordClass::verify && match.end <= name.begin &&
                   name.begin - match.end <= 12 && words_between(match.end, name.begin) <= 1;
        });
    }

    // '99' in '99 41 08'.
    bool is_among_digits(const Match& name) const {
        const auto digit = [&](std::size_t i) {
            return i < reading_.size() && reading_.glyphs[i].is_digit();
        };
        return digit(name.end + 1) || (name.begin > 1 && digit(name.begin - 2));
    }

    // 'message us on X', 'sign in with X', 'X-powered', and X after another mention. Found for all
    // names in the order of the text, so that a row of names takes one look at each.
    void note_mentions() {
        const auto& matches = reading_.matches;
        if (!reading_.has(WordClass::mention)) return;
        mentioned_.assign(matches.size(), 0);
        for (std::size_t i = 0; i < matches.size(); ++i) {
            if (is_name(matches[i]) && follows_mention(i)) mentioned_[i] = 1;
        }
    }

    bool follows_mention(std::size_t index) const {
        const auto& matches = reading_.matches;
        const auto& name = matches[index];
        for (const auto& match : matches) {
            if (match.begin > name.end + 1) break;
            if (match.kind != WordClass::mention) continue;
            if (match.end <= name.begin && name.begin - match.end <= 1) return true;
            if (match.begin == name.end + 1 && reading_.at(name.end) == U'-') return true;
        }
        constexpr std::size_t longest_name = 48;
        for (auto next = index; next > 0; --next) {
            const auto i = next - 1;
            if (name.begin - matches[i].begin > longest_name) break;
            if (mentioned_[i] == 0 || matches[i].end >= name.begin) continue;
            if (name.begin - matches[i].end <= 5 &&
                words_between(matches[i].end, name.begin) <= 1) {
                return true;
            }
        }
        return false;
    }

    bool is_mentioned(const Match& name) const {
        const auto& matches = reading_.matches;
        for (std::size_t i = 0; i < mentioned_.size() && matches[i].begin <= name.begin; ++i) {
            if (mentioned_[i] != 0 && matches[i].begin == name.begin &&
                matches[i].end == name.end) {
                return true;
            }
        }
        return false;
    }

    const Reading& reading_;
    const PhraseMatcher& matcher_;
    std::optional<std::uint32_t> code_begin_;
    std::vector<std::uint8_t> mentioned_;  // by match
};

}  // namespace

bool is_payment(const NameContext& context) {
    const auto& reading = context.reading;
    return reading.has(WordClass::sensitive) || reading.has(WordClass::money) ||
           reading.has_amount();
}

std::vector<WeighedName> weigh_names(const NameContext& context) {
    std::vector<WeighedName> weighed;
    const Places places(context);
    std::vector<Match> names;
    for (const auto& match : context.reading.matches) {
        if (is_name(match) && places.ends_well(match)) names.push_back(match);
    }
    if (names.empty()) return weighed;
    const bool payment = is_payment(context);
    const bool unknown_head = places.has_unknown_heading(names);
    for (const auto& name : names) {
        weighed.push_back({name.brand, places.weigh(name, payment, unknown_head)});
    }
    return weighed;
}

}  // namespace otpost::messages
