// SPDX-License-Identifier: Apache-2.0
// The commands on the audit log (A9).
#pragma once

#include "app/commands/commands.hpp"

namespace otpost::app {

struct AuditOptions {
    std::string checkpoints;  ///< a file; empty: the configured one
    int limit = 50;
};

/// Exit status 0: the log is whole and no checkpoint says that there was more.
int verify_audit(const CommonOptions& common, const AuditOptions& options);
int list_audit(const CommonOptions& common, const AuditOptions& options);

}  // namespace otpost::app
