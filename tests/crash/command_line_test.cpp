// SPDX-License-Identifier: Apache-2.0
// The commands as people and scripts call them: exit status, what they print, what they change.
#include "house.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <future>

namespace otpost::crash {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view whatsapp_lease = R"({"country":"GB","service":"whatsapp"})";

using CommandLineStoreTest = HouseTest;
INSTANTIATE_TEST_SUITE_P(
    CommandLine, CommandLineStoreTest, otpost::testing::all_engines, otpost::testing::engine_name
);

struct Tampering {
    const char* what;
    const char* forge;
    const char* repair;
    const char* named;  ///< what the complaint has to name
};

constexpr Tampering tamperings[] = {
    {"amount",
     "UPDATE transfer SET amount = amount + 1 WHERE kind = 'refund'",
     "UPDATE transfer SET amount = amount - 1 WHERE kind = 'refund'",
     "transfer tr_"},
    {"reason",
     "UPDATE transfer SET reason = 'a gift' WHERE kind = 'top_up'",
     "UPDATE transfer SET reason = 'demo balance' WHERE kind = 'top_up'",
     "hash"},
    {"balance",
     "UPDATE wallet SET balance = balance + 1000000 WHERE version > 0",
     "UPDATE wallet SET balance = balance - 1000000 WHERE version > 0",
     "wallet wa_"},
    {"lease status",
     "UPDATE lease SET status = 'cancelled', closed_at = opened_at, close_reason = 'cancelled' "
     "WHERE status = 'waiting'",
     "UPDATE lease SET status = 'waiting', closed_at = NULL, close_reason = NULL "
     "WHERE close_reason = 'cancelled' AND closed_at = opened_at",
     "lease ls_"},
    {"missing row", "DELETE FROM transfer WHERE kind = 'refund'", nullptr, "wallet wa_"},
};

TEST_P(CommandLineStoreTest, I10_VerifyNamesTheFirstDifference) {
    house().start();
    auto client = house().client();
    ASSERT_EQ(client.post("/v1/leases", whatsapp_lease, "stays").status, 201);
    const auto opened = client.post("/v1/leases", whatsapp_lease, "goes");
    const std::string lease{opened.object().at("id").as_string()};
    ASSERT_EQ(client.post("/v1/leases/" + lease + "/cancel", "", "cancel").status, 200);
    EXPECT_EQ(house().verified_leases(), 2) << "beside the running server";
    house().terminate();
    if (GetParam() == db::Engine::sqlite)
        house().tamper("DROP TRIGGER transfer_no_update; DROP TRIGGER transfer_no_delete");
    else
        house().tamper("ALTER TABLE transfer DISABLE TRIGGER ALL");
    for (const auto& [what, forge, repair, named] : tamperings) {
        SCOPED_TRACE(what);
        house().tamper(forge);
        const auto verified = house().command({"ledger", "verify"});
        EXPECT_EQ(verified.status, 1);
        EXPECT_THAT(verified.output, HasSubstr(named));
        if (repair == nullptr) continue;
        house().tamper(repair);
        EXPECT_EQ(house().verified_leases(), 2);
    }
}

TEST_P(CommandLineStoreTest, O2_MigrateTwiceChangesNothing) {
    for (int i = 0; i < 2; ++i) {
        const auto migrated = house().command({"migrate"});
        EXPECT_EQ(migrated.status, 0) << migrated.errors;
        EXPECT_THAT(migrated.output, HasSubstr("up to date"));
    }
}

TEST_P(CommandLineStoreTest, L2_NumbersOfANewSupplierCanBeLeased) {
    const std::string email = "owner@house.example";
    const auto made = house().command(
        {"account",
         "create",
         "--email",
         email,
         "--username",
         "attic_owner",
         "--birth-date",
         "1980-02-29"},
        "seventeen brown horses\n"
    );
    ASSERT_EQ(made.status, 0) << made.errors;
    EXPECT_THAT(made.output, AllOf(::testing::StartsWith("U-"), HasSubstr("user")));
    EXPECT_EQ(
        house().command({"account", "role", "--email", email, "--role", "operator"}).status, 0
    );
    const auto added = house().command(
        {"supplier",
         "add",
         "--slug",
         "attic",
         "--operator",
         email,
         "--share",
         "4000",
         "--cost",
         "0.01"}
    );
    ASSERT_EQ(added.status, 0) << added.errors;
    EXPECT_TRUE(fs::exists(house().data() / "secrets" / "attic"));
    const auto taken = house().command(
        {"numbers", "import", "--supplier", "attic", "--by", email, "-"},
        "e164,country,services,attestation\n+35799123456,CY,whatsapp,2026-11\n"
    );
    ASSERT_EQ(taken.status, 0) << taken.errors;
    house().start();
    auto client = house().client();
    const auto opened =
        client.post("/v1/leases", R"({"country":"CY","service":"whatsapp"})", "cyprus");
    ASSERT_EQ(opened.status, 201) << opened.text;
    EXPECT_EQ(opened.object().at("number"), "+35799123456");
}

TEST_P(CommandLineStoreTest, SEC_O5_TheOwnerOfTheMachineEndsALostSecondFactor) {
    const std::string seed = GetParam() == db::Engine::sqlite ? "x'00'" : "'\\x00'";
    house().tamper(
        "INSERT INTO second_factor (account_id, key_id, seed, active_since, last_step, failures, "
        "last_failure_at, retry_at) SELECT id, 0, " +
        seed + ", 0, 0, 0, 0, 0 FROM account WHERE email = 'user@demo.example'"
    );
    const std::vector<std::string> off{
        "account", "second-factor", "off", "--email", "user@demo.example", "--reason", "phone lost"
    };
    const auto done = house().command(off);
    EXPECT_EQ(done.status, 0) << done.errors;
    const auto again = house().command(off);
    EXPECT_EQ(again.status, 2);
    EXPECT_THAT(again.errors, HasSubstr("is not on for this account"));
    EXPECT_THAT(
        house().command({"audit", "list"}).output,
        AllOf(HasSubstr("second_factor.disabled"), HasSubstr("phone lost"))
    );
}

TEST_P(CommandLineStoreTest, TheCatalogueGoesOutAndInAgain) {
    const auto priced = house().command(
        {"catalog", "import", "prices", "-"},
        "country,service,price,currency\nGB,whatsapp,9.99,USD\n"
    );
    EXPECT_EQ(priced.status, 0) << priced.errors;
    EXPECT_THAT(house().command({"catalog", "export", "prices"}).output, HasSubstr("9.99"));
    for (const std::string table : {"countries", "services", "prices"}) {
        SCOPED_TRACE(table);
        const auto before = house().command({"catalog", "export", table});
        ASSERT_EQ(before.status, 0) << before.errors;
        const auto taken = house().command({"catalog", "import", table, "-"}, before.output);
        EXPECT_EQ(taken.status, 0) << taken.errors;
        const auto after = house().command({"catalog", "export", table});
        EXPECT_EQ(after.output, before.output);
    }
}

TEST_P(CommandLineStoreTest, ABadTableIsRefusedWithItsPlaceAndChangesNothing) {
    const auto before = house().command({"catalog", "export", "prices"}).output;
    const auto refused = house().command(
        {"catalog", "import", "prices", "-"},
        "country,service,price,currency\nGB,whatsapp,9.99,USD\nGB,telegram,cheap,USD\n"
    );
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.errors, AllOf(HasSubstr("line 3"), HasSubstr("price")));
    EXPECT_EQ(house().command({"catalog", "export", "prices"}).output, before);
}

