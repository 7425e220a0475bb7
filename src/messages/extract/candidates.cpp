// SPDX-License-Identifier: Apache-2.0
// Shapes of codes: runs of digits with even separators, prefixes, letters mixed with digits.
#include "messages/extract/candidates.hpp"

#include "messages/extract/letter_codes.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

// A text with more numbers than these is a list; weighing stays cheap whatever is sent.
constexpr std::size_t most_candidates = 24;

// Part of a word with letters other than ASCII ones.
bool is_broken(const Reading& reading, const Atom& atom) {
    const auto letter = [&](std::size_t i) {
        return i < reading.size() && reading.glyphs[i].script == Script::latin;
    };
    return (atom.begin > 0 && letter(atom.begin - 1)) || letter(atom.end);
}

double digits_prior(std::size_t size) {
    switch (size) {
        case 6:
            return 1.5;
        case 4:
        case 5:
            return 1.0;
        case 7:
        case 8:
            return 0.5;
        default:
            return -2.0;
    }
}

struct Groups {
    std::vector<Atom> atoms;

    std::size_t end() const { return atoms.back().end; }
};

// Length of the separator at `at` when a digit follows: 1, 2 or 3 ('- ', ' - '), else 0.
std::size_t separator_length(const Reading& reading, std::size_t at, bool single_digits) {
    const auto digit = [&](std::size_t i) {
        return i < reading.size() && reading.glyphs[i].is_digit() && reading.masked[i] == 0;
    };
    const auto c = reading.at(at);
    if (c != U' ' && c != U'-' && c != U'.' && c != U',' && c != U'_') return 0;
    if (digit(at + 1)) return 1;
    if (reading.at(at + 1) == U' ' && digit(at + 2)) return single_digits ? 2 : 0;
    const bool spaced_dash = c == U' ' && reading.at(at + 1) == U'-' && reading.at(at + 2) == U' ';
    return spaced_dash && digit(at + 3) ? 3 : 0;
}

bool is_even_total(std::size_t group, std::size_t total) {
    if (group == 1) return total >= 4 && total <= 8;
    if (group == 2) return total == 4 || total == 6 || total == 8;
    return (group == 3 && (total == 6 || total == 9)) || (group == 4 && total == 8);
}

// Takes following groups of the same size and separator. Returns the end of an evenly split code,
// or the end of the first group.
std::size_t take_even_groups(const Reading& reading, const Atom& first) {
    const auto size = first.size();
    auto end = first.end;
    auto best = first.end;
    auto total = size;
    const auto separator = reading.at(end);
    while (const auto length = separator_length(reading, end, size == 1)) {
        if (reading.at(end) != separator) break;
        const auto next = atom_at(reading, end + length);
        if (!next.only_digits() || next.size() != size) break;
        end = next.end;
        total += size;
        if (total > 9) return size == 1 ? best : first.end;
        if (is_even_total(size, total)) best = end;
    }
    return best;
}

bool is_joiner(char32_t c) {
    return c == U'-' || c == U'.' || c == U'/' || c == U':' || c == U',';
}

bool is_joined(const Reading& reading, std::size_t begin, std::size_t end) {
    const auto digit = [&](std::size_t i) {
        return i < reading.size() && reading.glyphs[i].is_digit();
    };
    return (begin > 1 && is_joiner(reading.before(begin)) && digit(begin - 2)) ||
           (is_joiner(reading.at(end)) && digit(end + 1));
}

