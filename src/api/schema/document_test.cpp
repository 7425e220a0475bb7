// SPDX-License-Identifier: Apache-2.0
#include "api/schema/document.hpp"

#include "api/requests.hpp"
#include "api/views.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace otpost::api::schema {
namespace {

template <class T>
json::object component(std::string_view name) {
    json::object components;
    const json::object reference = schema_of<T>(components);
    EXPECT_EQ(reference.at("$ref").as_string(), "#/components/schemas/" + std::string{name});
    return components.at(as_json(name)).as_object();
}

TEST(SchemaDocument, AnswersRequireEveryFieldAndNameNull) {
    const auto schema = component<MessageView>("Message");
    EXPECT_EQ(
        json::serialize(schema.at("required")), R"(["id","received_at","sender","text","code"])"
    );
    EXPECT_EQ(schema.at("additionalProperties"), json::value(false));
    const auto& properties = schema.at("properties");
    EXPECT_EQ(json::serialize(properties.at("id").at("type")), R"("string")");
    EXPECT_EQ(json::serialize(properties.at("code").at("type")), R"(["string","null"])");
}

TEST(SchemaDocument, RequestsRequireOnlyWhatIsNotOptional) {
    const auto schema = component<OpenLeaseRequest>("OpenLeaseRequest");
    EXPECT_EQ(json::serialize(schema.at("required")), R"(["country","service"])");
    const auto& country = schema.at("properties").at("country");
    EXPECT_EQ(country.at("minLength"), json::value(2));
    EXPECT_EQ(country.at("maxLength"), json::value(2));
}

TEST(SchemaDocument, StructsInStructsAreReferenced) {
    json::object components;
    schema_of<LeaseCodeView>(components);
    EXPECT_TRUE(components.contains("Message"));
    EXPECT_EQ(
        json::serialize(components.at("LeaseCode").at("properties").at("message")),
        R"({"oneOf":[{"$ref":"#/components/schemas/Message"},{"type":"null"}]})"
    );
    schema_of<LeaseListView>(components);
    EXPECT_EQ(
        json::serialize(components.at("LeaseList").at("properties").at("items")),
        R"({"type":"array","items":{"$ref":"#/components/schemas/Lease"}})"
    );
}

TEST(SchemaDocument, ChoicesAreListedWithNullWhereItMayBe) {
    const auto schema = component<ListLeasesRequest>("ListLeasesRequest");
    const auto& choices = schema.at("properties").at("status").at("enum").as_array();
    EXPECT_EQ(choices.front(), json::value("open"));
    EXPECT_TRUE(choices.back().is_null());
}

}  // namespace
}  // namespace otpost::api::schema
