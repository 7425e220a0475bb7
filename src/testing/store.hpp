// SPDX-License-Identifier: Apache-2.0
// Stores for tests: each is migrated, empty, of the engine asked for, and gone after the test.
//
//     using LeaseTest = testing::EngineTest;
//     INSTANTIATE_TEST_SUITE_P(Engines, LeaseTest, testing::all_engines, testing::engine_name);
//     TEST_P(LeaseTest, L1_OpensALease) { db::write(database(), [&](db::Tx& tx) { ... }); }
#pragma once

#include "db/open.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>

namespace otpost::testing {

/// A store of its own. Opened by the first call of database(); change options() before.
class TestStore {
public:
    explicit TestStore(db::Engine engine, Medium medium = Medium::memory);
    TestStore(const TestStore&) = delete;
    TestStore& operator=(const TestStore&) = delete;
    ~TestStore();

    db::Database& database();

    /// Stops and opens again, with options() as they are now.
    void reopen();

    /// Stops; the next database() opens it again.
    void close() { database_.reset(); }

    /// Makes it a store without any schema.
    void erase();

    db::StoreOptions& options() { return options_; }

    const std::filesystem::path& folder() const { return folder_.path(); }

private:
    TempFolder folder_;
    std::string postgres_database_;
    db::StoreOptions options_;
    std::unique_ptr<db::Database> database_;
};

/// The fixture of tests that run on every engine.
class EngineTest : public ::testing::TestWithParam<db::Engine> {
protected:
    db::Database& database() { return store_.database(); }

    TestStore& store() { return store_; }

    void reopen() { store_.reopen(); }

    const std::filesystem::path& folder() const { return store_.folder(); }

private:
    TestStore store_{GetParam()};
};

inline const auto all_engines = ::testing::Values(db::Engine::sqlite, db::Engine::postgres);

std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info);

/// Fails the test for each statement that the store's engine can't prepare.
void prepare_all(db::Database& database, std::initializer_list<const db::Statement*> statements);

}  // namespace otpost::testing
