// SPDX-License-Identifier: Apache-2.0
// Content is never in clear outside of memory: not in the store, its log, the ring, a copy made at
// any time, nor in what the house prints (M6, M7, I11). Canaries are looked for in every byte.
#include "load.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <random>

namespace otpost::crash {
namespace {

namespace fs = std::filesystem;

constexpr int canaries = 30;

struct Canary {
    std::string code;
    std::string words;   ///< in the text
    std::string sender;  ///< of the message
};

std::string random_word(std::random_device& chance, std::string_view alphabet, std::size_t size) {
    std::string word;
    while (word.size() < size) word += alphabet[chance() % alphabet.size()];
    return word;
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// As a number of its own: ids are digits too.
bool holds_number(const std::string& content, const std::string& number) {
    const auto is_digit = [&](std::size_t at) {
        return at < content.size() && content[at] >= '0' && content[at] <= '9';
    };
    for (auto at = content.find(number); at != std::string::npos; at = content.find(number, at + 1))
        if ((at == 0 || !is_digit(at - 1)) && !is_digit(at + number.size())) return true;
    return false;
}

class CanaryTest : public ::testing::Test {
protected:
    void lease_and_receive(int number) {
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
        Canary canary{
            random_word(chance_, "123456789", 8),
            random_word(chance_, letters, 16),
            random_word(chance_, letters, 11)
        };
        auto client = house_.client();
        const auto opened = client.post(
            "/v1/leases", R"({"country":"GB","service":"whatsapp"})", fmt::format("c-{}", number)
        );
        ASSERT_EQ(opened.status, 201) << opened.text;
        const auto lease = opened.object();
        const std::string id{lease.at("id").as_string()};
        const Sms sms{
            fmt::format("canary-{}", number),
            std::string{lease.at("number").as_string()},
            canary.sender,
            fmt::format("Your WhatsApp code: {} {}", canary.code, canary.words)
        };
        ASSERT_EQ(client.deliver(sms).status, 200);
        // A third is read by the customer, a third lies undelivered, a third comes by itself twice.
        if (number % 3 == 0) {
            const auto shown = client.get("/v1/leases/" + id);
            EXPECT_NE(shown.text.find(canary.words), std::string::npos) << shown.text;
            EXPECT_EQ(shown.object().at("code").as_string(), canary.code);
            EXPECT_EQ(
                client.post("/v1/leases/" + id + "/finish", "", fmt::format("f-{}", number)).status,
                200
            );
        }
        if (number % 3 == 1) EXPECT_EQ(client.deliver(sms).status, 200);
        canaries_.push_back(std::move(canary));
    }

    void expect_clean(const std::string& content, const std::string& where) const {
        for (const Canary& canary : canaries_) {
            EXPECT_EQ(content.find(canary.words), std::string::npos) << where;
            EXPECT_EQ(content.find(canary.sender), std::string::npos) << where;
            EXPECT_FALSE(holds_number(content, canary.code)) << where << ' ' << canary.code;
        }
    }

    void expect_clean(const fs::path& folder) const {
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) expect_clean(content_of(entry.path()), entry.path());
    }

    std::random_device chance_;
    House house_{db::Engine::sqlite};
    std::vector<Canary> canaries_;
};

TEST_F(CanaryTest, M6_ContentIsInNoFileAndNoLogLine) {
    house_.configure("[log]\nlevel = \"debug\"\n");
    house_.start();
    for (int i = 0; i < canaries && !HasFatalFailure(); ++i) lease_and_receive(i);
    const TempFolder backup;
    for (const char* name : {"otpost.db", "otpost.db-wal", "vault.ring"})
        fs::copy_file(house_.data() / name, backup.path() / name);
    EXPECT_EQ(house_.terminate(), 0);
    expect_clean(backup.path());
    expect_clean(house_.data());
    expect_clean(house_.process().output(), "standard output");
    expect_clean(house_.process().errors(), "standard error");
}

TEST_F(CanaryTest, M6_TheScanFindsWhatIsThere) {
    canaries_.push_back({"48219375", "mxqlwvbtyhzkfjdp", "qwertzuiopa"});
    EXPECT_TRUE(holds_number("id 48219375.", "48219375"));
    EXPECT_FALSE(holds_number("ls_148219375", "48219375"));
    std::ofstream(house_.data() / "leak") << "Your WhatsApp code: 48219375";
    EXPECT_TRUE(holds_number(content_of(house_.data() / "leak"), canaries_.front().code));
}

TEST_F(CanaryTest, M6_NoCoreDumpCanHoldContent) {
    house_.start();
    std::ifstream limits(fmt::format("/proc/{}/limits", house_.process().id()));
    std::string line;
    while (std::getline(limits, line) && !line.starts_with("Max core file size")) {
    }
    EXPECT_EQ(line.find("unlimited"), std::string::npos) << line;
    EXPECT_NE(line.find(" 0 "), std::string::npos) << line;
}

}  // namespace
}  // namespace otpost::crash
