// SPDX-License-Identifier: Apache-2.0
#include "app/secrets.hpp"

#include "app/private_file.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

namespace otpost::app {
namespace {

namespace fs = std::filesystem;

constexpr auto private_rights = fs::perms::owner_read | fs::perms::owner_write;

class SecretsTest : public ::testing::Test {
protected:
    const fs::path& data() const { return folder_.path(); }

    fs::path write(std::string_view content) {
        const auto path = data() / "secrets" / "attic";
        fs::create_directories(path.parent_path());
        std::ofstream(path) << content;
        fs::permissions(path, private_rights);
        return path;
    }

    testing::TempFolder folder_;
    SystemRandom random_;
};

TEST_F(SecretsTest, OneIsMadeOnceAndKept) {
    ensure_secret(data(), "attic", random_);
    const auto first = load_secrets(data(), "attic");
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].reveal().size(), 43U);
    ensure_secret(data(), "attic", random_);
    EXPECT_EQ(load_secrets(data(), "attic")[0].reveal(), first[0].reveal());
    EXPECT_EQ(fs::status(data() / "secrets" / "attic").permissions(), private_rights);
    EXPECT_EQ(fs::status(data() / "secrets").permissions(), fs::perms::owner_all);
}

TEST_F(SecretsTest, OldAndNewAreBothValid) {
    write("old\r\n\nnew\n");
    const auto secrets = load_secrets(data(), "attic");
    ASSERT_EQ(secrets.size(), 2U);
    EXPECT_EQ(secrets[0].reveal(), "old");
    EXPECT_EQ(secrets[1].reveal(), "new");
}

TEST_F(SecretsTest, WhereThereIsNoFileThereIsNoSecret) {
    EXPECT_TRUE(load_secrets(data(), "attic").empty());
}

TEST_F(SecretsTest, C2_OneThatOthersCanReadIsRefused) {
    const auto path = write("old\n");
    fs::permissions(path, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_THROW(load_secrets(data(), "attic"), std::runtime_error);
}

TEST_F(SecretsTest, AnEmptyFileIsRefused) {
    write("\n");
    EXPECT_THROW(load_secrets(data(), "attic"), std::runtime_error);
}

TEST_F(SecretsTest, ANameNeverLeavesTheFolder) {
    for (const char* name : {"", ".", "..", ".hidden", "../keys/server.key", "a/b"})
        EXPECT_THROW(load_secrets(data(), name), std::runtime_error) << name;
}

TEST_F(SecretsTest, AFileIsReplacedWholeWithItsRights) {
    const auto path = data() / "file";
    const auto leftover = data() / "file.new";
    std::ofstream(leftover) << "of a crash long ago, and longer than what comes now";
    fs::permissions(leftover, fs::perms::all);
    write_private_file(path, "one");
    write_private_file(path, "two");
    std::ifstream file(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>{file}, {}), "two");
    EXPECT_EQ(fs::status(path).permissions(), private_rights);
    EXPECT_FALSE(fs::exists(leftover));
    EXPECT_THROW(write_private_file(data() / "no" / "folder", "x"), std::runtime_error);
}

}  // namespace
}  // namespace otpost::app
