// SPDX-License-Identifier: Apache-2.0
// CSV as RFC 4180 has it: fields parted by commas, quoted where they hold a comma, a quote or a
// line break, lines ended by CRLF or LF, UTF-8 with or without a byte order mark. Where the first
// line parts its fields with semicolons, as spreadsheets of many countries do, all lines do.
// Mistakes are named by line and column, so that a person can find them in an editor.
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <expected>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::catalog {

/// One value with where it begins, both counted from 1; columns in characters.
struct CsvField {
    std::string text;
    std::size_t line = 0;
    std::size_t column = 0;
    bool is_left_out = false;  ///< its column is not in the file
};

using CsvRecord = std::vector<CsvField>;

/// What is wrong at a place of a file. Codes are never renamed.
struct CsvMistake {
    std::string_view code;  ///< of a constant, such as `column_missing`
    std::size_t line = 0;
    std::size_t column = 0;
    std::string field{};  ///< the name of the column; empty: the file can't be read
    std::string message{};
};

/// Codes of files that can't be read.
inline constexpr std::string_view file_empty = "file_empty";
inline constexpr std::string_view file_not_text = "file_not_text";
inline constexpr std::string_view file_malformed = "file_malformed";
inline constexpr std::string_view column_missing = "column_missing";
inline constexpr std::string_view column_unknown = "column_unknown";
inline constexpr std::string_view fields_count = "fields_count";

/// Every record, the header line too; empty lines are passed over. Refuses validation_failed for
/// a stray or open quote and bytes that are not text.
Result<std::vector<CsvRecord>> parse_csv(std::string_view text);

/// A parsed file whose header line named its columns.
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<CsvRecord> rows;  ///< without the header; as many fields each as `columns`
};

/// Refuses a file whose header misses a column of `required` or has one in neither list, and rows
/// with too few or too many fields. Fields of each row are put in the order required, optional;
/// a column that was left out is an empty field.
Result<CsvTable> read_csv_table(
    std::string_view text,
    std::initializer_list<std::string_view> required,
    std::initializer_list<std::string_view> optional = {}
);

/// The same for who tells of the mistake by its code.
std::expected<CsvTable, CsvMistake> scan_csv_table(
    std::string_view text,
    std::initializer_list<std::string_view> required,
    std::initializer_list<std::string_view> optional = {}
);

/// Gathers the mistakes of an import, the first 20 of them.
class CsvErrors {
public:
    void add(const CsvField& at, std::string_view column, std::string message);
    void add(CsvMistake mistake);

    bool empty() const { return count_ == 0; }

    /// validation_failed with a field error for each mistake: `line 3, column 9 (price)`.
    Error error() const;

private:
    std::vector<CsvMistake> mistakes_;
    std::size_t count_ = 0;
};

/// Appends one record and its line end; quotes only where needed.
void append_csv(std::string& out, std::initializer_list<std::string_view> fields);

}  // namespace otpost::catalog
