// SPDX-License-Identifier: Apache-2.0
#include "site/documents.hpp"

#include "site/site_data.hpp"

#include <fmt/format.h>

#include <cmark.h>
#include <cstdlib>
#include <memory>
#include <new>

namespace otpost::site {

namespace {

struct Free {
    void operator()(char* text) const { std::free(text); }
};

std::string cancel_words(const Profile& house) {
    if (house.cancel_after_seconds == 0) return "at any time";
    return fmt::format("from {} seconds after the start on", house.cancel_after_seconds);
}

}  // namespace

std::string usual_text(Document document, const Profile& house) {
    const std::string contact = house.support_email.empty()
                                    ? "Ask those who run this service."
                                    : fmt::format("Write to <{}>.", house.support_email);
    return fmt::format(
        fmt::runtime(document == Document::terms ? data::terms : data::privacy),
        fmt::arg("brand", house.brand),
        fmt::arg("version", house.terms_version),
        fmt::arg("age", house.minimum_age),
        fmt::arg("minutes", house.window_minutes),
        fmt::arg("cancel", cancel_words(house)),
        fmt::arg("content", house.content_minutes),
        fmt::arg("contact", contact)
    );
}

std::string html_of_markdown(std::string_view markdown) {
    const std::unique_ptr<char, Free> html{
        cmark_markdown_to_html(markdown.data(), markdown.size(), CMARK_OPT_VALIDATE_UTF8)
    };
    if (!html) throw std::bad_alloc{};
    return std::string{R"(<article class="text">)"} + html.get() + "</article>";
}

}  // namespace otpost::site