void add_digits(
    const Reading& reading, const Atom& atom, std::vector<Candidate>& out, std::size_t& end
) {
    end = take_even_groups(reading, atom);
    Candidate candidate;
    candidate.begin = static_cast<std::uint32_t>(atom.begin);
    if (end == atom.end && reading.at(end) == U'-') {
        // '12-345': odd, but a code when a word for it stands right before.
        const auto next = atom_at(reading, end + 1);
        const bool odd = next.only_digits() && next.size() != atom.size() && atom.size() >= 2 &&
                         next.size() >= 2 && atom.size() + next.size() <= 8 &&
                         reading.at(next.end) != U'-' && reading.masked[end + 1] == 0;
        if (odd) {
            end = next.end;
            candidate.uneven = true;
        }
    }
    candidate.end = static_cast<std::uint32_t>(end);
    candidate.code = text_of(reading, atom.begin, end, false);
    const auto size = candidate.code.size();
    if (size < 3 || size > 10) return;
    candidate.prior = digits_prior(size);
    if (end != atom.end && !candidate.uneven) candidate.prior += 0.3;
    if (is_joined(reading, candidate.begin, candidate.end)) candidate.uneven = true;
    out.push_back(std::move(candidate));
}

// '10min', '2pm', '9h15', '1st', '30gb': a number with its unit.
bool is_quantity(const PhraseMatcher& matcher, const Reading& reading, const Atom& atom) {
    if (!reading.glyphs[atom.begin].is_digit()) {
        // 'x4471', 'xx4417', 'rm59', 'rs500'
        auto letters = atom.begin;
        while (letters < atom.end && !reading.glyphs[letters].is_digit()) ++letters;
        const bool crosses = std::all_of(
            reading.glyphs.begin() + static_cast<std::ptrdiff_t>(atom.begin),
            reading.glyphs.begin() + static_cast<std::ptrdiff_t>(letters),
            [](const Glyph& glyph) { return glyph.c == U'x'; }
        );
        if (crosses && atom.end - letters == atom.digits) return true;
        return matcher.is_exactly(reading.glyphs, atom.begin, letters, WordClass::currency);
    }
    auto letters = atom.begin;
    while (letters < atom.end && reading.glyphs[letters].is_digit()) ++letters;
    auto last = letters;
    while (last < atom.end && !reading.glyphs[last].is_digit()) ++last;
    const auto c = reading.glyphs[letters].c;
    if (last < atom.end)
        return (c == U'h' || c == U'x') && last == letters + 1 && letters - atom.begin <= 4;
    const auto size = last - letters;
    const bool ordinal = size == 2 && letters - atom.begin <= 2;
    if (ordinal || (size == 1 && letters - atom.begin <= 3 && atom.size() < 4)) return true;
    return matcher.is_exactly(reading.glyphs, letters, last, WordClass::unit) ||
           matcher.is_exactly(reading.glyphs, letters, last, WordClass::currency);
}

// '551209is your code': how many digits stand before a glued word, 0 when none is glued.
std::size_t glued_digits(const Reading& reading, const Atom& atom) {
    auto letters = atom.begin;
    while (letters < atom.end && reading.glyphs[letters].is_digit()) ++letters;
    const auto digits = letters - atom.begin;
    if (digits != atom.digits || digits < 4 || digits > 8 || atom.upper != 0) return 0;
    const bool is =
        atom.letters == 2 && reading.at(letters) == U'i' && reading.at(letters + 1) == U's';
    const bool word = std::ranges::any_of(reading.matches, [&](const Match& match) {
        return match.begin == letters && match.end == atom.end && match.end - match.begin > 2;
    });
    return is || word ? digits : 0;
}

// 'code481902', 'PIN4418': where the digits begin, 0 when no word for 'code' is glued to them.
std::size_t glued_word(const Reading& reading, const Atom& atom) {
    auto letters = atom.begin;
    while (letters < atom.end && !reading.glyphs[letters].is_digit()) ++letters;
    if (letters == atom.begin || atom.end - letters != atom.digits || atom.digits < 4) return 0;
    const bool word = std::ranges::any_of(reading.matches, [&](const Match& match) {
        const bool code = match.kind == WordClass::code || match.kind == WordClass::code_strong ||
                          match.kind == WordClass::enter;
        return code && match.end == letters && match.begin <= atom.begin;
    });
    return word ? letters : 0;
}

