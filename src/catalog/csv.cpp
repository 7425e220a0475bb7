// SPDX-License-Identifier: Apache-2.0
#include "catalog/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace otpost::catalog {

namespace {

constexpr std::size_t errors_kept = 20;

template <class T>
using Scanned = std::expected<T, CsvMistake>;

std::unexpected<CsvMistake> wrong(
    std::string_view code, std::size_t line, std::size_t column, std::string message
) {
    return std::unexpected{CsvMistake{code, line, column, {}, std::move(message)}};
}

std::string place_of(const CsvMistake& mistake) {
    const auto place = fmt::format("line {}, column {}", mistake.line, mistake.column);
    return mistake.field.empty() ? place : fmt::format("{} ({})", place, mistake.field);
}

Error unreadable(CsvMistake mistake) {
    return Error{
        ErrorCode::validation_failed,
        "The CSV file can't be read; nothing was imported. Correct the place named and try again.",
        std::nullopt,
        {{place_of(mistake), std::move(mistake.message)}}
    };
}

/// The first of the two that stands outside of quotes in the first line.
char separator_of(std::string_view text) {
    bool is_quoted = false;
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '"') is_quoted = !is_quoted;
        if (!is_quoted && (c == ',' || c == ';')) return c;
    }
    return ',';
}

/// How many bytes the character that begins `text` has; 0 if it is not UTF-8.
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    }
    const bool is_overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    const bool is_surrogate = first == 0xED && byte(1) > 0x9F;
    const bool is_too_big = first == 0xF4 && byte(1) > 0x8F;
    return is_overlong || is_surrogate || is_too_big ? 0 : length;
}

/// Reads one file from its beginning to its end.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
        separator_ = separator_of(text_);
    }

    Scanned<std::vector<CsvRecord>> parse() {
        std::vector<CsvRecord> records;
        while (at_ < text_.size()) {
            CHECK(read_record());
            const bool is_empty_line = record_.size() == 1 && record_.front().text.empty();
            if (!is_empty_line) records.push_back(std::move(record_));
            record_.clear();
        }
        return records;
    }

private:
    bool at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || at_crlf(); }

    bool at_crlf() const { return text_.substr(at_).starts_with("\r\n"); }

    /// One character on; its bytes go to `field` if there is one.
    Scanned<void> advance(CsvField* field = nullptr) {
        const auto length = utf8_length(text_.substr(at_));
        if (length == 0 || text_[at_] == '\0') {
            return wrong(file_not_text, line_, column_, "the file is not UTF-8 text");
        }
        if (field != nullptr) field->text += text_.substr(at_, length);
        if (text_[at_] == '\n') {
            ++line_;
            column_ = 1;
        } else {
            ++column_;
        }
        at_ += length;
        return {};
    }

    /// Over a character that is known to be there.
    void skip() {
        ++at_;
        ++column_;
    }

    void end_line() {
        if (at_crlf()) ++at_;
        if (at_ == text_.size()) return;
        ++at_;
        ++line_;
        column_ = 1;
    }

    Scanned<void> read_record() {
        while (true) {
            CHECK(read_field());
            if (at_line_end()) break;
            skip();
        }
        end_line();
        return {};
    }

    /// Ends at a separator or a line end.
    Scanned<void> read_field() {
        CsvField field{{}, line_, column_};
        if (at_ < text_.size() && text_[at_] == '"') {
            CHECK(read_quoted(field));
        } else {
            while (!at_line_end() && text_[at_] != separator_) CHECK(take(field));
        }
        record_.push_back(std::move(field));
        return {};
    }

    Scanned<void> read_quoted(CsvField& field) {
        skip();
        while (at_ < text_.size()) {
            if (text_[at_] != '"') {
                CHECK(advance(&field));
                continue;
            }
            skip();
            if (at_ == text_.size() || text_[at_] != '"') return end_quoted();
            field.text += '"';
            skip();
        }
        return wrong(
            file_malformed, field.line, field.column, "the quote that begins here is never closed"
        );
    }

    Scanned<void> end_quoted() const {
        if (at_line_end() || text_[at_] == separator_) return {};
        return stray("after a closing quote only a separator or the end of the line can follow");
    }

    Scanned<void> take(CsvField& field) {
        if (text_[at_] == '"') return stray("a quote inside a field: quote the field, double it");
        if (text_[at_] == '\r') return stray("a carriage return without a line feed");
        return advance(&field);
    }

    std::unexpected<CsvMistake> stray(const char* message) const {
        return wrong(file_malformed, line_, column_, message);
    }

    std::string_view text_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
    CsvRecord record_;
};

