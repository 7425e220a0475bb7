// SPDX-License-Identifier: Apache-2.0
#include "api/schema/read.hpp"

#include "base/time.hpp"
#include "base/utf8.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace otpost::api::schema {

namespace {

constexpr std::size_t depth_max = 16;
constexpr std::size_t text_length_max = 4096;

bool is_date(std::string_view text) {
    return text.size() == 10 && parse_rfc3339(std::string{text} + "T00:00:00Z").has_value();
}

}  // namespace

Result<boost::json::value> parse_body(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code error;
    auto value = boost::json::parse({text.data(), text.size()}, error, {}, options);
    if (error) {
        return refuse(
            ErrorCode::malformed_json,
            "The body is not valid JSON (" + error.message() + "). Send one JSON object."
        );
    }
    return value;
}

void check_text(
    std::string_view text, const FieldRule* rule, std::string_view field, Faults& faults
) {
    const std::size_t longest =
        rule != nullptr && rule->length_max != 0 ? rule->length_max : text_length_max;
    if (text.size() > longest) {
        faults.push_back({std::string{field}, fmt::format("must be at most {} bytes long", longest)}
        );
        return;
    }
    if (!is_plain_text(text)) {
        faults.push_back({std::string{field}, "must be UTF-8 text without NUL"});
        return;
    }
    if (rule == nullptr) return;
    if (text.size() < rule->length_min)
        faults.push_back(
            {std::string{field}, fmt::format("must be at least {} bytes long", rule->length_min)}
        );
    if (!rule->one_of.empty() && std::ranges::find(rule->one_of, text) == rule->one_of.end())
        faults.push_back(
            {std::string{field}, fmt::format("must be one of {}", fmt::join(rule->one_of, ", "))}
        );
    if (rule->format == "date" && !is_date(text))
        faults.push_back({std::string{field}, "must be a date such as 1990-12-31"});
}

Error validation_error(Faults faults) {
    return {
        ErrorCode::validation_failed,
        "Some fields are not right; see `errors` for what to change.",
        std::nullopt,
        std::move(faults)
    };
}

}  // namespace otpost::api::schema
