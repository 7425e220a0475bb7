// SPDX-License-Identifier: Apache-2.0
#include "api/profile_routes.hpp"

#include "api/await_pool.hpp"
#include "api/optional_text.hpp"
#include "api/own_session.hpp"
#include "api/profile_views.hpp"
#include "images/avatar.hpp"

namespace otpost::api {

namespace {

using net::Method;

Result<ProfileView> shown(db::Tx& tx, const Call& call) {
    TRY(const auto found, identity::find_profile(tx, call.principal.account));
    return ProfileView{
        .display_name = unless_empty(found.profile.display_name),
        .language = unless_empty(found.profile.language),
        .time_zone = unless_empty(found.profile.time_zone),
        .avatar = found.avatar
    };
}

Result<ProfileView> get_profile(db::Tx& tx, const Call& call, const Nothing&) {
    return shown(tx, call);
}

Result<ProfileView> set_profile(db::Tx& tx, const Call& call, const SetProfileRequest& request) {
    CHECK(own_session(call));
    const identity::Profile profile{
        request.display_name.value_or(""),
        request.language.value_or(""),
        request.time_zone.value_or("")
    };
    CHECK(identity::set_profile(tx, call.principal.account, profile, call.moment.now));
    return shown(tx, call);
}

Result<ProfileView> remove_avatar(db::Tx& tx, const Call& call, const Nothing&) {
    CHECK(own_session(call));
    identity::remove_avatar(tx, call.principal.account);
    return shown(tx, call);
}

/// The same request twice has the same outcome by itself: it needs no Idempotency-Key.
awaitable<Result<ProfileView>> keep_avatar(
    const ProfileSetup& setup, net::Request& request, Call& call
) {
    const auto allowed = own_session(call);
    if (!allowed) co_return std::unexpected{allowed.error()};
    const auto format = images::parse_format(request.header("content-type"));
    if (!format) {
        co_return refuse(
            ErrorCode::unsupported_media_type,
            "Send a picture as image/png, image/jpeg or image/webp."
        );
    }
    auto submit = [&worker = setup.worker, file = std::move(request.body), format](auto done
                  ) mutable {
        return worker.make_avatar(std::move(file), *format, std::move(done));
    };
    const auto picture = co_await await_pool<std::string>(std::move(submit));
    if (!picture) co_return std::unexpected{picture.error()};
    auto work = [&](db::Tx& tx) -> Result<ProfileView> {
        identity::set_avatar(tx, call.principal.account, *picture, call.moment.now);
        return shown(tx, call);
    };
    auto kept = co_await db::async_write(setup.database, std::move(work));
    co_return kept;
}

awaitable<net::Response> put_avatar(
    const ProfileSetup& setup, const RouteSpec& spec, net::Request& request, Call& call
) {
    const auto kept = co_await keep_avatar(setup, request, call);
    co_return answer(spec, kept, call.moment.now);
}

/// Whoever opens it by itself gets a picture in a box without rights.
net::Response avatar_response(const net::Request& request, const identity::Avatar& avatar) {
    const std::string tag = '"' + avatar.tag + '"';
    net::Response response{.status = 200};
    response.headers = {
        {"Cache-Control", "private, no-cache"},
        {"ETag", tag},
        {"Content-Security-Policy", "default-src 'none'; sandbox"},
        {"Content-Disposition", "inline; filename=\"avatar.webp\""},
        {"Vary", "Cookie, Authorization"}
    };
    if (request.header("if-none-match").contains(tag)) {
        response.status = 304;
        return response;
    }
    response.content_type = images::avatar_type;
    response.body = avatar.picture;
    return response;
}

awaitable<net::Response> get_avatar(db::Database& database, net::Request& request, Call& call) {
    auto look = [&](db::Tx& tx) { return identity::find_avatar(tx, call.principal.account); };
    const auto avatar = co_await db::async_read(database, std::move(look));
    if (avatar) co_return avatar_response(request, *avatar);
    const Error missing{ErrorCode::not_found, "This account has no picture.", {}, {}};
    co_return problem(missing, call.moment.now);
}

constexpr std::array<std::string_view, 3> picture_types{"image/png", "image/jpeg", "image/webp"};

void add_avatar_routes(Routes& routes, const ProfileSetup& setup) {
    routes.raw(
        {.method = Method::get,
         .path = avatar_path,
         .operation = "get_avatar",
         .summary = "Your picture; with If-None-Match only when it changed",
         .access = Access::signed_in,
         .content_type = images::avatar_type},
        [setup](net::Request& request, Call& call) {
            return get_avatar(setup.database, request, call);
        }
    );
    static constexpr RouteSpec put{
        .method = Method::put,
        .path = avatar_path,
        .operation = "put_avatar",
        .summary = "Set your picture, by a file of up to 1 MiB; it is encoded anew",
        .access = Access::signed_in,
        .files = picture_types,
        .programs = Programs::refused
    };
    routes.raw<Nothing, ProfileView>(put, [setup](net::Request& request, Call& call) {
        return put_avatar(setup, put, request, call);
    });
    routes.command<Nothing, ProfileView>(
        {.method = Method::delete_,
         .path = avatar_path,
         .operation = "remove_avatar",
         .summary = "Remove your picture",
         .access = Access::signed_in,
         .programs = Programs::refused},
        remove_avatar
    );
}

}  // namespace

void add_profile_routes(Routes& routes, const ProfileSetup& setup) {
    routes.query<Nothing, ProfileView>(
        {.method = Method::get,
         .path = "/v1/account/profile",
         .operation = "get_profile",
         .summary = "What the account tells of itself",
         .access = Access::signed_in},
        get_profile
    );
    routes.command<SetProfileRequest, ProfileView>(
        {.method = Method::put,
         .path = "/v1/account/profile",
         .operation = "set_profile",
         .summary = "Tell a name, a language and a time zone, in place of what was told before",
         .access = Access::signed_in,
         .programs = Programs::refused},
        set_profile
    );
    add_avatar_routes(routes, setup);
}

}  // namespace otpost::api
