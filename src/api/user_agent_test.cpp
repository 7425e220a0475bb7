// SPDX-License-Identifier: Apache-2.0
#include "api/user_agent.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

struct Case {
    std::string_view user_agent;
    std::string_view browser;
    std::string_view system;
};

TEST(UserAgent, A4_DevicesAreCalledAsPeopleCallThem) {
    const Case cases[] = {
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/142.0.0.0 Safari/537.36",
         "Chrome",
         "Windows"},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
         "Edge",
         "Windows"},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0",
         "Opera",
         "Windows"},
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
         "Gecko) Version/18.6 Safari/605.1.15",
         "Safari",
         "macOS"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
         "like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1",
         "Chrome",
         "iPhone"},
        {"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
         "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
         "Samsung Internet",
         "Android"},
        {"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
         "Firefox",
         "Linux"},
        {"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/142.0.0.0 Safari/537.36",
         "Chrome",
         "ChromeOS"},
        {"something else", "", ""},
        {"", "", ""},
    };
    for (const Case& one : cases) {
        const Device device = device_of(one.user_agent);
        EXPECT_EQ(device.browser, one.browser) << one.user_agent;
        EXPECT_EQ(device.system, one.system) << one.user_agent;
    }
}

}  // namespace
}  // namespace otpost::api
