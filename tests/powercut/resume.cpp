// SPDX-License-Identifier: Apache-2.0
#include "resume.hpp"

#include "db/open.hpp"
#include "leases/verify.hpp"
#include "ledger/ledger.hpp"
#include "world.hpp"

#include <exception>

namespace otpost::powercut {

namespace {

std::unique_ptr<db::Database> open_image(const Disk& image) {
    db::StoreOptions options;
    options.location = World::location();
    options.vfs = image.vfs();
    options.readers = 1;
    return db::open(options);
}

std::string verify(db::Database& database) {
    const auto report = leases::verify(database);
    return report.ok() ? "" : ledger::format(report);
}

}  // namespace

std::string verify_as_product(const Disk& image) {
    try {
        const auto database = open_image(image);
        return verify(*database);
    } catch (const std::exception& error) {
        return error.what();
    }
}

std::string resume_as_product(const Disk& image) {
    try {
        const auto database = open_image(image);
        const ManualClock clock{from_micros(2'000'000'000'000'000)};
        IdGenerator ids{clock, 2};
        SeededRandom random{1};
        if (auto fault = verify(*database); !fault.empty()) return fault;
        const auto credited = db::write(*database, [&](db::Tx& tx) {
            return ledger::credit_manual(
                tx,
                {WalletId{21}, Money{1}, "after the cut", AccountId{1}},
                {clock.now(), ids, random}
            );
        });
        if (!credited) return credited.error().message;
        return verify(*database);
    } catch (const std::exception& error) {
        return error.what();
    }
}

}  // namespace otpost::powercut
