// SPDX-License-Identifier: Apache-2.0
#include "api/idempotency.hpp"

#include "api/idempotency_sql.hpp"
#include "api/problem.hpp"

#include <cstring>

namespace otpost::api {

namespace sql = otpost::sql::idempotency;

namespace {

struct Stored {
    bool same_request;
    std::int64_t status;
    std::optional<std::string> body;
};

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span{text});
}

Result<Answer> replay(Stored stored) {
    if (!stored.same_request) {
        return refuse(
            ErrorCode::idempotency_key_reused,
            "This Idempotency-Key was used for another request. Use a new key for a new request."
        );
    }
    if (!stored.body) {
        return refuse(
            ErrorCode::conflict,
            "This request was done more than 30 days ago and its answer is no longer kept. "
            "Read the resource instead."
        );
    }
    return Answer{static_cast<unsigned>(stored.status), *std::move(stored.body), std::nullopt};
}

void remember(db::Tx& tx, const Call& call, const Answer& answer) {
    tx.send(
        sql::remember_answer,
        call.principal.account,
        call.idempotency_key,
        bytes_of(call.request_hash),
        static_cast<std::int64_t>(answer.status),
        answer.body,
        call.moment.now
    );
}

}  // namespace

Result<Answer> first_time(db::Tx& tx, const Call& call, const Step& work) {
    Result<Answer> answer = work(tx);
    if (answer) remember(tx, call, *answer);
    return answer;
}

Result<Answer> once(db::Tx& tx, const Call& call, const Step& work) {
    call.shown_once.reset();
    const auto read = [&](const db::Row& row) {
        const auto hash = row.bytes(0);
        const bool same = hash.size() == call.request_hash.size() &&
                          std::memcmp(hash.data(), call.request_hash.data(), hash.size()) == 0;
        std::optional<std::string> body;
        if (!row.is_null(2)) body = row.text(2);
        return Stored{same, row.int64(1), std::move(body)};
    };
    auto stored = tx.one(sql::find_answer, read, call.principal.account, call.idempotency_key);
    if (stored) return replay(*std::move(stored));

    tx.begin_savepoint();
    Result<Answer> result = work(tx);
    Answer answer;
    if (result) {
        tx.release_savepoint();
        answer = *std::move(result);
    } else {
        tx.rollback_to_savepoint();
        answer.status = status_of(result.error().code);
        answer.body = problem(result.error(), call.moment.now).body;
        answer.retry_at = result.error().retry_at;
    }
    remember(tx, call, answer);
    return answer;
}

bool is_used_key(const db::Conflict& conflict) {
    return conflict.constraint.starts_with("idempotency_key");
}

std::int64_t forget_answers(db::Tx& tx, Time now, int limit) {
    return tx.exec(sql::forget_answers, now - answers_kept, limit);
}

}  // namespace otpost::api
