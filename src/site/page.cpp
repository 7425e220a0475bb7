// SPDX-License-Identifier: Apache-2.0
#include "site/page.hpp"

#include "base/html.hpp"
#include "site/texts.hpp"

#include <fmt/format.h>

#include <array>
#include <span>

namespace otpost::site {

namespace {

struct Link {
    std::string_view path;
    std::string_view name;
};

std::string links(std::span<const Link> entries, const Reader& reader, std::string_view current) {
    std::string html;
    for (const Link& link : entries)
        html += fmt::format(
            R"(<a href="{}"{}>{}</a>)",
            link_for(reader, link.path),
            link.path == current ? R"( aria-current="page")" : "",
            link.name
        );
    return html;
}

/// The same page in the other languages, for people.
std::string language_links(const Reader& reader, std::string_view path) {
    std::string html;
    for (const Language language : all_languages) {
        const std::string_view code = code_of(language);
        html += fmt::format(
            R"(<a href="{}" lang="{}" hreflang="{}"{}>{}</a>)",
            escape_html(link_for({language, true}, path)),
            code,
            code,
            language == reader.language ? R"( aria-current="true")" : "",
            texts_in(language).name
        );
    }
    return html;
}

/// The same, for search engines.
std::string alternates(std::string_view url, std::string_view path) {
    std::string html;
    for (const Language language : all_languages)
        html += fmt::format(
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}{}\">\n",
            code_of(language),
            url,
            escape_html(link_for({language, true}, path))
        );
    return html + fmt::format(
                      "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{}{}\">\n",
                      url,
                      escape_html(path)
                  );
}

std::string head_of(const Profile& house, const Reader& reader, const Head& head) {
    const std::string url = escape_html(house.public_url);
    return fmt::format(
        R"(<!doctype html>
<html lang="{code}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · {brand}</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{url}{path}">
{alternates}<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/site.css">
</head>
)",
        fmt::arg("code", code_of(reader.language)),
        fmt::arg("direction", texts_in(reader.language).direction),
        fmt::arg("title", escape_html(head.title)),
        fmt::arg("brand", escape_html(house.brand)),
        fmt::arg("description", escape_html(head.description)),
        fmt::arg("url", url),
        fmt::arg("path", escape_html(link_for(reader, head.path))),
        fmt::arg("alternates", alternates(url, head.path))
    );
}

std::string top_of(const Profile& house, const Reader& reader, std::string_view path) {
    const Texts& texts = texts_in(reader.language);
    const std::array pages{Link{"/prices", texts.prices}, Link{"/status", texts.status}};
    return fmt::format(
        R"(<body>
<a class="skip" href="#content">{}</a>
<header class="top"><a class="brand" href="{}">{}</a><nav aria-label="{}">{}</nav>
<nav aria-label="{}"><a href="{}">{}</a><a class="button" href="{}">{}</a></nav></header>
<main id="content">
)",
        texts.skip,
        link_for(reader, "/"),
        escape_html(house.brand),
        texts.site,
        links(pages, reader, path),
        texts.account,
        link_for(reader, "/sign-in"),
        texts.sign_in,
        link_for(reader, "/register"),
        texts.create_account
    );
}

std::string foot_of(const Profile& house, const Reader& reader, std::string_view path) {
    const Texts& texts = texts_in(reader.language);
    const std::array pages{
        Link{"/prices", texts.prices},
        Link{"/status", texts.status},
        Link{"/terms", texts.terms},
        Link{"/privacy", texts.privacy}
    };
    std::string html = fmt::format(
        R"(</main>
<footer><p>{}</p><nav aria-label="{}">{}<a href="/openapi.json">API</a></nav><nav aria-label="{}">{}</nav>)",
        escape_html(house.brand),
        texts.documents,
        links(pages, reader, path),
        texts.languages,
        language_links(reader, path)
    );
    if (!house.support_email.empty()) {
        const std::string email = escape_html(house.support_email);
        html += fmt::format(R"(<p><a href="mailto:{}">{}</a></p>)", email, email);
    }
    return html + "</footer>\n</body>\n</html>\n";
}

}  // namespace

std::string document(
    const Profile& house, const Reader& reader, const Head& head, std::string_view main
) {
    std::string html = head_of(house, reader, head);
    html += top_of(house, reader, head.path);
    html += main;
    html += foot_of(house, reader, head.path);
    return html;
}

}  // namespace otpost::site
