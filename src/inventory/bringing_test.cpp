// SPDX-License-Identifier: Apache-2.0
#include "inventory/bringing.hpp"

#include "inventory/inventory_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::inventory {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class BringingTest : public HouseTest {
protected:
    Result<std::vector<NumberId>> bring(const std::vector<NumberText>& numbers) {
        const Attestation attestation{AccountId{77}, std::string{consent_statement.version}};
        return write([&](db::Tx& tx) {
            return bring_numbers(tx, moment(), {supplier_, attestation, numbers});
        });
    }

    Result<std::vector<NumberId>> import(std::string_view csv) {
        const auto numbers = read_numbers(csv);
        if (!numbers) return std::unexpected{numbers.error()};
        return bring(*numbers);
    }

    std::vector<Number> all() {
        return db::read(database(), [](db::Tx& tx) {
            return list_numbers(tx, {}, NumberId{}, 100);
        });
    }

    static std::vector<std::string> places(const Error& error) {
        std::vector<std::string> places;
        for (const auto& field : error.fields) places.push_back(field.field);
        return places;
    }

    /// What the messages begin with.
    static std::vector<std::string> codes(const Error& error) {
        std::vector<std::string> codes;
        for (const auto& [field, message] : error.fields)
            codes.push_back(message.substr(0, message.find(':')));
        return codes;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, BringingTest, testing::all_engines, testing::engine_name);

TEST_P(BringingTest, T2_TheAttestationIsStoredWithEveryNumber) {
    const auto added =
        bring({{"a", "+4915112345678", "", ""}, {"b", "+33639012345", "FR", "chat"}});
    ASSERT_TRUE(added) << added.error().message;
    const auto numbers = all();
    ASSERT_EQ(numbers.size(), 2U);
    for (const auto& number : numbers) {
        EXPECT_EQ(number.attested_by, AccountId{77});
        EXPECT_EQ(number.attestation_version, consent_statement.version);
        EXPECT_EQ(number.attested_at, now());
    }
    EXPECT_EQ(numbers[0].country, "DE");
    EXPECT_EQ(numbers[1].country, "FR");
}

TEST_P(BringingTest, NumbersAreReadAsPeopleWriteThem) {
    ASSERT_TRUE(bring({{"a", " +49 (151) 1234-5678", "", "all"}}));
    EXPECT_EQ(all().front().e164, "+4915112345678");
}

TEST_P(BringingTest, EveryMistakeIsToldAndNothingAdded) {
    const auto refused = import(
        "e164,country,services\n"
        "+4915112345678,DE,all\n"
        "12345,,\n"
        "+4915112345679,FR,\n"
        "+4915112345680,,nothing\n"
        "+4915112345681,,chat\n"
    );
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::validation_failed);
    EXPECT_THAT(places(refused.error()), ElementsAre("line 3", "line 4", "line 5"));
    EXPECT_THAT(
        codes(refused.error()),
        ElementsAre("number_invalid", "number_of_other_country", "service_unknown")
    );
    EXPECT_THAT(refused.error().message, HasSubstr("3 of the numbers"));
    EXPECT_THAT(all(), IsEmpty());
}

TEST_P(BringingTest, ANumberThatIsThereAlreadyIsNamed) {
    ASSERT_TRUE(import("e164\n+4915112345678\n"));
    const auto refused = import("e164\n+4915112345679\n+4915112345678\n+4915112345679\n");
    ASSERT_FALSE(refused);
    EXPECT_THAT(places(refused.error()), ElementsAre("line 3", "line 4"));
    EXPECT_THAT(codes(refused.error()), ElementsAre("number_taken", "number_taken"));
    EXPECT_EQ(all().size(), 1U);
}

TEST_P(BringingTest, TheCountryMustBeInTheCatalogue) {
    const auto refused = import("e164\n+447700900001\n");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().fields.at(0).message, HasSubstr("catalogue"));
    EXPECT_THAT(codes(refused.error()), ElementsAre("country_unknown"));
}

TEST_P(BringingTest, ABatchHasItsBounds) {
    EXPECT_THAT(codes(bring({}).error()), ElementsAre("numbers_count"));
    std::vector<NumberText> many(batch_max + 1);
    EXPECT_EQ(bring(many).error().code, ErrorCode::validation_failed);
    many.resize(batch_max);
    EXPECT_EQ(bring(many).error().fields.size(), 20U) << "the first 20 mistakes";
    const auto misnamed = read_numbers("number\n+4915112345678\n");
    ASSERT_FALSE(misnamed) << "the column has another name";
    EXPECT_THAT(codes(misnamed.error()), ElementsAre("file_unreadable"));
}

}  // namespace

}  // namespace otpost::inventory
