// SPDX-License-Identifier: Apache-2.0
#include "base/log.hpp"

#include "base/phone.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

namespace otpost::log {
namespace {

template <class T>
concept loggable = std::constructible_from<Value, const T&>;

template <class T>
concept field_of = requires(const T& value) { Field{"key", value}; };

static_assert(loggable<std::string> && loggable<int> && loggable<bool> && loggable<AccountId>);
static_assert(field_of<std::string> && !field_of<Secret> && !field_of<Personal>);
static_assert(!loggable<Secret> && !loggable<Personal> && !loggable<PhoneNumber>);
static_assert(!loggable<double> && !loggable<void*> && !loggable<char>);
static_assert(!fmt::is_formattable<Secret>::value && !fmt::is_formattable<Personal>::value);
static_assert(!fmt::is_formattable<PhoneNumber>::value);

template <class T>
concept streamable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!streamable<Secret> && !streamable<Personal> && !streamable<PhoneNumber>);
static_assert(!std::convertible_to<Secret, std::string>);
static_assert(!std::convertible_to<Personal, std::string>);

/// Takes what is logged while it lives.
class CapturedLog : public testing::Test {
protected:
    ~CapturedLog() override {
        configure({});
        if (stream_ != nullptr) std::fclose(stream_);
        std::free(data_);
    }

    void start(Level level, Format format) {
        stream_ = ::open_memstream(&data_, &size_);
        configure({level, format, stream_});
    }

    /// What was logged from the first letter after the time on.
    std::string text() {
        std::fflush(stream_);
        return {data_, size_};
    }

    std::string after_time() {
        const std::string all = text();
        return all.substr(std::min(all.find("Z") + 1, all.size()));
    }

private:
    std::FILE* stream_ = nullptr;
    char* data_ = nullptr;
    std::size_t size_ = 0;
};

TEST_F(CapturedLog, writes_json_with_typed_fields) {
    start(Level::info, Format::json);
    info(
        "lease opened",
        {{"lease", LeaseId{42}}, {"count", -3}, {"size", 7U}, {"demo", true}, {"request_id", "r-1"}}
    );
    EXPECT_EQ(
        after_time(),
        "\",\"level\":\"info\",\"message\":\"lease opened\",\"lease\":\"ls_42\",\"count\":-3,"
        "\"size\":7,\"demo\":true,\"request_id\":\"r-1\"}\n"
    );
}

TEST_F(CapturedLog, writes_text_for_people) {
    start(Level::info, Format::text);
    warning("store is slow", {{"milliseconds", 1'200}});
    EXPECT_EQ(after_time(), " warning \"store is slow\" milliseconds=1200\n");
}

TEST_F(CapturedLog, SEC_L1_EscapesWhatCouldForgeALine) {
    start(Level::info, Format::json);
    info(
        "a\nb",
        {{"agent", "\x1b[2J\x7f\xC2\x9B\"\\"},
         {"bad", "\xFF\xC0\xAF\xED\xA0\x80"},
         {"good", "né€😀"}}
    );
    const std::string line = text();
    EXPECT_EQ(std::ranges::count(line, '\n'), 1);
    EXPECT_NE(line.find(R"("a\u000ab")"), std::string::npos) << line;
    EXPECT_NE(line.find(R"("\u001b[2J\u007f\u009b\"\\")"), std::string::npos) << line;
    EXPECT_NE(line.find("\"good\":\"né€😀\""), std::string::npos) << line;
    EXPECT_EQ(line.find('\xFF'), std::string::npos);
    EXPECT_EQ(line.find('\xED'), std::string::npos);
}

TEST_F(CapturedLog, keeps_quiet_below_its_level) {
    start(Level::warning, Format::text);
    debug("no");
    info("no");
    EXPECT_EQ(text(), "");
    EXPECT_FALSE(enabled(Level::info));
    error("yes");
    EXPECT_EQ(after_time(), " error \"yes\"\n");
}

TEST_F(CapturedLog, lines_of_several_threads_stay_whole) {
    start(Level::info, Format::text);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([] {
            for (int i = 0; i < 100; ++i) info("line", {{"end", "."}});
        });
    for (std::thread& thread : threads) thread.join();
    const std::string all = text();
    EXPECT_EQ(std::ranges::count(all, '\n'), 400);
    std::size_t whole = 0;
    for (std::size_t at = 0; (at = all.find("\"line\" end=\".\"\n", at)) != std::string::npos; ++at)
        ++whole;
    EXPECT_EQ(whole, 400U);
}

TEST(LogLevel, reads_its_own_names) {
    for (const Level level : {Level::debug, Level::info, Level::warning, Level::error})
        EXPECT_EQ(parse_level(to_string(level)), level);
    EXPECT_FALSE(parse_level("verbose"));
}

}  // namespace
}  // namespace otpost::log
