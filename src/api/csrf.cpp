// SPDX-License-Identifier: Apache-2.0
#include "api/csrf.hpp"

#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "net/cookies.hpp"

namespace otpost::api {

namespace {

bool changes_something(net::Method method) {
    return method != net::Method::get && method != net::Method::head &&
           method != net::Method::options;
}

bool is_our_origin(const net::Request& request) {
    const std::string_view origin = request.header("origin");
    const auto scheme_end = origin.find("://");
    return scheme_end != std::string_view::npos &&
           origin.substr(scheme_end + 3) == request.header("host");
}

bool is_from_elsewhere(const net::Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    // `none`: the person has typed the address.
    if (!site.empty()) return site != "same-origin" && site != "none";
    return request.has_header("origin") && !is_our_origin(request);
}

bool is_from_our_page(const net::Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    return site.empty() ? is_our_origin(request) : site == "same-origin";
}

std::unexpected<Error> refuse_page() {
    return refuse(
        ErrorCode::csrf_refused,
        "A browser session can only be used from the dashboard. Programs use an API key."
    );
}

}  // namespace

std::string csrf_token(SessionId session, const crypto::Key& server_key) {
    const auto id = to_string(session);
    return crypto::base64url(crypto::hmac_sha256(server_key.reveal(), {"csrf token:", id}));
}

Result<> check_not_elsewhere(const net::Request& request) {
    if (is_from_elsewhere(request)) return refuse_page();
    return {};
}

Result<> check_page(const net::Request& request) {
    if (!changes_something(request.method)) return check_not_elsewhere(request);
    if (!is_from_our_page(request)) return refuse_page();
    return {};
}

Result<> check_page(const net::Request& request, SessionId session, const crypto::Key& server_key) {
    CHECK(check_page(request));
    if (!changes_something(request.method)) return {};
    const std::string_view sent = request.header(csrf_header);
    const auto held =
        net::find_cookie(request.header("cookie"), "__Host-" + std::string{csrf_cookie});
    if (!held || sent != *held) return refuse_page();
    if (!crypto::equal_constant_time(csrf_token(session, server_key), sent)) return refuse_page();
    return {};
}

}  // namespace otpost::api
