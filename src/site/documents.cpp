// SPDX-License-Identifier: Apache-2.0
#include "site/documents.hpp"

#include "site/site_data.hpp"
#include "site/texts.hpp"

#include <fmt/format.h>

#include <cmark.h>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

namespace otpost::site {

namespace {

struct Free {
    void operator()(char* text) const { std::free(text); }
};

std::string_view ours(Document document, Language language) {
    const bool terms = document == Document::terms;
    switch (language) {
        case Language::en:
            return terms ? data::terms_en : data::privacy_en;
        case Language::es:
            return terms ? data::terms_es : data::privacy_es;
        case Language::ar:
            return terms ? data::terms_ar : data::privacy_ar;
        case Language::de:
            return terms ? data::terms_de : data::privacy_de;
    }
    std::unreachable();
}

std::string cancel_words(const Profile& house, const Texts& texts) {
    if (house.cancel_after_seconds == 0) return std::string{texts.cancel_any_time};
    return fmt::format(
        fmt::runtime(texts.cancel_after),
        fmt::arg("seconds", texts.seconds(house.cancel_after_seconds))
    );
}

std::string contact_words(const Profile& house, const Texts& texts) {
    if (house.support_email.empty()) return std::string{texts.ask_house};
    return fmt::format(fmt::runtime(texts.write_to), fmt::arg("email", house.support_email));
}

}  // namespace

std::string usual_text(Document document, const Profile& house, Language language) {
    const Texts& texts = texts_in(language);
    return fmt::format(
        fmt::runtime(ours(document, language)),
        fmt::arg("brand", house.brand),
        fmt::arg("version", house.terms_version),
        fmt::arg("age", house.minimum_age),
        fmt::arg("minutes", texts.minutes(house.window_minutes)),
        fmt::arg("cancel", cancel_words(house, texts)),
        fmt::arg("content", texts.minutes(house.content_minutes)),
        fmt::arg("contact", contact_words(house, texts))
    );
}

std::string html_of_markdown(std::string_view markdown, std::string_view mark) {
    const std::unique_ptr<char, Free> html{
        cmark_markdown_to_html(markdown.data(), markdown.size(), CMARK_OPT_VALIDATE_UTF8)
    };
    if (!html) throw std::bad_alloc{};
    return fmt::format(R"(<article class="text"{}>{}</article>)", mark, html.get());
}

}  // namespace otpost::site