class CommandLineTest : public ::testing::Test {
protected:
    Finished otpost(std::vector<std::string> words, std::string_view input = {}) {
        words.insert(words.begin(), binary());
        return run(words, input);
    }

    std::string write(const std::string& name, std::string_view content) {
        const auto path = folder_.path() / name;
        std::ofstream(path) << content;
        return path.string();
    }

    std::string data() const { return (folder_.path() / "data").string(); }

    TempFolder folder_;
};

struct BadConfiguration {
    const char* content;
    const char* complaint;
};

TEST_F(CommandLineTest, ABadConfigurationIsNamedWithItsLine) {
    constexpr BadConfiguration bad[] = {
        {"[leases]\nwindow = 5\n", "house.toml:2: leases.window is not a setting; [leases] has"},
        {"[leases]\nwindow_seconds = \"long\"\n", "leases.window_seconds must be a whole number"},
        {"[lease]\n", "[lease] is not a section; there are [accounts], [audit], [house], [leases]"},
        {"brand = \"Otpost\"\n", "is not a section"},
        {"[house]\nminimum_age = 12\n", "house.minimum_age must be at least 16"},
        {"[server]\nlisten = \"everywhere\"\n", "such as 127.0.0.1:8080"},
        {"[server\n", "house.toml:1:"},
        {"[store]\nurl = \"oracle:x\"\n", "sqlite:PATH"},
        {"[plans.free]\nper_hour = 0\nopen_at_once = 1\n", "both at least 1"},
    };
    for (const auto& [content, complaint] : bad) {
        const auto file = write("house.toml", content);
        const auto checked = otpost({"check-config", "--config", file, "--data", data()});
        EXPECT_EQ(checked.status, 2) << content;
        EXPECT_THAT(checked.errors, HasSubstr(complaint));
        const auto served = otpost({"serve", "--config", file, "--data", data()});
        EXPECT_EQ(served.status, 2) << content;
    }
    EXPECT_FALSE(fs::exists(data())) << "nothing is made for a house that can't be";
}

TEST_F(CommandLineTest, ASecretThatOthersCanReadIsNamed) {
    fs::create_directories(fs::path{data()} / "secrets");
    const auto secret = write("data/secrets/attic", "hush");
    fs::permissions(secret, fs::perms::others_read | fs::perms::owner_read);
    const auto checked = otpost({"check-config", "--data", data()});
    EXPECT_EQ(checked.status, 2);
    EXPECT_THAT(checked.errors, AllOf(HasSubstr(secret), HasSubstr("chmod 600")));
    fs::permissions(secret, fs::perms::owner_read);
    const auto good = otpost({"check-config", "--data", data()});
    EXPECT_EQ(good.status, 0) << good.errors;
}

