// SPDX-License-Identifier: Apache-2.0
#include "sim/actors/newcomer.hpp"

#include "sim/demand.hpp"
#include "sim/seen.hpp"

#include <fmt/format.h>

namespace otpost::sim {

using namespace std::chrono_literals;
using net::Method;

namespace {

constexpr std::string_view password = "correct horse battery staple";

}  // namespace

void Newcomer::rest() {
    stage_.later(2s + stage_.draw(20 * think_max_), [this] { enrol(); });
}

void Newcomer::enrol() {
    name_ = fmt::format("new{}x{}", actor_, ++lives_);
    send(
        {.method = Method::post,
         .target = "/v1/auth/register",
         .body = fmt::format(
             R"({{"email":"{0}@example.org","username":"{0}","password":"{1}",)"
             R"("birth_date":"1990-05-17","accept_terms":true}})",
             name_,
             password
         ),
         .actor = actor_},
        [this](const Answer& answer) {
            if (answer.status == 202)
                sign_in();
            else
                rest();
        }
    );
}

void Newcomer::sign_in() {
    const bool is_wrong = stage_.one_in(4);
    send(
        {.method = Method::post,
         .target = "/v1/auth/sign-in",
         .body = fmt::format(
             R"({{"email":"{}@example.org","password":"{}"}})", name_, is_wrong ? "guess" : password
         ),
         .actor = actor_},
        [this, is_wrong](const Answer& answer) {
            demand(
                answer.status == (is_wrong ? 401U : 200U),
                "I6: {} registered, and a {} password is answered {}",
                name_,
                is_wrong ? "wrong" : "right",
                answer.status
            );
            if (is_wrong)
                sign_in();
            else {
                jar_ = answer.cookies;
                renew();
            }
        }
    );
}

void Newcomer::renew() {
    if (stage_.one_in(2)) {
        make_key();
        return;
    }
    stage_.later(stage_.draw(20min), [this] {
        CallSpec spec = in_session(Method::post, "/v1/auth/refresh");
        spec.idempotency_key.clear();  // what was lost is told again, for ten seconds
        send(spec, [this](const Answer& answer) {
            if (answer.status == 401) {  // told too late: the session has ended
                rest();
                return;
            }
            demand(answer.status == 204, "A4: a refresh is answered {}", answer.status);
            for (const auto& [name, value] : answer.cookies) jar_[name] = value;
            make_key();
        });
    });
}

void Newcomer::make_key() {
    CallSpec spec = in_session(Method::post, "/v1/api-keys");
    spec.body = R"({"label":"mine"})";
    send(spec, [this](const Answer& answer) {
        if (answer.status != 201) {
            sign_out();
            return;
        }
        key_ = text_after(answer.body, "key");
        key_id_ = id_in(answer.body, "ak");
        // Shown in the first answer alone, which may have been lost.
        if (key_.empty())
            revoke_key();
        else
            use_key();
    });
}

void Newcomer::use_key() {
    send(with_key("/v1/wallet"), [this](const Answer& answer) {
        demand(answer.status == 200, "A8: a new key is answered {}", answer.status);
        revoke_key();
    });
}

void Newcomer::revoke_key() {
    send(
        in_session(Method::delete_, fmt::format("/v1/api-keys/ak_{}", key_id_)),
        [this](const Answer& answer) {
            if (answer.status == 401) {  // the work was longer than the access token
                rest();
                return;
            }
            demand(answer.status == 204, "A8: revoking a key is answered {}", answer.status);
            if (key_.empty())
                sign_out();
            else
                expect_locked_out(with_key("/v1/wallet"), "a key", [this] { sign_out(); });
        }
    );
}

void Newcomer::sign_out() {
    CallSpec spec = in_session(Method::post, "/v1/auth/sign-out");
    spec.idempotency_key.clear();  // ending twice is ending
    send(spec, [this](const Answer& answer) {
        demand(answer.status == 204, "A4: signing out is answered {}", answer.status);
        CallSpec refresh = in_session(Method::post, "/v1/auth/refresh");
        refresh.idempotency_key.clear();
        expect_locked_out(refresh, "a refresh of a session", [this] {
            expect_locked_out(in_session(Method::get, "/v1/account"), "a session", [this] {
                rest();
            });
        });
    });
}

void Newcomer::expect_locked_out(
    const CallSpec& spec, const char* what, std::function<void()> next
) {
    send(spec, [what, next = std::move(next)](const Answer& answer) {
        demand(answer.status == 401, "A4: {} that was ended is answered {}", what, answer.status);
        next();
    });
}

void Newcomer::send(const CallSpec& spec, Next next) {
    stage_.network.call(spec, [this, spec, next = std::move(next)](const Answer* answer) {
        if (answer != nullptr && answer->status == 429) {
            rest();
            return;
        }
        if (answer != nullptr && answer->status != 503 && answer->status != 409) {
            next(*answer);
            return;
        }
        stage_.later(300ms + stage_.draw(4s), [this, spec, next] { send(spec, next); });
    });
}

CallSpec Newcomer::in_session(Method method, std::string target) const {
    CallSpec spec{.method = method, .target = std::move(target), .actor = actor_};
    std::string cookies;
    for (const auto& [name, value] : jar_)
        cookies += fmt::format("{}{}={}", cookies.empty() ? "" : "; ", name, value);
    spec.headers.emplace_back("cookie", std::move(cookies));
    const auto token = jar_.find("__Host-csrf");
    if (token != jar_.end()) spec.headers.emplace_back("x-csrf-token", token->second);
    spec.headers.emplace_back("sec-fetch-site", "same-origin");
    spec.idempotency_key = fmt::format("{}-{}-{}", name_, spec.target, net::to_string(method));
    return spec;
}

CallSpec Newcomer::with_key(std::string target) const {
    CallSpec spec{.method = Method::get, .target = std::move(target), .actor = actor_};
    spec.authorization = "Bearer " + key_;
    return spec;
}

}  // namespace otpost::sim
