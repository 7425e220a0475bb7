// SPDX-License-Identifier: Apache-2.0
// The measures, each of which prints its figures. A folder is on the disk that is measured.
#pragma once

#include "figures.hpp"

#include <filesystem>

namespace otpost::bench {

/// Answers of /healthz against a bare Asio server, reads of a lease against /healthz.
void measure_http(const std::filesystem::path& folder, const Length& length);

/// Leases opened over HTTP against the same statements run on SQLite directly. False when the
/// ledger does not verify afterwards.
bool measure_sqlite_leases(const std::filesystem::path& folder, const Length& length);

/// Against pgbench with one function that does the same.
bool measure_postgres_leases(const std::filesystem::path& folder, const Length& length);

/// From the acknowledgement of a message to its event on the stream of its customer.
void measure_messages(const std::filesystem::path& folder, const Length& length);

void measure_idle_streams(const std::filesystem::path& folder, const Length& length);
void measure_extraction();

/// What counting a request against its limits costs, headers included.
void measure_limits();

/// How long a poll of a lease takes while two hundred strangers try to sign in.
void measure_sign_in_storm(const std::filesystem::path& folder, const Length& length);
void measure_start(const std::filesystem::path& folder);

/// How rates and latencies hold as the store grows: shares of 10 million leases, 1 million numbers
/// and 100,000 accounts. False when a ledger does not verify.
bool measure_growth(const std::filesystem::path& folder, const Length& length);

void measure_disk(const std::filesystem::path& folder);

}  // namespace otpost::bench