/// Where each wanted column stands in the file; nothing for one that was left out.
using ColumnPlaces = std::vector<std::optional<std::size_t>>;

Scanned<ColumnPlaces> place_columns(
    const CsvRecord& header, std::span<const std::string> wanted, std::size_t required
) {
    ColumnPlaces places(wanted.size());
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto found = std::ranges::find(wanted, header[i].text);
        const auto index = static_cast<std::size_t>(std::distance(wanted.begin(), found));
        if (found == wanted.end() || places[index]) {
            return wrong(
                column_unknown,
                header[i].line,
                header[i].column,
                fmt::format(
                    "'{}' is unknown or twice there; the columns are {}",
                    header[i].text,
                    fmt::join(wanted, ",")
                )
            );
        }
        places[index] = i;
    }
    for (std::size_t i = 0; i < required; ++i) {
        if (places[i]) continue;
        return wrong(
            column_missing,
            header.front().line,
            1,
            fmt::format("the header has no column '{}'", wanted[i])
        );
    }
    return places;
}

CsvRecord reorder(CsvRecord row, const ColumnPlaces& places) {
    CsvRecord ordered;
    ordered.reserve(places.size());
    for (const auto& place : places) {
        ordered.push_back(place ? std::move(row[*place]) : CsvField{{}, row[0].line, 1, true});
    }
    return ordered;
}

}  // namespace

Result<std::vector<CsvRecord>> parse_csv(std::string_view text) {
    auto records = Parser{text}.parse();
    if (!records) return std::unexpected{unreadable(std::move(records).error())};
    return *std::move(records);
}

std::expected<CsvTable, CsvMistake> scan_csv_table(
    std::string_view text,
    std::initializer_list<std::string_view> required,
    std::initializer_list<std::string_view> optional
) {
    TRY(auto records, Parser{text}.parse());
    CsvTable table;
    table.columns.assign(required.begin(), required.end());
    table.columns.insert(table.columns.end(), optional.begin(), optional.end());
    if (records.empty()) {
        return wrong(
            file_empty,
            1,
            1,
            fmt::format("the file is empty; it begins with {}", fmt::join(required, ","))
        );
    }
    const auto& header = records.front();
    TRY(const auto places, place_columns(header, table.columns, required.size()));
    for (auto& row : std::span{records}.subspan(1)) {
        if (row.size() != header.size()) {
            return wrong(
                fields_count,
                row.front().line,
                row.back().column,
                fmt::format("{} fields where the header has {}", row.size(), header.size())
            );
        }
        table.rows.push_back(reorder(std::move(row), places));
    }
    return table;
}

Result<CsvTable> read_csv_table(
    std::string_view text,
    std::initializer_list<std::string_view> required,
    std::initializer_list<std::string_view> optional
) {
    auto table = scan_csv_table(text, required, optional);
    if (!table) return std::unexpected{unreadable(std::move(table).error())};
    return *std::move(table);
}

void CsvErrors::add(const CsvField& at, std::string_view column, std::string message) {
    add(CsvMistake{{}, at.line, at.column, std::string{column}, std::move(message)});
}

void CsvErrors::add(CsvMistake mistake) {
    ++count_;
    if (mistakes_.size() < errors_kept) mistakes_.push_back(std::move(mistake));
}

Error CsvErrors::error() const {
    auto sorted = mistakes_;
    std::ranges::sort(sorted, {}, [](const CsvMistake& mistake) {
        return std::pair{mistake.line, mistake.column};
    });
    std::vector<FieldError> fields;
    fields.reserve(sorted.size());
    for (auto& mistake : sorted) fields.push_back({place_of(mistake), std::move(mistake.message)});
    return Error{
        ErrorCode::validation_failed,
        fmt::format(
            "{} mistakes in the file; nothing was imported. Correct them, try again.", count_
        ),
        std::nullopt,
        std::move(fields)
    };
}

void append_csv(std::string& out, std::initializer_list<std::string_view> fields) {
    const auto* separator = "";
    for (const auto field : fields) {
        out += separator;
        separator = ",";
        const bool is_plain = field.find_first_of(",\"\r\n") == std::string_view::npos;
        if (is_plain) {
            out += field;
            continue;
        }
        out += '"';
        for (const char character : field) {
            if (character == '"') out += '"';
            out += character;
        }
        out += '"';
    }
    out += "\r\n";
}

}  // namespace otpost::catalog
