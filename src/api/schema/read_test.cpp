// SPDX-License-Identifier: Apache-2.0
#include "api/schema/read.hpp"

#include "api/requests.hpp"

#include <gmock/gmock.h>

namespace otpost::api::schema {
namespace {

struct Inner {
    std::string word;
    bool loud = false;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (word, loud))

struct Sample {
    std::string name;
    std::int64_t count = 0;
    double share = 0;
    std::optional<std::string> note;
    std::vector<Inner> parts;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (name, count, share, note, parts))

std::vector<std::string> read_into(std::string_view text, Sample& sample) {
    Faults faults;
    read_object(parse_body(text).value(), sample, {}, {}, faults);
    std::vector<std::string> lines;
    for (const FieldError& fault : faults) lines.push_back(fault.field + ": " + fault.message);
    return lines;
}

std::vector<std::string> faults_of(std::string_view text) {
    Sample sample;
    return read_into(text, sample);
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(SchemaRead, TakesEveryKindOfField) {
    Sample sample;
    const auto faults = read_into(
        R"({"name":"a","count":7,"share":0.5,"note":"n","parts":[{"word":"w","loud":true}]})",
        sample
    );
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(sample.name, "a");
    EXPECT_EQ(sample.count, 7);
    EXPECT_EQ(sample.share, 0.5);
    EXPECT_EQ(sample.note, "n");
    ASSERT_EQ(sample.parts.size(), 1U);
    EXPECT_TRUE(sample.parts[0].loud);
}

TEST(SchemaRead, OptionalMayBeNullOrLeftOut) {
    for (const char* note : {"", R"("note":null,)"}) {
        Sample sample;
        const std::string text =
            std::string{"{"} + note + R"("name":"a","count":1,"share":1,"parts":[]})";
        EXPECT_THAT(read_into(text, sample), IsEmpty());
        EXPECT_EQ(sample.note, std::nullopt);
    }
}

TEST(SchemaRead, NamesEveryFaultAtOnceWithItsPlace) {
    EXPECT_THAT(
        faults_of(R"({"name":1,"count":"x","share":"y","note":[],"parts":[{"word":1},7],"more":1})"
        ),
        UnorderedElementsAre(
            "name: must be a string",
            "count: must be a whole number",
            "share: must be a number",
            "note: must be a string",
            "parts[0].word: must be a string",
            "parts[0].loud: is required",
            "parts[1]: must be an object",
            "more: is not a field of this request"
        )
    );
}

TEST(SchemaRead, RequiredIsNeitherNullNorLeftOut) {
    EXPECT_THAT(
        faults_of(R"({"name":null,"share":1,"parts":[]})"),
        ElementsAre("name: is required", "count: is required")
    );
    EXPECT_THAT(faults_of("[]"), ElementsAre("body: must be an object"));
}

TEST(SchemaRead, WholeNumbersAreNotRounded) {
    EXPECT_THAT(
        faults_of(R"({"name":"a","count":1.5,"share":1,"parts":[]})"),
        ElementsAre("count: must be a whole number")
    );
    EXPECT_THAT(
        faults_of(R"({"name":"a","count":18446744073709551615,"share":1,"parts":[]})"),
        ElementsAre("count: must be a whole number")
    );
}

TEST(SchemaRead, TextHasLimits) {
    const std::string long_text(4097, 'x');
    EXPECT_THAT(
        faults_of(R"({"name":")" + long_text + R"(","count":1,"share":1,"parts":[]})"),
        ElementsAre("name: must be at most 4096 bytes long")
    );
    EXPECT_THAT(
        faults_of(R"({"name":"a\u0000b","count":1,"share":1,"parts":[]})"),
        ElementsAre("name: must be UTF-8 text without NUL")
    );
}

TEST(SchemaRead, RulesOfAFieldAreKept) {
    const auto faults_in_query = [](const Pairs& pairs) {
        ListLeasesRequest request;
        Faults faults;
        read_pairs(pairs, request, faults);
        std::vector<std::string> fields;
        for (const FieldError& fault : faults) fields.push_back(fault.field);
        return fields;
    };
    EXPECT_THAT(faults_in_query({{"status", "open"}, {"limit", "5"}}), IsEmpty());
    EXPECT_THAT(faults_in_query({{"status", "sleeping"}}), ElementsAre("status"));
    EXPECT_THAT(faults_in_query({{"limit", "5x"}}), ElementsAre("limit"));
    EXPECT_THAT(faults_in_query({{"limit", ""}}), ElementsAre("limit"));
    EXPECT_THAT(faults_in_query({{"limit", " 5"}}), ElementsAre("limit"));
    EXPECT_THAT(faults_in_query({{"colour", "red"}}), ElementsAre("colour"));
    EXPECT_THAT(faults_in_query({{"cursor", std::string(201, 'c')}}), ElementsAre("cursor"));
    EXPECT_THAT(faults_in_query({{"cursor", "\xFF"}}), ElementsAre("cursor"));
}

TEST(SchemaRead, FieldsOfThePathAreNotTakenFromTheBody) {
    SwitchLeaseRequest request;
    request.id = "ls_1";
    Faults faults;
    const auto body = parse_body(R"({"id":"ls_2","country":"GB","service":"x"})").value();
    read_object(body, request, {}, {"id"}, faults);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].field, "id");
    EXPECT_EQ(request.id, "ls_1");
}

TEST(SchemaRead, BodyIsParsedStrictly) {
    for (const std::string& text :
         {std::string{"{"},
          std::string{"{} x"},
          std::string{"{'a':1}"},
          std::string{"{\"a\":1,}"},
          std::string{"// c\n{}"},
          std::string{"\"\xFF\""},
          std::string(17, '[') + std::string(17, ']')}) {
        const auto parsed = parse_body(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, ErrorCode::malformed_json);
    }
    EXPECT_TRUE(parse_body(std::string(16, '[') + std::string(16, ']')));
}

}  // namespace
}  // namespace otpost::api::schema
