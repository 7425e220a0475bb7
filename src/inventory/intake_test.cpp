// SPDX-License-Identifier: Apache-2.0
#include "inventory/inventory_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::inventory {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class IntakeTest : public HouseTest {
protected:
    Error refusal(const NewNumber& number) {
        const auto added = write([&](db::Tx& tx) { return add_number(tx, moment(), number); });
        EXPECT_FALSE(added.has_value());
        return added.error();
    }

    Result<std::size_t> import(std::string_view csv) {
        return write([&](db::Tx& tx) {
            return import_numbers(tx, moment(), supplier_, AccountId{77}, csv);
        });
    }

    std::vector<Number> numbers() {
        return db::read(database(), [](db::Tx& tx) {
            return list_numbers(tx, {}, NumberId{}, 1000);
        });
    }

    std::vector<std::string> places(std::string_view csv) {
        const auto imported = import(csv);
        EXPECT_FALSE(imported.has_value());
        std::vector<std::string> all;
        for (const auto& field : imported.error().fields) all.push_back(field.field);
        return all;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, IntakeTest, testing::all_engines, testing::engine_name);

TEST_P(IntakeTest, T2_WithoutAttestationANumberIsRefused) {
    auto number = next_number();
    number.attestation.reset();
    EXPECT_EQ(refusal(number).code, ErrorCode::attestation_missing);
    number.attestation = Attestation{AccountId{77}, ""};
    EXPECT_EQ(refusal(number).code, ErrorCode::attestation_missing);
    number.attestation = Attestation{AccountId{}, "2026-01"};
    EXPECT_EQ(refusal(number).code, ErrorCode::attestation_missing);
    EXPECT_THAT(numbers(), IsEmpty());
}

TEST_P(IntakeTest, T2_TheAttestationIsStoredWithTheNumber) {
    const auto id = add();
    const auto stored = numbers();
    ASSERT_EQ(stored.size(), 1U);
    EXPECT_EQ(stored[0].id, id);
    EXPECT_EQ(stored[0].attested_by, AccountId{77});
    EXPECT_EQ(stored[0].attested_at, now());
    EXPECT_EQ(stored[0].attestation_version, "2026-01");
    EXPECT_EQ(stored[0].status, NumberStatus::active);
}

TEST_P(IntakeTest, WhatIsWrongWithANumberIsSaid) {
    const auto with = [&](auto change) {
        auto number = next_number();
        change(number);
        return refusal(number).code;
    };
    EXPECT_EQ(with([](auto& n) { n.e164 = "+49x"; }), ErrorCode::number_invalid);
    EXPECT_EQ(with([](auto& n) { n.e164 = "4915112345678"; }), ErrorCode::number_invalid);
    EXPECT_EQ(with([](auto& n) { n.country = "FR"; }), ErrorCode::number_invalid);
    EXPECT_EQ(with([](auto& n) { n.country = "XX"; }), ErrorCode::country_unknown);
    EXPECT_EQ(with([](auto& n) { n.supplier = SupplierId{1}; }), ErrorCode::supplier_unknown);
    EXPECT_EQ(with([](auto& n) { n.services = {999}; }), ErrorCode::service_unknown);
}

TEST_P(IntakeTest, ABatchIsAddedWholeOrNotAtAll) {
    const auto known = next_number();
    ASSERT_TRUE(write([&](db::Tx& tx) { return add_number(tx, moment(), known); }));
    const auto batch = std::vector{next_number(), known};
    const auto added = write([&](db::Tx& tx) { return add_numbers(tx, moment(), batch); });
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().code, ErrorCode::number_taken);
    EXPECT_THAT(added.error().message, HasSubstr(known.e164));
    EXPECT_EQ(numbers().size(), 1U);
}

TEST_P(IntakeTest, NumbersAreImportedWithTheirServices) {
    const auto imported = import(
        "e164,country,services,attestation\n"
        "+4915112345678,DE,all,2026-01\n"
        "+33612345678,FR,chat  shop,2026-02\n"
    );
    EXPECT_EQ(imported.value(), 2U);
    EXPECT_EQ(numbers()[1].attestation_version, "2026-02");
    EXPECT_TRUE(take(shop_, "FR").has_value());
    EXPECT_TRUE(take(chat_, "DE").has_value());
}

TEST_P(IntakeTest, T2_AnImportNamesEveryMistakeAndTakesNothing) {
    EXPECT_THAT(
        places("e164,country,services,attestation\n"
               "+4915112345678,DE,all,2026-01\n"
               "+4915112345679,DE,all,\n"
               "+33612345678,DE,chat,1\n"
               "+4915112345670,DE,fax,1\n"
               "+4915112345671,ZZ,,1\n"),
        ElementsAre(
            "line 3, column 23 (attestation)",
            "line 4, column 1 (e164)",
            "line 5, column 19 (services)",
            "line 6, column 16 (country)",
            "line 6, column 19 (services)"
        )
    );
    EXPECT_THAT(
        places(
            "e164,country,services,attestation\n+4915112345678,DE,all,1\n+4915112345678,DE,all,1\n"
        ),
        ElementsAre("line 3, column 1 (e164)")
    );
    EXPECT_THAT(numbers(), IsEmpty());
}

}  // namespace

}  // namespace otpost::inventory
