// SPDX-License-Identifier: Apache-2.0
// Parameters of one call as libpq wants them: integers as text (which fits any numeric context),
// text and bytes as they are, without a copy.
#pragma once

#include "db/database.hpp"

#include <libpq-fe.h>

#include <array>
#include <span>
#include <vector>

namespace otpost::db::postgres {

class Parameters {
public:
    Parameters(const Statement& statement, std::span<const Param> params);
    Parameters(const Parameters&) = delete;
    Parameters& operator=(const Parameters&) = delete;

    int count() const { return static_cast<int>(values_.size()); }

    const Oid* types() const { return types_.data(); }

    const char* const* values() const { return values_.data(); }

    const int* lengths() const { return lengths_.data(); }

    const int* formats() const { return formats_.data(); }

private:
    /// Digits, sign and the NUL that libpq looks for.
    using Digits = std::array<char, 24>;

    void add(Oid type, const char* value, std::size_t length, int format);

    std::vector<Digits> numbers_;
    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

}  // namespace otpost::db::postgres
