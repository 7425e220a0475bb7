// SPDX-License-Identifier: Apache-2.0
#include "inventory/bringing.hpp"

#include "base/calling_codes.hpp"
#include "base/phone.hpp"
#include "catalog/csv.hpp"
#include "inventory/new_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace otpost::inventory {

namespace {

constexpr std::size_t mistakes_told = 20;

std::string coded(std::string_view code, std::string_view message) {
    return fmt::format("{}: {}", code, message);
}

class Mistakes {
public:
    void add(const NumberText& at, std::string_view code, std::string_view message) {
        ++count_;
        if (fields_.size() < mistakes_told) fields_.push_back({at.place, coded(code, message)});
    }

    bool empty() const { return count_ == 0; }

    std::unexpected<Error> refusal() {
        return std::unexpected{Error{
            ErrorCode::validation_failed,
            fmt::format(
                "{} of the numbers can't be added, so none was. Correct or leave them out.", count_
            ),
            std::nullopt,
            std::move(fields_)
        }};
    }

private:
    std::vector<FieldError> fields_;
    std::size_t count_ = 0;
};

/// Without what people put between digits.
std::string digits_of(std::string_view text) {
    constexpr std::string_view between = " -.()/\t";
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [&](char c) {
        return between.find(c) == std::string_view::npos;
    });
    return digits;
}

std::string country_of(const std::string& e164) {
    if (!PhoneNumber::parse(e164)) return {};
    return std::string{base::country_of(std::string_view{e164}.substr(1))};
}

/// Mistakes of the line are added.
NewNumber read(const Known& known, const Batch& batch, const NumberText& text, Mistakes& mistakes) {
    NewNumber number;
    number.e164 = digits_of(text.e164);
    number.country = text.country.empty() ? country_of(number.e164) : text.country;
    number.supplier = batch.supplier;
    number.attestation = batch.attestation;
    if (!text.services.empty()) {
        auto services = read_services(known, text.services);
        if (services)
            number.services = *std::move(services);
        else
            mistakes.add(
                text,
                to_string(ErrorCode::service_unknown),
                "Services must be `all`, or slugs of the catalogue with spaces."
            );
    }
    const bool is_nowhere = number.country.empty() && PhoneNumber::parse(number.e164);
    if (is_nowhere) {
        mistakes.add(
            text,
            "country_unclear",
            "The country can't be told from the digits. Name its two-letter code."
        );
    } else if (auto wrong = check(known, number)) {
        mistakes.add(text, wrong->mistake, wrong->error.message);
    }
    return number;
}

}  // namespace

Result<std::vector<NumberText>> read_numbers(std::string_view csv) {
    auto found = catalog::read_csv_table(csv, {"e164"}, {"country", "services"});
    if (!found) {
        for (auto& field : found.error().fields)
            field.message = coded("file_unreadable", field.message);
        return std::unexpected{std::move(found).error()};
    }
    const auto& table = *found;
    std::vector<NumberText> numbers;
    numbers.reserve(table.rows.size());
    for (const auto& row : table.rows) {
        numbers.push_back(
            {fmt::format("line {}", row[0].line), row[0].text, row[1].text, row[2].text}
        );
    }
    return numbers;
}

Result<std::vector<NumberId>> bring_numbers(db::Tx& tx, const Moment& moment, const Batch& batch) {
    Mistakes mistakes;
    if (batch.numbers.empty() || batch.numbers.size() > batch_max) {
        const auto told =
            fmt::format("A request adds 1 to {} numbers. Send more of them in parts.", batch_max);
        return std::unexpected{Error{
            ErrorCode::validation_failed,
            told,
            std::nullopt,
            {{"numbers", coded("numbers_count", told)}}
        }};
    }
    const Known known{tx};
    std::vector<NewNumber> numbers;
    numbers.reserve(batch.numbers.size());
    for (const auto& text : batch.numbers) numbers.push_back(read(known, batch, text, mistakes));
    if (!mistakes.empty()) return mistakes.refusal();
    std::vector<NumberId> ids;
    std::set<std::string> countries;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto id = insert_number(tx, moment, numbers[i]);
        if (!id)
            mistakes.add(batch.numbers[i], to_string(id.error().code), id.error().message);
        else
            ids.push_back(*id);
        if (numbers[i].services.empty()) countries.insert(numbers[i].country);
    }
    if (!mistakes.empty()) return mistakes.refusal();
    stock_countries(tx, countries);
    return ids;
}

}  // namespace otpost::inventory
