// SPDX-License-Identifier: Apache-2.0
// What is left on disk of keys that nodes share (SEC-C5): a real PostgreSQL server, its log and
// its write-ahead log, a base backup and a dump made while content lived, and a thief who has all
// of them together with the keys of five minutes later.
#include "messages/testing/desk.hpp"
#include "testing/postgres_server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>

namespace otpost::messages {
namespace {

namespace fs = std::filesystem;
using otpost::testing::PostgresServer;

class KeyScanTest : public DeskTest {
protected:
    static constexpr std::string_view reload = "DO 'BEGIN PERFORM pg_reload_conf(); END'";

    void SetUp() override {
        DeskTest::SetUp();
        server_.run("ALTER SYSTEM SET log_min_duration_statement = 0");
        server_.run(reload);
    }

    void TearDown() override {
        server_.run("ALTER SYSTEM RESET log_min_duration_statement");
        server_.run(reload);
    }

    void live_through(Duration span) {
        const Time end = now() + span;
        while (now() < end) {
            advance(std::min<Duration>(5s, end - now()));
            run_duties();
        }
    }

    void receive_canary(std::string_view brand) {
        const std::string code = fmt::format("83951{:02}7", canaries_.size());
        EXPECT_EQ(
            receive(fmt::format("Your {} code is {}", brand, code)).outcome,
            Outcome::delivered_to_lease
        );
        canaries_.insert(code);
    }

    /// Notes every key there is now, as such and as it stands in the table.
    void note_keys() {
        for (const SealedKey& sealed : key_table()) {
            const crypto::Key key = shared_->unseal(sealed).value();
            secrets_.emplace(crypto::as_text(key.reveal()));
            sealed_.insert(sealed.sealed);
        }
        for (const Row& row : rows()) {
            const auto key = row.slot ? shared_->slot_key(*row.slot) : std::nullopt;
            if (key) secrets_.emplace(crypto::as_text(key->reveal()));
        }
    }

    static std::string bytes_of(const fs::path& path) {
        std::string bytes(fs::file_size(path), '\0');
        std::ifstream in{path, std::ios::binary};
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return bytes;
    }

    /// The first file that has any of the words.
    static std::string file_with(const fs::path& folder, const std::set<std::string>& words) {
        for (const auto& entry : fs::recursive_directory_iterator{folder}) {
            if (!entry.is_regular_file()) continue;
            const std::string content = bytes_of(entry.path());
            for (const std::string& word : words)
                if (::memmem(content.data(), content.size(), word.data(), word.size()) != nullptr)
                    return entry.path().string();
        }
        return "";
    }

    static void run(const std::string& command) {
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }

    /// All that somebody who copies what can be copied would have.
    void take_copies() {
        server_.run("CHECKPOINT");
        const std::string to_server = fmt::format("-h {} -U postgres", server_.folder().string());
        const fs::path dump = copies_.path() / "dump.sql";
        run(fmt::format(
            "{} {} -D {} -X fetch -c fast --no-sync",
            PostgresServer::program("pg_basebackup"),
            to_server,
            (copies_.path() / "base").string()
        ));
        run(fmt::format(
            "{} {} --exclude-table=vault_key -f {} {}",
            PostgresServer::program("pg_dump"),
            to_server,
            dump.string(),
            database_name()
        ));
        fs::copy(data() / "pg_wal", copies_.path() / "wal", fs::copy_options::recursive);
        EXPECT_NE(bytes_of(dump).find("wrapped_key"), std::string::npos) << "or it is no dump";
    }

    std::string database_name() {
        const std::string url = store().options().location;
        const auto start = url.find("///") + 3;
        return url.substr(start, url.find('?') - start);
    }

    fs::path data() const { return server_.folder() / "data"; }

    bool opens_today(const Row& row) {
        const std::string place = cell("message", row.id, "content");
        for (const SealedKey& sealed : key_table()) {
            const crypto::Key key = shared_->unseal(sealed).value();
            const crypto::Key slot = derive_slot_key(key, row.slot->tag);
            for (const crypto::Key* const outer : {&key, &slot}) {
                if (open_content(*outer, row.content, place)) return true;
                const auto inner = unwrap_key(*outer, row.wrapped_key, MessageId{row.id});
                if (inner && open_content(*inner, row.content, place)) return true;
            }
        }
        return false;
    }

    PostgresServer& server_ = PostgresServer::shared();
    otpost::testing::TempFolder copies_;
    std::set<std::string> canaries_;
    std::set<std::string> secrets_;
    std::set<std::string> sealed_;
};

INSTANTIATE_TEST_SUITE_P(
    Engines, KeyScanTest, ::testing::Values(db::Engine::postgres), otpost::testing::engine_name
);

TEST_P(KeyScanTest, SEC_C5_NoCopyMadeBeforeOpensAnythingFiveMinutesLater) {
    const auto shown = open_lease("whatsapp");
    const auto waiting = open_lease("telegram");
    for (int i = 0; i < 8; ++i) receive_canary("WhatsApp");
    note_keys();
    std::vector<Row> copied = rows();
    EXPECT_EQ(deliver(shown.id).deliveries.size(), 8U);
    const std::vector<Row> delivered = rows();
    copied.insert(copied.end(), delivered.begin(), delivered.end());
    for (const Row& row : copied) EXPECT_TRUE(opens_today(row)) << "or the test proves nothing";
    for (int i = 0; i < 4; ++i) receive_canary("Telegram");
    live_through(40s);
    note_keys();
    take_copies();
    live_through(5min);
    EXPECT_EQ(look(waiting.id).deliveries.size(), 4U) << "what nobody has seen lives on";

    for (const Row& row : copied) EXPECT_FALSE(opens_today(row)) << row.id;
    for (const fs::path& folder : {copies_.path(), server_.folder()}) {
        EXPECT_EQ(file_with(folder, canaries_), "");
        EXPECT_EQ(file_with(folder, secrets_), "");
    }
    EXPECT_EQ(file_with(copies_.path(), sealed_), "") << "not even sealed";
    EXPECT_EQ(file_with(data(), sealed_), "");
}

TEST_P(KeyScanTest, SEC_C5_TheFileOfDestroyedKeysIsGone) {
    const LeaseId lease = open_lease("whatsapp").id;
    receive_canary("WhatsApp");
    deliver(lease);
    note_keys();
    // A stopping server writes to disk what else would stay in its memory.
    shared_.reset();
    store().close();
    server_.stop();
    EXPECT_NE(file_with(data(), sealed_), "") << "or the scan proves nothing";
    server_.start();
    open_ring();
    EXPECT_NE(delivered_text(lease), "(gone)") << "an orderly restart loses nothing";
    // Keys were made ahead of their time too.
    live_through(6min);
    EXPECT_EQ(delivered_text(lease), "(gone)");
    store().close();
    server_.stop();
    EXPECT_EQ(file_with(data(), sealed_), "");
    server_.start();
}

TEST_P(KeyScanTest, SEC_C5_ACrashedServerHasNoKeysAndGetsThemBackFromANode) {
    const LeaseId lease = open_lease("whatsapp").id;
    receive_canary("WhatsApp");
    deliver(lease);
    server_.crash();
    server_.start();
    store().reopen();
    EXPECT_TRUE(key_table().empty());
    rotate(*shared_);
    const auto other = join();
    const auto contents =
        read([&](db::Tx& tx) { return open_contents(tx, lease, *other, moment()); });
    EXPECT_TRUE(contents.messages.front().content);
}

}  // namespace
}  // namespace otpost::messages
