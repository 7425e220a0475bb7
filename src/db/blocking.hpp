// SPDX-License-Identifier: Apache-2.0
// The waiting form of Database::submit_write and submit_read. The end of db/database.hpp,
// which alone includes it.
#pragma once

#include "base/assert.hpp"

#include <future>
#include <type_traits>

namespace otpost::db {

namespace detail {

template <class F, class Submit>
auto wait_for(F& work, Submit submit) -> std::invoke_result_t<F&, Tx&> {
    using Value = std::invoke_result_t<F&, Tx&>;
    // Shared: the engine's thread may still be inside set_value when this one has returned.
    const auto promise = std::make_shared<std::promise<void>>();
    auto future = promise->get_future();
    const auto done = [promise](const std::exception_ptr& error) {
        if (error) {
            promise->set_exception(error);
        } else {
            promise->set_value();
        }
    };
    if constexpr (std::is_void_v<Value>) {
        submit(
            [&](Tx& tx) {
                work(tx);
                return Verdict::commit;
            },
            done
        );
        future.get();
    } else {
        std::optional<Value> value;
        submit(
            [&](Tx& tx) {
                value.emplace(work(tx));
                return is_refusal(*value) ? Verdict::rollback : Verdict::commit;
            },
            done
        );
        future.get();
        ASSERT(value.has_value());
        return *std::move(value);
    }
}

}  // namespace detail

template <class F>
auto write(Database& database, F work) -> std::invoke_result_t<F&, Tx&> {
    return detail::wait_for(work, [&](Work job, Done done) {
        database.submit_write(std::move(job), std::move(done));
    });
}

template <class F>
auto read(Database& database, F work) -> std::invoke_result_t<F&, Tx&> {
    return detail::wait_for(work, [&](Work job, Done done) {
        database.submit_read(std::move(job), std::move(done));
    });
}

}  // namespace otpost::db
