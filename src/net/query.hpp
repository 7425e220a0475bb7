// SPDX-License-Identifier: Apache-2.0
// Percent-encoding and application/x-www-form-urlencoded, read strictly: a broken escape refuses
// the whole text. Order and duplicates are kept for signed webhooks; Query refuses duplicates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::net {

enum class PlusSign : std::uint8_t { literal, space };

/// Nothing if an escape is broken.
std::optional<std::string> percent_decode(std::string_view text, PlusSign plus);

/// Everything but unreserved characters is escaped.
std::string percent_encode(std::string_view text);

struct FormField {
    std::string name;
    std::string value;

    friend bool operator==(const FormField&, const FormField&) = default;
};

/// The fields in order, duplicates kept; nothing if it is malformed or has over 1,000 fields.
std::optional<std::vector<FormField>> parse_form(std::string_view text);

/// The parameters of a query or form in which every name stands for one value.
class Query {
public:
    /// Nothing if it is malformed or a name comes twice.
    static std::optional<Query> parse(std::string_view text);

    /// Nothing if it was not given; an empty text if it was given without a value.
    std::optional<std::string_view> get(std::string_view name) const;

    const std::vector<FormField>& fields() const { return fields_; }

private:
    std::vector<FormField> fields_;
};

}  // namespace otpost::net