TEST_F(CommandLineTest, AWrongCallSaysWhatIsRight) {
    const struct {
        std::vector<std::string> words;
        const char* complaint;
    } calls[] = {
        {{}, "which command? There are serve, migrate"},
        {{"sevre"}, "there is no command sevre. There are serve, migrate"},
        {{"ledger"}, "See `otpost ledger --help`"},
        {{"catalog", "import", "fruit", "-"}, "countries"},
        {{"account", "role", "--email", "a@b.example", "--role", "king"}, "operator"},
        {{"serve", "--listen", "nowhere"}, "--listen must be ADDRESS:PORT"},
        {{"serve", "--config", "/no/such/file"}, "there is no such file"},
        {{"ledger", "verify", "--data", "/no/such/folder"}, "There is no store"},
    };

    for (const auto& [words, complaint] : calls) {
        const auto called = otpost(words);
        EXPECT_EQ(called.status, 2) << complaint;
        EXPECT_THAT(called.errors, HasSubstr(complaint));
        EXPECT_THAT(called.output, IsEmpty());
    }
}

TEST_F(CommandLineTest, ExtractReadsLinesAndNamesTheBadOnes) {
    const auto read = otpost(
        {"extract"},
        "{\"sender\":\"WhatsApp\",\"text\":\"Your WhatsApp code: 481-927\"}\nnonsense\n"
        "{\"text\":\"Google: 123456 is your code\"}\n"
    );
    EXPECT_EQ(read.status, 1);
    EXPECT_EQ(
        read.output,
        "{\"code\":\"481927\",\"service\":\"whatsapp\"}\n{\"code\":null,\"service\":null}\n"
        "{\"code\":\"123456\",\"service\":\"google\"}\n"
    );
    EXPECT_THAT(read.errors, HasSubstr("line 2"));
}

TEST_F(CommandLineTest, TheInterfaceIsPrintedTwiceAtOnceAndNothingIsLeftBehind) {
    const auto environment = "TMPDIR=" + folder_.path().string();
    const auto print = [&] { return run({"/usr/bin/env", environment, binary(), "openapi"}); };
    auto other = std::async(std::launch::async, print);
    const auto printed = print();
    EXPECT_EQ(printed.status, 0) << printed.errors;
    EXPECT_EQ(other.get().output, printed.output);
    EXPECT_TRUE(json::parse(printed.output).as_object().contains("paths"));
    EXPECT_TRUE(fs::is_empty(folder_.path()));
}

TEST(CommandLineServeTest, ASecondServerIsRefusedWithItsReason) {
    House house(db::Engine::sqlite);
    house.start();
    const auto second = house.command({"serve", "--demo", "--listen", "127.0.0.1:0"});
    EXPECT_EQ(second.status, 1);
    EXPECT_THAT(second.errors, HasSubstr("is open in a running server"));
    House neighbour(db::Engine::sqlite);
    const auto address = "127.0.0.1:" + std::to_string(house.port());
    const auto same_port = neighbour.command({"serve", "--demo", "--listen", address});
    EXPECT_EQ(same_port.status, 1);
    EXPECT_THAT(
        same_port.errors,
        HasSubstr("can't listen on " + address + ": Address already in use; choose another")
    );
    EXPECT_EQ(house.client().get("/healthz").status, 200);
}

TEST(CommandLineServeTest, ARestartedDemoIsTheSame) {
    House house(db::Engine::sqlite);
    const auto demo_of = [&] {
        std::ifstream file(house.data() / "demo.json");
        auto demo = json::parse(std::string{std::istreambuf_iterator<char>{file}, {}}).as_object();
        demo.at("ingest").as_object().erase("url");
        demo.erase("url");
        return demo;
    };
    house.configure("[leases]\nwindow_seconds = 900\n");
    house.start();
    const auto first = demo_of();
    ASSERT_EQ(house.client().post("/v1/leases", whatsapp_lease, "kept").status, 201);
    house.terminate();
    house.start();
    EXPECT_EQ(demo_of(), first);
    EXPECT_EQ(house.client().get("/v1/leases").object().at("items").as_array().size(), 1U);
    // A configuration file keeps the limits of the demo: more at once than the plan `free` has.
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(house.client().post("/v1/leases", whatsapp_lease, std::to_string(i)).status, 201);
}

TEST(CommandLineServeTest, ADemoFileOfAnotherStoreIsNotBelieved) {
    House house(db::Engine::sqlite);
    for (const char* name : {"otpost.db", "otpost.db-wal", "otpost.db-shm"})
        fs::remove(house.data() / name);
    fs::remove_all(house.data() / "keys");
    house.start();
    EXPECT_EQ(house.client().get("/v1/wallet").status, 401) << "the old key is of no use";
    std::ifstream file(house.data() / "demo.json");
    const auto demo = json::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
    const std::string key{demo.at("accounts").at(0).at("api_key").as_string()};
    EXPECT_EQ(Client(house.port(), key, "").get("/v1/wallet").status, 200);
}

}  // namespace
}  // namespace otpost::crash
