// SPDX-License-Identifier: Apache-2.0
#include "identity/profile.hpp"

#include "identity/identity_fixture.hpp"

namespace otpost::identity {
namespace {

class ProfileTest : public IdentityTest {
protected:
    Result<> tell(const Profile& profile) {
        return write([&](db::Tx& tx) { return set_profile(tx, ada.id, profile, clock.now()); });
    }

    ShownProfile shown() {
        return read([&](db::Tx& tx) { return find_profile(tx, ada.id); }).value();
    }

    /// The field that was refused; empty if none was.
    std::string refused_field(const Profile& profile) {
        const auto told = tell(profile);
        if (told) return {};
        EXPECT_EQ(told.error().code, ErrorCode::validation_failed);
        return told.error().fields.at(0).field;
    }

    Account ada = register_one("ada");
};

INSTANTIATE_TEST_SUITE_P(
    Engines, ProfileTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(ProfileTest, A7_NothingIsToldUntilItsOwnerDoes) {
    EXPECT_EQ(shown().profile.display_name, "");
    EXPECT_EQ(shown().profile.time_zone, "");
    EXPECT_FALSE(shown().avatar);
    ASSERT_TRUE(tell({"Ada 李 🦊", "en", "Europe/Berlin"}));
    EXPECT_EQ(shown().profile.display_name, "Ada 李 🦊");
    EXPECT_EQ(shown().profile.language, "en");
    EXPECT_EQ(shown().profile.time_zone, "Europe/Berlin");
    ASSERT_TRUE(tell({}));
    EXPECT_EQ(shown().profile.display_name, "") << "what was told can be taken back";
    const auto nobody = read([&](db::Tx& tx) { return find_profile(tx, AccountId{7}); });
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().code, ErrorCode::not_found);
}

TEST_P(ProfileTest, A7_ANameIsOneVisibleLine) {
    const std::string fifty(50, 'x');
    EXPECT_EQ(refused_field({fifty, "", ""}), "");
    for (const std::string& name :
         {fifty + "x",
          std::string{" Ada"},
          std::string{"Ada "},
          std::string{"Ada\nLovelace"},
          std::string{"Ada\u202Etxt.exe"},
          std::string{"Ada\u200B"},
          std::string{"Ada\u2028"},
          std::string{"\uE000"},
          std::string{"Ada\xFF"},
          std::string{" "}})
        EXPECT_EQ(refused_field({name, "", ""}), "display_name") << name;
}

TEST_P(ProfileTest, A7_TimeZonesAreThoseOfTheDatabase) {
    for (const char* zone : {"UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+3"})
        EXPECT_EQ(refused_field({"", "", zone}), "") << zone;
    for (const char* zone : {"Mars/Olympus", "GMT+3:30", "europe berlin", "+02:00", "Etc/Unknown"})
        EXPECT_EQ(refused_field({"", "", zone}), "time_zone") << zone;
    EXPECT_EQ(refused_field({"", "", std::string(500, 'A')}), "time_zone");
}

TEST_P(ProfileTest, A7_LanguagesAreThoseThatExist) {
    EXPECT_EQ(refused_field({"", "en", ""}), "");
    for (const char* language : {"tlh", "EN", "en-"})
        EXPECT_EQ(refused_field({"", language, ""}), "language") << language;
}

TEST_P(ProfileTest, A7_APictureHasATagThatChangesWithIt) {
    const auto set = [&](std::string_view picture) {
        return write([&](db::Tx& tx) { return set_avatar(tx, ada.id, picture, clock.now()); });
    };
    const auto find = [&] { return read([&](db::Tx& tx) { return find_avatar(tx, ada.id); }); };
    EXPECT_FALSE(find());
    const auto first = set(std::string_view{"a\0b", 3});
    EXPECT_EQ(find()->picture, std::string_view("a\0b", 3));
    EXPECT_EQ(shown().avatar, first);
    const auto second = set("another");
    EXPECT_NE(second, first);
    EXPECT_EQ(find()->tag, second);
    EXPECT_EQ(set("another"), second);
    for (int i = 0; i < 2; ++i) {
        write([&](db::Tx& tx) { remove_avatar(tx, ada.id); });
        EXPECT_FALSE(find());
        EXPECT_FALSE(shown().avatar);
    }
}

}  // namespace
}  // namespace otpost::identity
