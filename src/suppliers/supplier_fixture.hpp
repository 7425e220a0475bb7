// SPDX-License-Identifier: Apache-2.0
// What an adapter is made with, for tests of adapters that only read and answer webhooks.
#pragma once

#include "crypto/key_ring.hpp"
#include "messages/extract/extract.hpp"
#include "suppliers/adapter.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace otpost::suppliers {

class SupplierTest : public ::testing::Test {
protected:
    AdapterSetup setup(const std::vector<std::string>& secrets, std::string public_url = {}) {
        std::vector<Secret> all;
        for (const std::string& secret : secrets) all.emplace_back(secret);
        inventory::Supplier supplier;
        supplier.id = SupplierId{7};
        return {
            supplier,
            std::move(all),
            std::move(public_url),
            store_.database(),
            intake_,
            timer_,
            random_
        };
    }

private:
    otpost::testing::TestStore store_{db::Engine::sqlite};
    net::ManualTimer timer_{Time{}};
    SystemRandom random_;
    IdGenerator ids_{timer_, 1};
    messages::Extractor extractor_ = messages::Extractor::from_embedded();
    crypto::KeyRing ring_{std::nullopt, random_, Time{}, 16};
    messages::Inbox inbox_{extractor_, ring_};
    Intake intake_{store_.database(), inbox_, timer_, ids_, random_};
};

}  // namespace otpost::suppliers
