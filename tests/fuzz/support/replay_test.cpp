// SPDX-License-Identifier: Apache-2.0
// Every target over its corpus and over what was found before, and over some thousand inputs made
// of these, the same ones each time. Fuzzing in earnest is `./dev fuzz`.
#include "base/random.hpp"
#include "support/fuzz.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <set>
#include <string>
#include <unistd.h>

namespace otpost::fuzz {

// GoogleTest asks for this name. NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Target& target, std::ostream* out) {
    *out << target.name;
}

namespace {

namespace fs = std::filesystem;

constexpr int mutations = 1'000;

std::string current;  ///< what is being read, for when it ends the program

void tell_current(int) {
    static_cast<void>(!::write(STDERR_FILENO, current.data(), current.size()));
}

void run(const Target& target, const std::string& name, std::string_view input) {
    current = "fuzz target " + std::string{target.name} + ", " + name + "\n";
    // A copy that ends where the input does, for the sanitizers.
    const std::vector<char> exact(input.begin(), input.end());
    target.run({exact.data(), exact.size()});
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::set<fs::path> files;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder, absent)) files.insert(entry.path());
    return {files.begin(), files.end()};
}

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string mutated(const std::vector<std::string>& seeds, Random& random) {
    const auto any = [&] { return seeds[random.below(seeds.size())]; };
    auto input = any();
    for (auto changes = 1 + random.below(4); changes > 0; --changes) {
        const auto at = random.below(input.size() + 1);
        const auto length = random.below(8);
        switch (random.below(4)) {
            case 0:
                input.insert(at, 1, static_cast<char>(random.below(256)));
                break;
            case 1:
                input.erase(at, length);
                break;
            case 2:
                input.insert(at, input.substr(random.below(input.size() + 1), length));
                break;
            default:
                const auto other = any();
                input.replace(at, length, other, random.below(other.size() + 1), 2 * length);
        }
    }
    return input;
}

class Fuzz : public testing::TestWithParam<Target> {
protected:
    static void SetUpTestSuite() { std::signal(SIGABRT, tell_current); }

    fs::path folder(const char* of) const { return fs::path{OTPOST_FUZZ_DIR} / of / name(); }

    std::string name() const { return std::string{GetParam().name}; }
};

TEST_P(Fuzz, T13_CorpusAndRegressionsAreClean) {
    const auto corpus = files_in(folder("corpus"));
    ASSERT_FALSE(corpus.empty());
    EXPECT_LE(corpus.size(), 50U);
    std::vector<std::string> seeds{""};
    for (const auto& file : corpus) seeds.push_back(content_of(file));
    for (const auto& file : files_in(folder("regressions"))) {
        seeds.push_back(content_of(file));
        run(GetParam(), file.filename(), seeds.back());
    }
    for (const auto& seed : seeds) run(GetParam(), "a seed: " + seed, seed);
    SeededRandom random{13};
    for (int i = 0; i < mutations; ++i)
        run(GetParam(), "mutation " + std::to_string(i), mutated(seeds, random));
}

INSTANTIATE_TEST_SUITE_P(
    Targets,
    Fuzz,
    testing::ValuesIn(targets().begin(), targets().end()),
    [](const auto& target) { return std::string{target.param.name}; }
);

}  // namespace

}  // namespace otpost::fuzz
