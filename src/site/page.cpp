// SPDX-License-Identifier: Apache-2.0
#include "site/page.hpp"

#include "base/html.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace otpost::site {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> top_links{{
    {"/prices", "Prices"},
    {"/status", "Status"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> bottom_links{{
    {"/prices", "Prices"},
    {"/status", "Status"},
    {"/terms", "Terms"},
    {"/privacy", "Privacy"},
    {"/openapi.json", "API"},
}};

template <class Links>
std::string links(const Links& entries, std::string_view current) {
    std::string html;
    for (const auto& [path, name] : entries)
        html += fmt::format(
            R"(<a href="{}"{}>{}</a>)", path, path == current ? R"( aria-current="page")" : "", name
        );
    return html;
}

std::string head_of(const Profile& house, const Head& head) {
    const std::string brand = escape_html(house.brand);
    const std::string title = escape_html(head.title);
    return fmt::format(
        R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · {brand}</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{url}{path}">
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/site.css">
</head>
)",
        fmt::arg("title", title),
        fmt::arg("brand", brand),
        fmt::arg("description", escape_html(head.description)),
        fmt::arg("url", escape_html(house.public_url)),
        fmt::arg("path", escape_html(head.path))
    );
}

}  // namespace

std::string document(const Profile& house, const Head& head, std::string_view main) {
    const std::string brand = escape_html(house.brand);
    std::string html = head_of(house, head);
    html += fmt::format(
        R"(<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top"><a class="brand" href="/">{}</a><nav aria-label="Site">{}</nav>
<nav aria-label="Account"><a href="/sign-in">Sign in</a><a class="button" href="/register">Create account</a></nav></header>
<main id="content">
)",
        brand,
        links(top_links, head.path)
    );
    html += main;
    html += fmt::format(
        "</main>\n<footer><p>{}</p><nav aria-label=\"Documents\">{}</nav>",
        brand,
        links(bottom_links, head.path)
    );
    if (!house.support_email.empty()) {
        const std::string email = escape_html(house.support_email);
        html += fmt::format(R"(<p><a href="mailto:{}">{}</a></p>)", email, email);
    }
    html += "</footer>\n</body>\n</html>\n";
    return html;
}

}  // namespace otpost::site
