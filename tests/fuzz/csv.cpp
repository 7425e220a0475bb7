// SPDX-License-Identifier: Apache-2.0
// A file of prices: what was read and is written again reads the same, and mistakes are named by
// a place that is in the file.
#include "catalog/csv.hpp"

#include "base/utf8.hpp"
#include "catalog/catalog.hpp"
#include "catalog/fields.hpp"
#include "catalog/words.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost::catalog {

namespace {

std::string write(const CsvTable& table) {
    std::string csv;
    append_csv(csv, {"code", "name", "calling_code", "tier", "enabled"});
    for (const auto& row : table.rows)
        append_csv(csv, {row[0].text, row[1].text, row[2].text, row[3].text, row[4].text});
    return csv;
}

std::vector<std::vector<std::string>> texts(const std::vector<CsvRecord>& records) {
    std::vector<std::vector<std::string>> all;
    for (const auto& record : records) {
        auto& line = all.emplace_back();
        for (const auto& field : record) line.push_back(field.text);
    }
    return all;
}

void check_places(std::string_view text, const std::vector<CsvRecord>& records) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    for (const auto& record : records) {
        ASSERT(!record.empty());
        for (const auto& field : record) {
            ASSERT(field.line >= 1 && field.line <= lines && field.column >= 1);
            ASSERT(is_plain_text(field.text));
        }
    }
}

}  // namespace

FUZZ_TARGET(csv) {
    const auto records = parse_csv(input);
    if (!records) {
        ASSERT(records.error().fields.size() == 1);
        return;
    }
    check_places(input, *records);
    const auto table = read_csv_table(input, {"code", "name", "calling_code", "tier"}, {"enabled"});
    if (!table) return;
    const auto again = write(*table);
    const auto read = read_csv_table(again, {"code", "name", "calling_code", "tier"}, {"enabled"});
    ASSERT(read && texts(read->rows) == texts(table->rows));
    ASSERT(write(*read) == again);
    for (const auto& row : table->rows) {
        ASSERT(row.size() == table->columns.size());
        const Country country{
            row[0].text, row[1].text, row[2].text, parse_tier(row[3].text).value_or(0)
        };
        if (mistakes(country).empty()) ASSERT(is_country_code(row[0].text));
    }
}

}  // namespace otpost::catalog
