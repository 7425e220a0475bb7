// SPDX-License-Identifier: Apache-2.0
#include "net/places.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace otpost::net {
namespace {

const Places places{OTPOST_SOURCE_DIR "/tests/data/places/places.mmdb"};

TEST(PlacesTest, A4_AddressesHaveACountryAndPerhapsACity) {
    EXPECT_EQ(places.find("192.0.2.5"), (Place{"CH", "Zürich"}));
    EXPECT_EQ(places.find("192.0.2.200"), (Place{"NL", ""}));
    EXPECT_EQ(places.find("2001:db8::17"), (Place{"NG", "Lagos"}));
    EXPECT_EQ(places.find("::ffff:192.0.2.5"), (Place{"CH", "Zürich"}));
}

TEST(PlacesTest, A4_WhatTheFileDoesNotKnowIsUnknown) {
    for (const auto* address : {"198.51.100.1", "2001:db9::1", "", "no address", "192.0.2.5:80"})
        EXPECT_EQ(places.find(address), Place{}) << address;
    EXPECT_EQ(Places{""}.find("192.0.2.5"), Place{});
}

TEST(PlacesTest, A4_OnlyNamesAndCountriesAreTaken) {
    EXPECT_EQ(places.find("203.0.113.5"), (Place{"FR", ""}));
    EXPECT_EQ(places.find("203.0.113.200"), Place{});
}

TEST(PlacesTest, A4_WhatIsNoGeoIpFileIsRefused) {
    EXPECT_THROW(Places{OTPOST_SOURCE_DIR "/tests/data/places/make_places.pl"}, std::runtime_error);
    EXPECT_THROW(Places{"/nowhere/places.mmdb"}, std::runtime_error);
}

}  // namespace
}  // namespace otpost::net
