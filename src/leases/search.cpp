// SPDX-License-Identifier: Apache-2.0
#include "leases/search.hpp"

#include "leases/leases_sql.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace otpost::leases {

namespace {

/// What status is asked for: whether live, or which one.
struct Wanted {
    std::optional<std::int64_t> live{};
    std::optional<std::string_view> status{};
};

Wanted wanted(StatusFilter filter) {
    switch (filter) {
        case StatusFilter::any:
            return {};
        case StatusFilter::live:
            return {.live = 1};
        case StatusFilter::closed:
            return {.live = 0};
        case StatusFilter::waiting:
            return {.status = to_string(Status::waiting)};
        case StatusFilter::received:
            return {.status = to_string(Status::received)};
        case StatusFilter::completed:
            return {.status = to_string(Status::completed)};
        case StatusFilter::cancelled:
            return {.status = to_string(Status::cancelled)};
        case StatusFilter::expired:
            return {.status = to_string(Status::expired)};
        case StatusFilter::failed:
            return {.status = to_string(Status::failed)};
    }
    std::unreachable();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// As a person writes a number: digits, and signs that set them apart.
bool is_of_number(std::string_view text) {
    return std::ranges::any_of(text, is_digit) &&
           text.find_first_not_of("0123456789+ ()-./") == std::string_view::npos;
}

/// Without the zeros in front, which stand for the calling code in the national form.
std::string number_pattern(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
    digits.erase(0, digits.find_first_not_of('0'));
    return "%" + digits + "%";
}

std::string name_pattern(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return pattern + "%";
}

bool asks_more_than_a_list(const Search& query) {
    return query.text || query.service || query.country || query.opened_from || query.opened_before;
}

}  // namespace

std::vector<Lease> search(db::Tx& tx, const Search& query) {
    if (!asks_more_than_a_list(query)) return list(tx, query.list);
    std::optional<std::string> number;
    std::optional<std::string> name;
    if (query.text && is_of_number(*query.text))
        number = number_pattern(*query.text);
    else if (query.text)
        name = name_pattern(*query.text);
    const auto [live, status] = wanted(query.list.filter);
    return tx.all(
        sql::leases::search_leases,
        lease_from_row,
        query.list.account,
        query.list.before,
        query.list.limit,
        live,
        status,
        query.service,
        query.country,
        query.opened_from,
        query.opened_before,
        number,
        name
    );
}

}  // namespace otpost::leases
