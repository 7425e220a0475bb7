// SPDX-License-Identifier: Apache-2.0
// Opens what a power cut left, as SQLite would at the next start, and judges it. The audit is a
// second opinion: plain SQL over the tables, sharing no code with the ledger's own verify.
#pragma once

#include "disk.hpp"
#include "world.hpp"

#include <span>
#include <string>

namespace otpost::powercut {

class Examiner {
public:
    /// Borrows the disk that images are put on.
    explicit Examiner(Disk& image) : image_(image), copy_(image.vfs() + "-copy") {}

    struct Recovered {
        std::string error;  ///< SQLite would not read it
        Bytes pages;        ///< else every page as a reader sees it
    };

    /// A new connection recovers the store and every page is read through it.
    const Recovered& recover();

    /// Of the last recover().
    const Recovered& recovered() const { return recovered_; }

    enum class Depth { quick, full };

    /// Structure (quick_check, or integrity_check), invariants I1-I10 and the receipts. Empty when
    /// all holds, else the first breach.
    std::string audit(std::span<const Receipt> receipts, Depth depth);

    /// Whether a call under this key was answered; one that was refused must not come back.
    bool has_answer(const std::string& key);

private:
    Disk& image_;
    Disk copy_;
    Recovered recovered_;
};

}  // namespace otpost::powercut
