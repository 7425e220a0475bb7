// SPDX-License-Identifier: Apache-2.0
// The order of evidence: origin-bound host, sender id, strong place in the text, host of a link,
// weak place in the text.
#include "messages/extract/service.hpp"

#include "messages/extract/names.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

void append_utf8_bytes(std::string& out, char32_t c) {
    // A key only: any injective encoding does.
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
        return;
    }
    for (int shift = 16; shift >= 0; shift -= 8) out.push_back(static_cast<char>(c >> shift));
}

// Indian headers: two letters of the operator, six of the sender, maybe a letter of the kind.
bool strip_header(std::string_view& sender) {
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    if (sender.size() < 6 || sender[2] != '-' || !letter(sender[0]) || !letter(sender[1]))
        return false;
    sender.remove_prefix(3);
    if (sender.size() > 2 && sender[sender.size() - 2] == '-') sender.remove_suffix(2);
    return true;
}

// Whether a word ends after so many letters of a sender id: 'YandexGo' after 6, 'Bolt Food'
// after 4.
bool ends_sender_word(std::string_view sender, std::size_t letters) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    std::size_t seen = 0;
    for (std::size_t i = 0; i < sender.size(); ++i) {
        const bool letter = upper(sender[i]) || lower(sender[i]);
        const bool hump = i > 0 && upper(sender[i]) && lower(sender[i - 1]);
        if (seen == letters && (!letter || hump)) return true;
        seen += letter || (sender[i] >= '0' && sender[i] <= '9') ? 1 : 0;
        if (seen > letters) return false;
    }
    return seen == letters;
}

constexpr std::size_t longest_sender = 64;

bool is_number(std::string_view sender) {
    return std::ranges::all_of(sender, [](char c) {
        return (c >= '0' && c <= '9') || c == '+' || c == ' ' || c == '-';
    });
}

}  // namespace

ServiceFinder::ServiceFinder(
    const Folding& folding, const std::vector<Brand>& brands, const PhraseMatcher& matcher
)
    : folding_(folding),
      matcher_(matcher) {
    for (std::uint32_t i = 0; i < brands.size(); ++i) {
        const auto& brand = brands[i];
        carriers_.push_back(brand.carrier);
        for (const auto& id : brand.sender_ids) senders_[compact(id)] = i;
        for (const auto& domain : brand.domains) {
            hosts_.try_emplace(domain, i);
            senders_.try_emplace(compact(domain), i);
        }
    }
    for (std::uint32_t i = 0; i < brands.size(); ++i) {
        const auto& brand = brands[i];
        senders_.try_emplace(compact(brand.slug), i);
        senders_.try_emplace(compact(brand.display_name), i);
        for (const auto& name : brand.names) {
            const auto key = compact(name);
            senders_.try_emplace(key, i);
            if (key.size() >= 5) long_names_.try_emplace(key, i);
        }
    }
}

std::string ServiceFinder::compact(std::string_view text) const {
    Glyphs glyphs;
    fold_text(folding_, text, glyphs);
    std::string key;
    for (const auto& glyph : glyphs) {
        if (glyph.script != Script::none) append_utf8_bytes(key, glyph.c);
    }
    return key;
}

std::optional<std::uint32_t> ServiceFinder::brand_of_host(std::string_view host) const {
    if (host.starts_with("www.")) host.remove_prefix(4);
    for (;;) {
        if (const auto found = hosts_.find(std::string(host)); found != hosts_.end()) {
            return found->second;
        }
        const auto dot = host.find('.');
        if (dot == std::string_view::npos) return {};
        host.remove_prefix(dot + 1);
    }
}

std::optional<std::uint32_t> ServiceFinder::brand_of_sender(std::string_view sender) const {
    if (sender.empty() || is_number(sender)) {
        const auto found = senders_.find(std::string(sender));
        return found != senders_.end() && sender.size() < 4 ? std::optional(found->second)
                                                            : std::nullopt;
    }
    sender = sender.substr(0, longest_sender);
    const bool header = strip_header(sender);
    const auto key = compact(sender);
    if (const auto found = senders_.find(key); found != senders_.end()) return found->second;
    // 'NIKEIN', 'YandexGo', 'UberEats', 'AmazonPay': the name and something after it.
    for (auto length = key.size(); length-- > (header ? 4U : 5U);) {
        const auto start = key.substr(0, length);
        if (header && key.size() - length <= 2) {
            if (const auto found = senders_.find(start); found != senders_.end())
                return found->second;
        }
        // 'Martinus' is not 'Marti': a short name ends where a word of the sender ends.
        if (length < 7 && !ends_sender_word(sender, length)) continue;
        if (const auto found = long_names_.find(start); found != long_names_.end()) {
            return found->second;
        }
    }
    return {};
}

std::optional<std::uint32_t> ServiceFinder::find(
    std::string_view sender, const Reading& reading, std::optional<std::uint32_t> code_begin
) const {
    if (const auto brand = brand_of_host(reading.origin_host);
        brand && !reading.origin_host.empty()) {
        return brand;
    }
    const auto by_sender = brand_of_sender(sender);
    if (by_sender && !carriers_[*by_sender]) return by_sender;

    NameContext context{reading, matcher_, code_begin};
    const auto names = weigh_names(context);
    std::optional<std::uint32_t> best;
    double best_weight = 0;
    for (const auto& name : names) {
        const double weight = carriers_[name.brand] ? name.weight / 4 : name.weight;
        if (weight > best_weight) {
            best_weight = weight;
            best = name.brand;
        }
    }
    std::optional<std::uint32_t> by_link;
    bool foreign_link = false;
    for (const auto& link : reading.links) {
        if (link.begin >= reading.origin_begin) continue;
        const auto brand = brand_of_host(link.host);
        if (brand && !by_link) by_link = brand;
        if (!brand) foreign_link = true;
    }
    const bool doubtful = !code_begin && (foreign_link || reading.has(WordClass::scam) ||
                                          reading.has(WordClass::request));
    if (best && best_weight >= 3 && !(doubtful && by_link != best)) return best;
    if (by_link && !foreign_link && !is_payment(context)) return by_link;
    if (best && best_weight >= 1 && !doubtful) return best;
    return by_sender;
}

}  // namespace otpost::messages
