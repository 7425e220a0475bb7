// SPDX-License-Identifier: Apache-2.0
// The scoring rules. Distances are in glyphs; every rule is neutral to language: what the words
// mean comes from data/services/words.txt.
#include "messages/extract/scoring.hpp"

#include "messages/extract/terse.hpp"

#include <algorithm>
#include <limits>

namespace otpost::messages {
namespace {

class Scorer {
public:
    Scorer(const Reading& reading, std::span<const Candidate> candidates, std::size_t index)
        : reading_(reading),
          candidates_(candidates),
          candidate_(candidates[index]) {}

    double total() {
        const auto code = code_words();
        double score = candidate_.prior + code + entering() + context() + position();
        bound_ = code >= 6;
        score += labels(code) + shape_limits(code) + unknown_language() +
                 terse_bonus(reading_, candidates_, candidate_);
        return score;
    }

private:
    std::size_t begin() const { return candidate_.begin; }

    std::size_t end() const { return candidate_.end; }

    // Another number between two positions.
    bool number_between(std::size_t from, std::size_t to) const {
        return std::ranges::any_of(candidates_, [&](const Candidate& other) {
            return other.begin >= from && other.end <= to && other.begin != candidate_.begin &&
                   !other.reference && other.code != candidate_.code;
        });
    }

    // Only spaces, quotes, brackets, dashes and colons between two positions.
    bool only_marks(std::size_t from, std::size_t to) const {
        for (auto i = from; i < to; ++i) {
            const auto& glyph = reading_.glyphs[i];
            if (glyph.script != Script::none || glyph.c == U'.' || glyph.c == U'!') return false;
        }
        return true;
    }

    bool colon_before() const {
        auto i = begin();
        while (i > 0 && reading_.glyphs[i - 1].script == Script::none &&
               reading_.before(i) != U':' && reading_.before(i) != U'.') {
            --i;
        }
        return reading_.before(i) == U':' || reading_.before(i) == U'=';
    }

    // A word for 'code' on the left: 'code: N', 'code for X is N'.
    double left_code_word(const Match& match) const {
        const auto gap = static_cast<double>(begin() - match.end);
        const double strong = match.kind == WordClass::code_strong ? 0.7 : 0;
        if (gap <= 10 && only_marks(match.end, begin())) return 6.5 + strong;
        const bool other = number_between(match.end, begin());
        if (reading_.same_sentence(match.end - 1, begin())) {
            double score = std::max(5.8 - gap / 16, 2.5) + strong;
            if (colon_before()) score += 1.5;
            return other ? score - 2.5 : score;
        }
        if (colon_before() && gap < 60) return other ? 2 : 5;
        return other || gap > 90 ? 1.2 : 2.2;
    }

    // On the right: 'N is your code'.
    double right_code_word(const Match& match) const {
        const auto gap = static_cast<double>(match.begin - end());
        const double strong = match.kind == WordClass::code_strong ? 0.7 : 0;
        const bool other = number_between(end(), match.begin);
        if (reading_.same_sentence(end() - 1, match.begin)) {
            const double score = std::max(5.5 - gap / 15, 2.2) + strong;
            return other ? score - 2.5 : score;
        }
        return other ? 0.8 : 1.8;
    }

    double code_words() const {
        double best = 0;
        for (const auto& match : reading_.matches) {
            if (match.kind != WordClass::code && match.kind != WordClass::code_strong) continue;
            if (match.begin >= reading_.origin_begin) continue;
            if (match.end <= begin()) best = std::max(best, left_code_word(match));
            if (match.begin >= end()) best = std::max(best, right_code_word(match));
        }
        return best;
    }

    // 'enter N', 'N を入力', and words about signing in.
    double entering() {
        double enter = 0;
        double verify = 0;
        for (const auto& match : reading_.matches) {
            const bool left = match.end <= begin();
            const auto gap = left ? begin() - match.end : match.begin - end();
            const bool same = reading_.same_sentence(match.begin, begin());
            if (match.kind == WordClass::enter && same && (left || match.begin >= end())) {
                const bool other =
                    left ? number_between(match.end, begin()) : number_between(end(), match.begin);
                if (left && gap <= 2)
                    enter = std::max(enter, 4.7);
                else if (gap <= 8)
                    enter = std::max(enter, other ? 1.0 : 3.5);
                else if (gap <= 30)
                    enter = std::max(enter, other ? 0.5 : 2.0);
            }
            // 'the number N confirms your sign-in'
            const bool next = same && !left && gap <= 3 && candidate_.shape == Shape::digits;
            if (match.kind == WordClass::verify)
                verify = std::max(verify, next ? 2.6 : same ? 1.5 : 0.5);
        }
        enter_ = enter;
        return enter + verify;
    }

    // '20% off with code X': codes with letters beside a price are for shopping.
    bool price_in_sentence() const {
        for (std::size_t i = 0; i < reading_.size(); ++i) {
            const auto c = reading_.at(i);
            const bool price = c == U'%' || c == U'$' || c == 0xA3 || (c >= 0x20A0 && c <= 0x20CF);
            if (price && reading_.same_sentence(i, begin())) return true;
        }
        return false;
    }