// A dashed run of atoms: 'a7f-92k', 'G-482917', 'luna-pez-38'.
void dashed_run(const Reading& reading, const Atom& first, std::vector<Atom>& run) {
    run.assign(1, first);
    while (reading.at(run.back().end) == U'-' && run.back().end + 1 < reading.size() &&
           reading.glyphs[run.back().end + 1].is_plain()) {
        run.push_back(atom_at(reading, run.back().end + 1));
    }
}

// Letters the form shows by itself, then digits: the digits are the code.
bool add_prefixed(
    const Reading& reading, const std::vector<Atom>& run, std::vector<Candidate>& out
) {
    if (run.size() < 2 || run[0].digits != 0 || run[0].size() > 6) return false;
    // 'ngu-5518': a particle of the language; 'ab-5518' may be a code.
    const bool particle = run[0].upper == 0 && run[0].size() <= 3 && run.size() == 2;
    if (!run[0].only_upper() && !particle) return false;
    if (!std::all_of(run.begin() + 1, run.end(), [](const Atom& a) { return a.only_digits(); }))
        return false;
    Candidate candidate;
    candidate.begin = static_cast<std::uint32_t>(run[0].begin);
    candidate.end = static_cast<std::uint32_t>(run.back().end);
    candidate.code = text_of(reading, run[1].begin, run.back().end, false);
    if (candidate.code.size() < 4 || candidate.code.size() > 8) return false;
    candidate.prior = digits_prior(candidate.code.size());
    candidate.prefixed = true;
    out.push_back(std::move(candidate));
    return true;
}

// The word 'order', 'account' ... stands before, with at most one short word between.
bool is_reference(const Reading& reading, const Candidate& candidate) {
    return std::ranges::any_of(reading.matches, [&](const Match& match) {
        if (match.kind != WordClass::ref || match.end > candidate.begin) return false;
        if (candidate.begin - match.end > 6) return false;
        if (!reading.same_sentence(match.begin, candidate.begin)) return false;
        return std::ranges::none_of(reading.matches, [&](const Match& other) {
            return (other.kind == WordClass::code || other.kind == WordClass::code_strong) &&
                   other.begin >= match.begin && other.end <= candidate.begin;
        });
    });
}

}  // namespace

void find_candidates(
    const PhraseMatcher& matcher, const Reading& reading, std::vector<Candidate>& out
) {
    out.clear();
    std::vector<Atom> run;
    for (std::size_t i = 0; i < reading.size() && out.size() < most_candidates;) {
        if (!reading.glyphs[i].is_plain() || reading.masked[i] != 0) {
            ++i;
            continue;
        }
        const auto atom = atom_at(reading, i);
        i = atom.end;
        if (is_broken(reading, atom)) continue;
        if (atom.only_digits()) {
            const auto next =
                reading.at(atom.end) == U'-' ? atom_at(reading, atom.end + 1) : Atom{};
            if (next.letters == 0 || next.digits == 0) {
                add_digits(reading, atom, out, i);
                continue;
            }
        }
        if (const auto digits = glued_digits(reading, atom); digits != 0) {
            auto head = atom;
            head.end = atom.begin + digits;
            add_digits(reading, head, out, i);
            i = atom.end;
            continue;
        }
        if (const auto letters = glued_word(reading, atom); letters != 0) {
            auto tail = atom;
            tail.begin = letters;
            tail.letters = 0;
            add_digits(reading, tail, out, i);
            continue;
        }
        dashed_run(reading, atom, run);
        if (run.size() == 1 && atom.digits == 0) {
            add_letters(reading, atom, out);
            continue;
        }
        if (run.size() == 1 && add_spaced(reading, atom, out)) {
            i = out.back().end;
            continue;
        }
        if (run.size() == 1 && is_quantity(matcher, reading, atom)) continue;
        if (add_prefixed(reading, run, out)) {
            i = run.back().end;
            continue;
        }
        const auto before = out.size();
        add_mixed(reading, run, out);
        if (out.size() != before) i = run.back().end;
    }
    for (auto& candidate : out) candidate.reference = is_reference(reading, candidate);
}

}  // namespace otpost::messages
