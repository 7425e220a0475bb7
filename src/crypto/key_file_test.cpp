// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_file.hpp"

#include "crypto/encoding.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace otpost::crypto {
namespace {

namespace fs = std::filesystem;

class KeyFile : public ::testing::Test {
protected:
    fs::path write(const std::string& text, mode_t mode = 0600) {
        const fs::path path = folder / "written.key";
        std::ofstream{path} << text;
        ::chmod(path.c_str(), mode);
        return path;
    }

    SystemRandom random;
    testing::TempFolder temporary;
    const fs::path& folder = temporary.path();
};

TEST_F(KeyFile, SEC_C2_IsMadeOnceForItsOwnerOnly) {
    const fs::path path = folder / "pepper.key";
    EXPECT_FALSE(load_key(path));
    const Key made = load_or_create_key(path, random);
    struct stat status{};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    EXPECT_EQ(hex(load_or_create_key(path, random).reveal()), hex(made.reveal()));
    EXPECT_EQ(hex(load_key(path).value().reveal()), hex(made.reveal()));
    EXPECT_EQ(std::distance(fs::directory_iterator{folder}, {}), 1);
}

TEST_F(KeyFile, SEC_C2_RefusesAFileOpenToOthers) {
    const std::string text = std::string(64, 'a') + "\n";
    EXPECT_TRUE(load_key(write(text)));
    EXPECT_TRUE(load_key(write(text, 0400)));
    ::chmod((folder / "written.key").c_str(), 0600);
    for (const mode_t mode : {mode_t{0644}, mode_t{0640}, mode_t{0660}, mode_t{0604}, mode_t{0601}})
        EXPECT_THROW(load_key(write(text, mode)), KeyFileError) << mode;
    EXPECT_THROW(load_or_create_key(folder / "written.key", random), KeyFileError);
}

TEST_F(KeyFile, refuses_what_is_not_a_key) {
    for (const std::string& text :
         {std::string{},
          std::string(63, 'a'),
          std::string(65, 'a'),
          std::string(64, 'g'),
          std::string(66, 'a'),
          std::string(64, 'a') + "\n\n"})
        EXPECT_THROW(load_key(write(text)), KeyFileError) << text;
    EXPECT_THROW(load_key(folder), KeyFileError);
    EXPECT_THROW(load_or_create_key(folder / "no" / "such.key", random), KeyFileError);
}

TEST_F(KeyFile, processes_that_start_at_once_get_the_same_key) {
    std::vector<std::string> keys(8);
    std::vector<std::thread> threads;
    for (std::string& key : keys)
        threads.emplace_back([&] {
            key = hex(load_or_create_key(folder / "shared.key", random).reveal());
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& key : keys) EXPECT_EQ(key, keys.front());
}

}  // namespace
}  // namespace otpost::crypto
