// SPDX-License-Identifier: Apache-2.0
// What goes into a store comes out as it was, and what is refused is named alike by all engines.
#include "db/test_tables.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <optional>
#include <string>

namespace otpost::db {
namespace {

using ::testing::ElementsAre;

class ValueTest : public PlayTest {
protected:
    /// The name of the constraint that `work` runs into.
    template <class F>
    std::string conflict(F work) {
        try {
            write(database(), work);
        } catch (const Conflict& refused) {
            return refused.constraint;
        }
        return "no conflict";
    }

    void put(std::string_view label, std::optional<std::int64_t> number, Param data) {
        write(database(), [&](Tx& tx) {
            const Param params[] = {std::int64_t{1}, label, Tx::to_param(number), data};
            tx.run(sql::test::insert_everything, params, {});
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ValueTest, testing::all_engines, testing::engine_name);

TEST_P(ValueTest, ParametersAreBoundByTheirNumbers) {
    write(database(), [](Tx& tx) { tx.exec(sql::test::insert_backwards, 1, 22, "label"); });
    read(database(), [](Tx& tx) {
        tx.run(sql::test::read_item, std::array{Param{std::int64_t{1}}}, [](const Row& row) {
            EXPECT_EQ(row.text(0), "label");
            EXPECT_EQ(row.int64(1), 22);
        });
    });
}

TEST_P(ValueTest, TextOfAllUnicodeComesBack) {
    const std::string text =
        "a\x01\x7f\u00e9\u05d0\u4e2d\U0001f600 '\"\\%$1\r\n\u0301\uffff\U0010ffff";
    put(text, std::nullopt, {});
    const auto found = read(database(), [](Tx& tx) {
        return tx.one(
            sql::test::read_item, [](const Row& row) { return std::string{row.text(0)}; }, 1
        );
    });
    EXPECT_EQ(found, text);
}

TEST_P(ValueTest, TextWithANulByteIsRefused) {
    EXPECT_THROW(put(std::string_view{"a\0b", 3}, std::nullopt, {}), BadStatement);
}

TEST_P(ValueTest, BytesComeBackWithAllTheirZeros) {
    std::vector<std::byte> bytes(512);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i);
    put("", std::nullopt, std::span<const std::byte>{bytes});
    read(database(), [&](Tx& tx) {
        tx.one(
            sql::test::read_item,
            [&](const Row& row) {
                EXPECT_TRUE(std::ranges::equal(row.bytes(2), bytes));
                return 0;
            },
            1
        );
    });
}

TEST_P(ValueTest, EmptyIsNotNull) {
    put({}, std::nullopt, std::span<const std::byte>{});
    read(database(), [&](Tx& tx) {
        tx.run(sql::test::read_item, std::array{Param{std::int64_t{1}}}, [](const Row& row) {
            EXPECT_FALSE(row.is_null(0));
            EXPECT_EQ(row.text(0), "");
            EXPECT_TRUE(row.is_null(1));
            EXPECT_EQ(row.optional_int64(1), std::nullopt);
            EXPECT_FALSE(row.is_null(2));
            EXPECT_TRUE(row.bytes(2).empty());
        });
    });
}

TEST_P(ValueTest, ANullFirstDoesNotSpoilTheStatementForNumbers) {
    write(database(), [](Tx& tx) {
        tx.exec(sql::test::insert_everything, 1, "null", std::nullopt, std::nullopt);
        tx.exec(sql::test::insert_everything, 2, "number", 5, std::vector{std::byte{1}});
        EXPECT_EQ(
            tx.one(
                sql::test::raise_number, [](const Row& row) { return row.int64(0); }, 2, 3
            ),
            8
        );
    });
}

TEST_P(ValueTest, IntegersOfAllSizesComeBack) {
    const auto most = std::numeric_limits<std::int64_t>::max();
    put("", most, {});
    const auto found = read(database(), [](Tx& tx) {
        return tx.one(sql::test::read_item, [](const Row& row) { return row.int64(1); }, 1);
    });
    EXPECT_EQ(found, most);
}

TEST_P(ValueTest, SumsAndTruthsAreIntegers) {
    write(database(), [](Tx& tx) {
        for (const std::int64_t number : {1, 20'000, 300'000'000}) {
            tx.exec(sql::test::insert_everything, number, "", number * 1'000'000'000, std::nullopt);
        }
        tx.run(sql::test::sum_numbers, {}, [](const Row& row) {
            EXPECT_EQ(row.int64(0), 300'020'001'000'000'000);
            EXPECT_TRUE(row.boolean(1));
        });
    });
}

TEST_P(ValueTest, AValueOfAnotherTypeIsCorruption) {
    put("text", std::nullopt, {});
    const auto reading = [&](auto take) {
        return [this, take] {
            read(database(), [&](Tx& tx) { tx.one(sql::test::read_item, take, 1); });
        };
    };
    EXPECT_THROW(reading([](const Row& row) { return row.int64(0); })(), Corruption);
    EXPECT_THROW(reading([](const Row& row) { return row.int64(1); })(), Corruption);
    EXPECT_THROW(reading([](const Row& row) { return row.text(1).size(); })(), Corruption);
    EXPECT_THROW(reading([](const Row& row) { return row.bytes(0).size(); })(), Corruption);
    EXPECT_THROW(reading([](const Row& row) { return row.bytes(2).size(); })(), Corruption);
}

TEST_P(ValueTest, ConflictsAreNamedAlike) {
    const auto item = [](Tx& tx) { tx.exec(sql::test::insert_item, 1, "item"); };
    const auto pair = [](int a, int b, const char* kind) {
        return [=](Tx& tx) { tx.exec(sql::test::insert_pair, a, b, kind, std::nullopt); };
    };
    write(database(), item);
    write(database(), pair(1, 1, "main"));
    write(database(), pair(7, 1, "Folded"));
    EXPECT_EQ(conflict(item), "test_item.id");
    EXPECT_EQ(conflict(pair(1, 1, "side")), "test_pair.b,a");
    EXPECT_EQ(conflict(pair(1, 2, "main")), "test_pair.a");
    EXPECT_EQ(conflict(pair(7, 2, "fOLDED")), "test_pair_folded");
    EXPECT_EQ(
        conflict([](Tx& tx) { tx.exec(sql::test::insert_pair, 2, 2, "x", 99); }), "foreign_key"
    );
    EXPECT_EQ(
        conflict([](Tx& tx) { tx.exec(sql::test::insert_everything, 2, "", -1, std::nullopt); }),
        "test_item_number_positive"
    );
    EXPECT_EQ(
        conflict([](Tx& tx) {
            tx.exec(sql::test::insert_everything, 2, std::nullopt, 1, std::nullopt);
        }),
        "test_item.label"
    );
}

TEST_P(ValueTest, WrongStatementsAreOurMistake) {
    EXPECT_THROW(write(database(), [](Tx& tx) { tx.exec(sql::test::not_sql); }), BadStatement);
    EXPECT_THROW(
        write(database(), [](Tx& tx) { tx.exec(sql::test::insert_item, 1); }), BadStatement
    );
    EXPECT_THROW(write(database(), [](Tx& tx) { tx.prepare(sql::test::not_sql); }), BadStatement);
    testing::prepare_all(database(), {&sql::test::insert_item, &sql::test::lock_item});
}

}  // namespace
}  // namespace otpost::db
