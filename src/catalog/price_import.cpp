// SPDX-License-Identifier: Apache-2.0
#include "catalog/price_import.hpp"

#include "base/assert.hpp"
#include "catalog/catalog_sql.hpp"
#include "catalog/price_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace otpost::catalog {

namespace {

/// Where the columns stand in a row, which is the order they are asked for in.
constexpr std::size_t at_country = 0;
constexpr std::size_t at_service = 1;
constexpr std::size_t at_price = 2;
constexpr std::size_t at_source = 3;
constexpr std::size_t at_currency = 4;

/// Without what spreadsheets put around a value: white space, and the apostrophe before a text that
/// would be a formula.
std::string_view value_of(const CsvField& field) {
    constexpr std::string_view blank = " \t";
    std::string_view text = field.text;
    const auto begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    text = text.substr(begin, text.find_last_not_of(blank) - begin + 1);
    if (text.starts_with('\'')) text.remove_prefix(1);
    return text;
}

bool is_blank(const CsvRecord& row) {
    return std::ranges::all_of(row, [](const CsvField& field) { return value_of(field).empty(); });
}

/// As many countries write 1.50.
bool has_decimal_comma(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) return false;
    auto digits = std::string{text};
    digits[comma] = '.';
    return parse_amount(digits).has_value();
}

std::optional<PriceSource> parse_source(std::string_view text) {
    for (const auto source : {PriceSource::set, PriceSource::rule, PriceSource::withdrawn})
        if (text == to_string(source)) return source;
    return std::nullopt;
}

/// What a line asks for.
struct Wish {
    PriceSource source = PriceSource::set;
    std::optional<Money> price;
};

Pricing granted(const Wish& wish, const Pricing& before, std::string_view currency) {
    const bool is_own = wish.source != PriceSource::rule;
    return pricing_of(
        is_own ? &wish.price : nullptr,
        before.rule_price,
        wish.source == PriceSource::set ? std::string{currency} : before.currency
    );
}

bool is_same(const Pricing& left, const Pricing& right) {
    return left.source == right.source && left.price == right.price &&
           (left.source != PriceSource::set || left.currency == right.currency);
}

/// Makes the plan of a file that can be read, line by line.
class Planner {
public:
    Planner(const PriceBook& book, const CsvTable& table, const ImportTerms& terms)
        : book_(book),
          table_(table),
          terms_(terms) {}

    PricePlan plan() {
        for (const auto& row : table_.rows) {
            if (is_blank(row)) continue;
            if (++plan_.lines > terms_.lines_max) {
                const auto message = fmt::format("a file has at most {} lines", terms_.lines_max);
                plan_.mistakes.push_back({lines_too_many, row[0].line, 1, {}, message});
                return std::move(plan_);
            }
            read(row);
        }
        if (plan_.changes.size() > terms_.changes_max) {
            const auto line = plan_.changes[terms_.changes_max].line;
            const auto message = fmt::format("a file makes at most {} changes", terms_.changes_max);
            plan_.mistakes.push_back({changes_too_many, line, 1, {}, message});
        }
        return std::move(plan_);
    }

private:
    void add(const CsvRecord& row, std::size_t at, std::string_view code, const char* message) {
        const auto& field = row[at];
        plan_.mistakes.push_back({code, field.line, field.column, table_.columns[at], message});
    }

    void read(const CsvRecord& row) {
        const auto* const country = book_.country(value_of(row[at_country]));
        const auto* const service = book_.service(value_of(row[at_service]));
        if (country == nullptr)
            add(row, at_country, country_unknown, "is not a country of the catalogue");
        if (service == nullptr)
            add(row, at_service, service_unknown, "is not a service of the catalogue");
        const auto wish = read_wish(row);
        if (country == nullptr || service == nullptr || !wish) return;
        if (!seen_.emplace(country->code, service->slug).second) {
            add(row, at_country, offer_twice, "the country is there twice with this service");
            return;
        }
        compare(row, *country, *service, *wish);
    }

    std::optional<Wish> read_wish(const CsvRecord& row) {
        const auto price = read_price(row);
        const auto source = read_source(row);
        if (!price || !source) return std::nullopt;
        const Wish wish{*source, *price};
        if (wish.source == PriceSource::set && !wish.price) {
            add(row, at_price, price_missing, "must be a decimal above zero, such as 0.35");
            return std::nullopt;
        }
        if (wish.source == PriceSource::withdrawn && wish.price) {
            add(row, at_price, price_unexpected, "must be empty where the offer is withdrawn");
            return std::nullopt;
        }
        return wish;
    }

