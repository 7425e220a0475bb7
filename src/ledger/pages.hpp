// SPDX-License-Identifier: Apache-2.0
// The rows of an ordered query read a page at a time, for walks over whole tables in bounded
// memory.
#pragma once

#include <deque>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace otpost::ledger {

template <class T>
class Pages {
public:
    /// Gives the next rows after `last`, or the first; an empty page is the end.
    using Fetch = std::function<std::vector<T>(const std::optional<T>& last)>;

    explicit Pages(Fetch fetch) : fetch_(std::move(fetch)) {}

    /// The next row, which stays the next until `pop`; null at the end.
    const T* peek() {
        if (rows_.empty() && !ended_) {
            auto page = fetch_(last_);
            ended_ = page.empty();
            if (!ended_) last_ = page.back();
            rows_.assign(
                std::make_move_iterator(page.begin()), std::make_move_iterator(page.end())
            );
        }
        return rows_.empty() ? nullptr : &rows_.front();
    }

    /// Only after `peek` has shown a row.
    T pop() {
        T row = std::move(rows_.front());
        rows_.pop_front();
        return row;
    }

private:
    Fetch fetch_;
    std::deque<T> rows_;
    std::optional<T> last_;
    bool ended_ = false;
};

}  // namespace otpost::ledger
