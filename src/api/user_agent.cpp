// SPDX-License-Identifier: Apache-2.0
#include "api/user_agent.hpp"

#include <array>
#include <span>

namespace otpost::api {

namespace {

struct Sign {
    std::string_view in_text;
    std::string_view name;
};

// The first that fits: browsers name those they want to be taken for as well.
constexpr std::array browsers{
    Sign{"Edg/", "Edge"},
    Sign{"EdgA/", "Edge"},
    Sign{"EdgiOS/", "Edge"},
    Sign{"OPR/", "Opera"},
    Sign{"Vivaldi/", "Vivaldi"},
    Sign{"SamsungBrowser/", "Samsung Internet"},
    Sign{"YaBrowser/", "Yandex Browser"},
    Sign{"DuckDuckGo/", "DuckDuckGo"},
    Sign{"FxiOS/", "Firefox"},
    Sign{"Firefox/", "Firefox"},
    Sign{"CriOS/", "Chrome"},
    Sign{"HeadlessChrome/", "Chrome"},
    Sign{"Chrome/", "Chrome"},
    Sign{"Safari/", "Safari"},
    Sign{"curl/", "curl"},
};

constexpr std::array systems{
    Sign{"iPhone", "iPhone"},
    Sign{"iPad", "iPad"},
    Sign{"Android", "Android"},
    Sign{"Windows", "Windows"},
    Sign{"CrOS", "ChromeOS"},
    Sign{"Macintosh", "macOS"},
    Sign{"Linux", "Linux"},
};

std::string_view first_of(std::span<const Sign> signs, std::string_view text) {
    for (const Sign& sign : signs)
        if (text.find(sign.in_text) != std::string_view::npos) return sign.name;
    return {};
}

}  // namespace

Device device_of(std::string_view user_agent) {
    return {first_of(browsers, user_agent), first_of(systems, user_agent)};
}

}  // namespace otpost::api