    double context() const {
        double score = 0;
        for (const auto& match : reading_.matches) {
            const bool same = reading_.same_sentence(match.begin, begin());
            if (match.kind == WordClass::other_use) return -8;
            if (match.kind == WordClass::scam) score = std::min(score, same ? -6.0 : -2.5);
            if (match.kind == WordClass::request) score = std::min(score, same ? -10.0 : -6.0);
            if (match.kind == WordClass::object && !is_login()) score = std::min(score, -8.0);
        }
        for (const auto& other : candidates_) {
            if (other.begin != candidate_.begin && other.code == candidate_.code) return score + 2;
        }
        return score;
    }

    // The text speaks of verifying or of typing in the number, not of opening something.
    bool is_login() const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            if (match.kind == WordClass::code_strong) return true;
            return (match.kind == WordClass::verify || match.kind == WordClass::enter) &&
                   reading_.same_sentence(match.begin, begin());
        });
    }

    double position() const {
        double score = 0;
        const auto previous = reading_.previous_solid(begin());
        const auto next = reading_.next_solid(end());
        if (previous == U'\0' && (next == U'\0' || end() == reading_.origin_begin))
            score += 8;
        else if (previous == U'\0')
            score += 1;
        const bool line_begin = begin() == 0 || reading_.before(begin()) == U'\n';
        const bool line_end = end() == reading_.size() || reading_.at(end()) == U'\n';
        if (line_begin && line_end) score += 2;
        const bool quoted =
            (previous == U'"' && next == U'"') || (previous == U'[' && next == U']') ||
            (previous == U'(' && next == U')') || (previous == U'*' && next == U'*') ||
            (previous == U'<' && next == U'>') || (previous == U'\'' && next == U'\'');
        if (quoted) score += 1;
        if (previous == U'\0' && next == U'-' && candidate_.code.size() >= 6) score += 1;
        const auto rivals = std::ranges::count_if(candidates_, [&](const Candidate& other) {
            return other.shape == Shape::digits && other.code != candidate_.code &&
                   !other.reference;
        });
        if (rivals == 0) score += 1;
        if (reading_.has(WordClass::brand)) score += 0.4;
        return score;
    }

    // A text none of whose words is known, with one number in it: most such texts bring a code.
    double unknown_language() const {
        const auto size = candidate_.code.size();
        if (candidates_.size() != 1 || candidate_.shape != Shape::digits || size < 4 || size > 8)
            return 0;
        const bool known = std::ranges::any_of(reading_.matches, [](const Match& match) {
            return match.kind < WordClass::suffix && match.kind != WordClass::merchant;
        });
        const bool masked = std::ranges::find(reading_.masked, 1) != reading_.masked.end();
        return known || masked || words_between(0, reading_.size()) < 3 ? 0 : 2.2;
    }

    // What the nearest label on the left says the number is.
    double labels(double code) const {
        const Match* label = nullptr;
        for (const auto& match : reading_.matches) {
            if (match.end > begin()) break;
            if (is_label(match.kind)) label = &match;
        }
        double score = promotion();
        if (label != nullptr && !number_between(label->end, begin()))
            score += left_label(*label, code);
        if (reading_.before(begin()) == U'#' || reading_.before(begin()) == 0x2116) score -= 4;
        if (old_word_before()) score -= 4;
        return score + uselessness();
    }

    static bool is_label(WordClass kind) {
        return kind == WordClass::ref || kind == WordClass::code ||
               kind == WordClass::code_strong || kind == WordClass::phone ||
               kind == WordClass::othercode || kind == WordClass::tail || kind == WordClass::enter;
    }

    double left_label(const Match& label, double code) const {
        const auto gap = begin() - label.end;
        const bool same = reading_.same_sentence(label.end - 1, begin());
        if (!same && gap > 3) return 0;
        if (label.kind == WordClass::ref)
            return gap <= 14 && words_between(label.end, begin()) <= 1 ? -6 : 0;
        if (label.kind == WordClass::tail) return gap <= 3 && !colon_before() ? -6 : 0;
        if (label.kind != WordClass::phone || follows_enter(label) || verifies()) return 0;
        if (gap <= 4 && only_marks(label.end, begin())) return -6;
        return gap <= 24 && code < 4 ? -4 : 0;
    }

    // 'enter the number N' is no call to dial it.
    bool follows_enter(const Match& label) const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            return match.kind == WordClass::enter && match.end <= label.begin &&
                   label.begin - match.end <= 2;
        });
    }

    // 'number N confirms': a phone number does not, and is longer.
    bool verifies() const {
        if (candidate_.code.size() > 8) return false;
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            return match.kind == WordClass::verify && match.begin >= end() &&
                   match.begin - end() <= 3 && reading_.same_sentence(end(), match.begin);
        });
    }

    unsigned words_between(std::size_t from, std::size_t to) const {
        unsigned words = 0;
        for (auto i = from; i < to; ++i) {
            const bool letter = reading_.glyphs[i].script != Script::none;
            const bool starts = i == from || reading_.glyphs[i - 1].script == Script::none;
            if (letter && starts) ++words;
        }
        return words;
    }

    // 'promo code', 'pick-up code': near the number, or nearer than any word for a login code.
    double promotion() const {
        double worst = 0;
        for (const auto& match : reading_.matches) {
            if (match.kind != WordClass::othercode) continue;
            const bool left = match.end <= begin();
            const auto gap = left                   ? begin() - match.end
                             : match.begin >= end() ? match.begin - end()
                                                    : 0;
            const bool same = reading_.same_sentence(match.begin, begin());
            const bool other =
                number_between(left ? match.end : end(), left ? begin() : match.begin);
            if (same && gap <= 45 && !other)
                worst = std::min(worst, -8.0);
            else
                worst = std::min(worst, same ? -4.0 : -0.8);
        }
        return worst;
    }

    // 'your old code N', 'the screen shows N'.
    bool old_word_before() const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            if (match.kind != WordClass::old) return false;
            if (!reading_.same_sentence(match.begin, begin())) return false;
            if (match.end <= begin()) {
                return begin() - match.end <= 30 && !reading_.has_digit(match.end, begin());
            }
            return match.begin >= end() && match.begin - end() <= 25 &&
                   !number_between(end(), match.begin) && !bound_;
        });
    }

    // 'a code such as N', 'N has expired'.
    double uselessness() const {
        double score = 0;
        for (const auto& match : reading_.matches) {
            const bool sample = match.kind == WordClass::sample && match.end <= begin() &&
                                begin() - match.end <= 3 && only_marks(match.end, begin());
            const bool expired = match.kind == WordClass::expired && match.begin >= end() &&
                                 match.begin - end() <= 10 &&
                                 reading_.same_sentence(end(), match.begin) &&
                                 !reading_.has_digit(end(), match.begin);
            if (sample || expired) score = -12;
        }
        return score;
    }

    double shape_limits(double code) const {
        double score = 0;
        const bool bound = code >= 6;
        const auto size = candidate_.code.size();
        if (candidate_.shape != Shape::digits) {
            if (code < 4 && enter_ < 3) score -= 3;
            if (candidate_.shape == Shape::letters && code < 4.5) score -= 4;
            if (price_in_sentence() || is_promotional(code)) score -= 9;
        }
        if (candidate_.shape == Shape::digits && (size == 3 || size > 8) && !bound) score -= 4;
        if (candidate_.uneven && !bound) score -= 3;
        if (is_year_like() && !bound) score -= 3;
        if (is_day_like() && !bound) score -= 4;
        return score + glued_letters();
    }

    // 'SAVE40' in a text about discounts or prices.
    bool is_promotional(double code) const {
        if (candidate_.prior >= -1.9 || candidate_.shape != Shape::mixed) return false;
        const bool percent = std::ranges::any_of(reading_.glyphs, [](const Glyph& glyph) {
            return glyph.c == U'%';
        });
        const bool strong = code > 0 && reading_.has(WordClass::code_strong);
        return reading_.has(WordClass::othercode) ||
               (!strong && (percent || reading_.has_amount()));
    }

    bool is_year_like() const {
        return candidate_.shape == Shape::digits && candidate_.code.size() == 4 &&
               (candidate_.code.starts_with("19") || candidate_.code.starts_with("20"));
    }

    // '12-05-25', '12.06': pairs that make a date.
    bool is_day_like() const {
        if (candidate_.shape != Shape::digits || candidate_.code.size() == end() - begin())
            return false;
        if (candidate_.code.size() != 4 && candidate_.code.size() != 6) return false;
        if (reading_.glyphs[begin() + 2].is_digit() || reading_.at(begin() + 2) == U' ')
            return false;
        const auto pair = [&](std::size_t i) {
            return (candidate_.code[i] - '0') * 10 + candidate_.code[i + 1] - '0';
        };
        const auto a = pair(0);
        const auto b = pair(2);
        return a > 0 && b > 0 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
    }

    // 'code481902'.
    bool follows_word() const {
        return std::ranges::any_of(reading_.matches, [&](const Match& match) {
            return match.end == begin() &&
                   (match.kind == WordClass::code || match.kind == WordClass::code_strong);
        });
    }

    // '5кг' and the like: letters of a spaced script glued to the number.
    double glued_letters() const {
        const auto after = end() < reading_.size() ? reading_.glyphs[end()].script : Script::none;
        const auto before = begin() > 0 ? reading_.glyphs[begin() - 1].script : Script::none;
        const auto spaced = [](Script s) { return s == Script::cyrillic || s == Script::latin; };
        if (candidate_.shape != Shape::digits) return 0;
        return spaced(after) || (spaced(before) && !follows_word()) ? -1.5 : 0;
    }

    const Reading& reading_;
    std::span<const Candidate> candidates_;
    const Candidate& candidate_;
    bool bound_ = false;
    double enter_ = 0;
};

}  // namespace

double score_candidate(
    const Reading& reading, std::span<const Candidate> candidates, std::size_t index
) {
    return Scorer(reading, candidates, index).total();
}

}  // namespace otpost::messages
