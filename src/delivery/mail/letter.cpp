// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/letter.hpp"

#include "base/assert.hpp"
#include "base/html.hpp"
#include "delivery/delivery_data.hpp"

#include <functional>
#include <map>
#include <optional>

namespace otpost::delivery::mail {

namespace {

struct Template {
    std::string_view subject;
    std::vector<std::string_view> paragraphs;
};

using Templates = std::map<std::string_view, Template>;

/// Up to the next line end, which goes with it.
std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

/// Every paragraph is one line; the first of a template but the footer's is its subject.
Templates parse_templates(std::string_view text) {
    Templates all;
    Template* current = nullptr;
    bool has_subject = false;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with('[') && line.ends_with(']')) {
            const std::string_view name = line.substr(1, line.size() - 2);
            current = &all[name];
            has_subject = name == "footer";
            continue;
        }
        ASSERT(current != nullptr);
        if (has_subject)
            current->paragraphs.push_back(line);
        else
            current->subject = line;
        has_subject = true;
    }
    return all;
}

const std::map<std::string_view, Templates>& all_templates() {
    static const std::map<std::string_view, Templates> all{
        {"en", parse_templates(data::mail_en)},
        {"es", parse_templates(data::mail_es)},
        {"ar", parse_templates(data::mail_ar)},
        {"de", parse_templates(data::mail_de)}
    };
    return all;
}

using Values = std::map<std::string_view, std::string_view>;
using Escape = std::function<std::string(std::string_view)>;

std::string as_it_is(std::string_view text) {
    return std::string{text};
}

/// Nothing if it names a value that is not there or empty. What values hold is not looked at
/// again: a brace in them is a brace.
std::optional<std::string> fill(
    std::string_view pattern, const Values& values, const Escape& escape
) {
    std::string filled;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        filled += escape(pattern.substr(0, open));
        if (open == std::string_view::npos) break;
        const std::size_t close = pattern.find('}', open);
        ASSERT(close != std::string_view::npos);
        const auto value = values.find(pattern.substr(open + 1, close - open - 1));
        if (value == values.end() || value->second.empty()) return std::nullopt;
        filled += escape(value->second);
        pattern.remove_prefix(close + 1);
    }
    return filled;
}

std::string html_paragraph(std::string_view paragraph, const std::string& filled) {
    if (paragraph == "{code}")
        return "<p style=\"font-size:32px;letter-spacing:6px;font-weight:700\">" + filled +
               "</p>\n";
    const bool is_link = paragraph.starts_with("{url}") && !paragraph.contains(' ');
    if (is_link) return "<p><a href=\"" + filled + "\">" + filled + "</a></p>\n";
    return "<p>" + filled + "</p>\n";
}

std::string text_of(const std::vector<std::string_view>& paragraphs, const Values& values) {
    std::string text;
    for (const std::string_view paragraph : paragraphs)
        if (const auto filled = fill(paragraph, values, as_it_is)) text += *filled + "\n\n";
    return text;
}

/// What a person has written in lines is shown in lines.
std::string escape_lines(std::string_view text) {
    std::string html;
    for (const char c : escape_html(text)) {
        if (c == '\n') html += "<br>";
        html.push_back(c);
    }
    return html;
}

std::string html_of(const std::vector<std::string_view>& paragraphs, const Values& values) {
    std::string html;
    for (const std::string_view paragraph : paragraphs)
        if (const auto filled = fill(paragraph, values, escape_lines))
            html += html_paragraph(paragraph, *filled);
    return html;
}

/// The layout has braces of its own for nothing but values; they are in HTML already.
std::string lay_out(const Values& values) {
    std::string html;
    std::string_view rest = data::mail_layout;
    while (!rest.empty()) {
        const std::size_t open = rest.find('{');
        html += rest.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = rest.find('}', open);
        html += values.at(rest.substr(open + 1, close - open - 1));
        rest.remove_prefix(close + 1);
    }
    return html;
}

}  // namespace

std::vector<std::string_view> languages() {
    std::vector<std::string_view> names;
    for (const auto& [name, templates] : all_templates()) names.push_back(name);
    return names;
}

Letter write_letter(const outbox::EmailOrder& order, const Letterhead& letterhead) {
    const auto& all = all_templates();
    const auto wanted = all.find(order.language);
    const auto& [language, templates] = wanted == all.end() ? *all.find("en") : *wanted;
    const Template& body = templates.at(outbox::to_string(order.kind));
    const Template& footer = templates.at("footer");
    Values values{
        {"brand", letterhead.brand},
        {"url", letterhead.url},
        {"support", letterhead.support},
        {"email", order.to.reveal()}
    };
    for (const auto& [name, value] : order.values) values.emplace(name, value.reveal());
    // A subject may name the brand alone, never a code: it is shown on locked screens.
    const std::string subject =
        fill(body.subject, {{"brand", letterhead.brand}}, as_it_is).value_or(letterhead.brand);
    const std::string brand = escape_html(letterhead.brand);
    const std::string title = escape_html(subject);
    const Secret paragraphs{html_of(body.paragraphs, values)};
    const std::string below = html_of(footer.paragraphs, values);
    return {
        .language = std::string{language},
        .subject = subject,
        .text =
            Secret{text_of(body.paragraphs, values) + "-- \n" + text_of(footer.paragraphs, values)},
        .html = Secret{lay_out(
            {{"language", language},
             {"direction", language == "ar" ? "rtl" : "ltr"},
             {"subject", title},
             {"brand", brand},
             {"paragraphs", paragraphs.reveal()},
             {"footer", below}}
        )}
    };
}

}  // namespace otpost::delivery::mail
