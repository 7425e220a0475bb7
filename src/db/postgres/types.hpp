// SPDX-License-Identifier: Apache-2.0
// Object ids of PostgreSQL's own types, fixed for ever in its catalogue (pg_type.dat).
#pragma once

#include <libpq-fe.h>

namespace otpost::db::postgres::type {

inline constexpr Oid inferred = 0;  ///< the server takes the type from the context
inline constexpr Oid boolean = 16;
inline constexpr Oid bytea = 17;
inline constexpr Oid name = 19;
inline constexpr Oid int8 = 20;
inline constexpr Oid int2 = 21;
inline constexpr Oid int4 = 23;
inline constexpr Oid text = 25;
inline constexpr Oid unknown = 705;
inline constexpr Oid varchar = 1043;
inline constexpr Oid numeric = 1700;

}  // namespace otpost::db::postgres::type