    /// Nothing where it is wrong.
    std::optional<std::optional<Money>> read_price(const CsvRecord& row) {
        const auto text = value_of(row[at_price]);
        if (text.empty()) return std::optional<Money>{};
        const auto price = parse_amount(text);
        if (price && price->is_positive()) return price;
        if (has_decimal_comma(text)) {
            add(row, at_price, price_comma, "must be written with a point, such as 0.35");
        } else {
            add(row, at_price, price_invalid, "must be a decimal above zero, such as 0.35");
        }
        return std::nullopt;
    }

    std::optional<PriceSource> read_source(const CsvRecord& row) {
        const auto text = value_of(row[at_source]);
        const bool has_price = !value_of(row[at_price]).empty();
        if (text.empty() && has_price) return PriceSource::set;
        if (row[at_source].is_left_out) return PriceSource::withdrawn;
        const auto source = parse_source(text);
        if (!source) add(row, at_source, source_unknown, "must be set, rule or withdrawn");
        return source;
    }

    void compare(
        const CsvRecord& row, const Country& country, const Service& service, const Wish& wish
    ) {
        const auto before = book_.at(country, service);
        if (wish.source == PriceSource::rule && wish.price && wish.price != before.rule_price) {
            add(row, at_price, price_of_rule, "is not what the rule says: write set, or no price");
            return;
        }
        const auto written = value_of(row[at_currency]);
        auto after = granted(wish, before, written.empty() ? terms_.currency : written);
        const bool changes = !is_same(before, after);
        if (changes && wish.source == PriceSource::set && after.currency != terms_.currency) {
            add(row, at_currency, currency_other, "must be the currency of the house, or empty");
            return;
        }
        plan_.canonical += fmt::format(
            "{}/{}: {} to {}\n", country.code, service.slug, in_words(before), in_words(after)
        );
        ++plan_.offers;
        if (!changes) return;
        plan_.changes.push_back(
            {row[at_country].line,
             country.code,
             country.name,
             service.slug,
             service.name,
             before,
             std::move(after)}
        );
    }

    const PriceBook& book_;
    const CsvTable& table_;
    ImportTerms terms_;
    std::set<std::pair<std::string_view, std::string_view>> seen_;
    PricePlan plan_;
};

}  // namespace

std::string_view to_string(PriceChangeKind kind) {
    switch (kind) {
        case PriceChangeKind::added:
            return "added";
        case PriceChangeKind::changed:
            return "changed";
        case PriceChangeKind::withdrawn:
            return "withdrawn";
        case PriceChangeKind::returned:
            return "returned";
    }
    std::unreachable();
}

PriceChangeKind kind_of(const PriceChange& change) {
    switch (change.after.source) {
        case PriceSource::set:
            return change.before.source == PriceSource::set ? PriceChangeKind::changed
                                                            : PriceChangeKind::added;
        case PriceSource::withdrawn:
            return PriceChangeKind::withdrawn;
        case PriceSource::rule:
        case PriceSource::none:
            return PriceChangeKind::returned;
    }
    std::unreachable();
}

PricePlan plan_prices(db::Tx& tx, std::string_view csv, const ImportTerms& terms) {
    auto table = scan_csv_table(
        csv, {"country", "service", "price"}, {"source", "currency", "country_name", "service_name"}
    );
    if (!table) {
        PricePlan plan;
        plan.mistakes.push_back(std::move(table).error());
        return plan;
    }
    const PriceBook book{tx};
    return Planner{book, *table, terms}.plan();
}

void apply(db::Tx& tx, const PricePlan& plan) {
    ASSERT(plan.mistakes.empty());
    for (const auto& change : plan.changes) {
        switch (change.after.source) {
            case PriceSource::set:
            case PriceSource::withdrawn: {
                const bool is_set = change.after.source == PriceSource::set;
                tx.send(
                    sql::catalog::put_price,
                    change.country,
                    change.service,
                    change.after.price,
                    is_set ? std::optional{change.after.currency} : std::nullopt
                );
                break;
            }
            case PriceSource::rule:
            case PriceSource::none:
                tx.send(sql::catalog::delete_price, change.country, change.service);
                break;
        }
    }
}

Error refusal_of(const PricePlan& plan) {
    ASSERT(!plan.mistakes.empty());
    CsvErrors errors;
    for (const auto& mistake : plan.mistakes) errors.add(mistake);
    return errors.error();
}

}  // namespace otpost::catalog
