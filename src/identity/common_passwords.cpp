// SPDX-License-Identifier: Apache-2.0
#include "identity/common_passwords.hpp"

#include "identity/identity_data.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace otpost::identity {

namespace {

/// So much around a common one leaves it common.
constexpr std::size_t padding_max = 8;

const std::vector<std::string_view>& sorted_list() {
    static const std::vector<std::string_view> list = [] {
        std::vector<std::string_view> words;
        std::string_view text = data::common_passwords;
        while (!text.empty()) {
            const std::string_view line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(line.size() + 1, text.size()));
            if (!line.empty() && !line.starts_with('#')) words.push_back(line);
        }
        std::ranges::sort(words);
        return words;
    }();
    return list;
}

bool stands_in_list(std::string_view text) {
    return std::ranges::binary_search(sorted_list(), text);
}

/// Digits and signs of ASCII.
bool is_padding(char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    return !is_letter;
}

}  // namespace

std::string folded_password(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto unicode = icu::UnicodeString::fromUTF8(
        icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())}
    );
    std::string folded;
    if (U_SUCCESS(status)) fold->normalize(unicode, status).toUTF8String(folded);
    return U_SUCCESS(status) ? folded : std::string{text};
}

bool is_common_password(std::string_view folded) {
    for (std::size_t before = 0; before <= padding_max && before < folded.size(); ++before) {
        std::string_view core = folded.substr(before);
        for (std::size_t padding = before; padding <= padding_max && !core.empty(); ++padding) {
            if (stands_in_list(core)) return true;
            if (!is_padding(core.back())) break;
            core.remove_suffix(1);
        }
        if (!is_padding(folded[before])) break;
    }
    return false;
}

std::size_t common_password_count() {
    return sorted_list().size();
}

}  // namespace otpost::identity
