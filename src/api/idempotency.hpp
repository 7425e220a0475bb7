// SPDX-License-Identifier: Apache-2.0
// W6: the same Idempotency-Key with the same request gives the same answer, for ever; with
// another request it is refused. The answer, a refusal included, is stored in the transaction of
// the work itself, so there is never one without the other. Answers never hold message content.
#pragma once

#include "api/call.hpp"
#include "api/schema/read.hpp"
#include "base/error.hpp"
#include "db/database.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace otpost::api {

struct Answer {
    unsigned status = 200;
    std::string body;              ///< JSON
    std::optional<Time> retry_at;  ///< of a fresh refusal
};

using Step = std::function<Result<Answer>(db::Tx&)>;

/// Runs `work` as if the key were new, which nearly every one is, and stores its answer: no look-up
/// and no savepoint. A refusal by `work` is returned, and rolls all of it back; a key that was
/// used before is a Conflict. In both cases ask once().
Result<Answer> first_time(db::Tx& tx, const Call& call, const Step& work);

/// Finds the stored answer or runs `work` and stores what it gives. A refusal by `work` undoes
/// what it wrote and is stored as its problem answer.
Result<Answer> once(db::Tx& tx, const Call& call, const Step& work);

/// The key was used before, or by a twin just now: asking again finds the answer.
bool is_used_key(const db::Conflict& conflict);

/// The struct behind the body of a stored answer. Throws db::Corruption if it is not one: damaged,
/// or written by a version with other fields.
template <class Out>
Out stored_answer(std::string_view body) {
    Out out;
    schema::Faults faults;
    const auto json = schema::parse_body(body);
    if (json) schema::read_object(*json, out, {}, {}, faults);
    if (!json || !faults.empty()) throw db::Corruption{"a stored answer is not of its kind"};
    return out;
}

inline constexpr std::chrono::days answers_kept{30};

/// Drops up to `limit` answers given before `now - answers_kept`; keys stay.
std::int64_t forget_answers(db::Tx& tx, Time now, int limit);

}  // namespace otpost::api
