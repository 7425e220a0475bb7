// SPDX-License-Identifier: Apache-2.0
// The commands on the audit log (A9).
#pragma once

#include "app/commands/commands.hpp"

#include <cstdint>
#include <string>

namespace otpost::app {

struct AuditOptions {
    std::string checkpoints;  ///< a file; empty: the configured one
    std::string public_key;   ///< hexadecimal; empty: that of the data folder's keys/audit.key
    std::int64_t seq = 0;     ///< to prove
    std::string proof;        ///< a file; - for standard input
    int limit = 50;
};

/// Exit status 0: the log is whole and no checkpoint says that there was more.
int verify_audit(const CommonOptions& common, const AuditOptions& options);
/// Prints the key with which checkpoints, anchors and proofs are verified anywhere.
int print_audit_key(const CommonOptions& common);
/// Prints a proof that the entry is in the log, for who has only the public key.
int prove_audit(const CommonOptions& common, const AuditOptions& options);
/// Needs no store. Exit status 0: the entry that it prints was in the log.
int verify_audit_proof(const CommonOptions& common, const AuditOptions& options);
int list_audit(const CommonOptions& common, const AuditOptions& options);

}  // namespace otpost::app
