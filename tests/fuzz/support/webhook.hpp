// SPDX-License-Identifier: Apache-2.0
// An adapter of a supplier as webhooks reach it, and what must hold of every message it reads.
#pragma once

#include "suppliers/adapter.hpp"

#include <string>

namespace otpost::suppliers {

inline constexpr std::string_view webhook_secret = "whsec_of_the_fuzzers";
inline constexpr std::string_view webhook_url = "https://otp.example/ingest/x/y";
inline constexpr std::int64_t webhook_seconds = 1'795'000'000;  // 2026-11-18
inline constexpr Time webhook_now = from_micros(webhook_seconds * 1'000'000);

/// An adapter that reads and answers; it has no store behind it.
std::unique_ptr<Adapter> make_fuzzed(std::unique_ptr<Adapter> (*make)(const AdapterSetup&));

/// Nobody but the holder of the secret is listened to.
void check_forged(const Adapter& adapter, const net::Request& request);

/// Reads a genuine call; what it gives is fit for the house.
void check_genuine(const Adapter& adapter, const net::Request& request);

}  // namespace otpost::suppliers
