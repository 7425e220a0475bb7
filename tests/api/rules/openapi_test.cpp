// SPDX-License-Identifier: Apache-2.0
// The published document is whole, and the shapes that programs are written against don't change
// unseen: core_shapes.json is compared, and written anew with OTPOST_UPDATE_SHAPES=1.
#include "house_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace otpost::api_test {
namespace {

namespace json = boost::json;

class OpenApi : public HouseTest {
protected:
    json::value document() { return stranger().get("/openapi.json").json; }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, OpenApi, ::testing::Values(db::Engine::sqlite), testing::engine_name
);

void collect_references(const json::value& value, std::set<std::string>& references) {
    if (const auto* object = value.if_object()) {
        for (const auto& item : *object) {
            if (item.key() == "$ref") references.insert(item.value().as_string().c_str());
            collect_references(item.value(), references);
        }
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) collect_references(item, references);
    }
}

/// Each field of an answer with its type, one a line.
std::string shape_of(const json::value& schema) {
    if (const auto* ref = schema.as_object().if_contains("$ref")) {
        const std::string_view name{ref->as_string().c_str()};
        return std::string{name.substr(name.rfind('/') + 1)};
    }
    if (const auto* one_of = schema.as_object().if_contains("oneOf"))
        return shape_of(one_of->as_array().at(0)) + " or null";
    const auto& type = schema.at("type");
    if (type.is_array()) return std::string{type.as_array().at(0).as_string().c_str()} + " or null";
    if (type.as_string() == "array") return "list of " + shape_of(schema.at("items"));
    return type.as_string().c_str();
}

json::object shapes_of(const json::value& document) {
    json::object shapes;
    for (const auto& schema : document.at("components").at("schemas").as_object()) {
        json::object fields;
        for (const auto& field : schema.value().at("properties").as_object())
            fields[field.key()] = shape_of(field.value());
        shapes[schema.key()] = std::move(fields);
    }
    return shapes;
}

/// One field a line, for readable differences.
std::string pretty(const json::object& shapes) {
    std::string text = "{\n";
    const char* between = "";
    for (const auto& shape : shapes) {
        text += fmt::format("{}  \"{}\": {{\n", between, shape.key().data());
        const char* comma = "";
        for (const auto& field : shape.value().as_object()) {
            text += fmt::format(
                "{}    \"{}\": \"{}\"", comma, field.key().data(), field.value().as_string().c_str()
            );
            comma = ",\n";
        }
        text += "\n  }";
        between = ",\n";
    }
    return text + "\n}\n";
}

TEST_P(OpenApi, O1_EveryReferenceLeadsSomewhere) {
    const json::value whole = document();
    EXPECT_EQ(whole.at("openapi").as_string(), "3.1.0");
    std::set<std::string> references;
    collect_references(whole, references);
    EXPECT_GT(references.size(), 10U);
    for (const std::string& reference : references) {
        ASSERT_TRUE(reference.starts_with("#/")) << reference;
        boost::system::error_code error;
        EXPECT_NE(whole.find_pointer(reference.substr(1), error), nullptr) << reference;
    }
}

TEST_P(OpenApi, O1_OperationsHaveUniqueIdsAndDeclareTheirParameters) {
    std::set<std::string> ids;
    const json::value whole = document();
    for (const auto& path : whole.at("paths").as_object()) {
        for (const auto& item : path.value().as_object()) {
            const auto& operation = item.value().as_object();
            const std::string id{operation.at("operationId").as_string().c_str()};
            EXPECT_TRUE(ids.insert(id).second) << id;
            EXPECT_TRUE(operation.contains("summary")) << id;
            EXPECT_TRUE(operation.at("responses").as_object().contains("default")) << id;
            std::set<std::string> in_path;
            if (const auto* parameters = operation.if_contains("parameters"))
                for (const auto& parameter : parameters->as_array())
                    if (const auto* in = parameter.as_object().if_contains("in");
                        in != nullptr && in->as_string() == "path")
                        in_path.insert(parameter.at("name").as_string().c_str());
            for (const auto name : api::path_parameters({path.key().data(), path.key().size()}))
                EXPECT_TRUE(in_path.contains(std::string{name})) << id << name;
        }
    }
    EXPECT_EQ(ids.size(), house().routes().size());
}

TEST_P(OpenApi, W6_IdempotencyKeyIsDeclaredWhereItIsAsked) {
    const json::value whole = document();
    for (const api::Route& route : house().routes()) {
        const auto method = std::string{net::to_string(route.spec.method)};
        std::string key;
        for (const char c : method) key += static_cast<char>(c | 0x20);
        const auto& operation = whole.at("paths").at(route.spec.path).at(key).as_object();
        const bool declared =
            json::serialize(operation).find("#/components/parameters/IdempotencyKey") !=
            std::string::npos;
        EXPECT_EQ(declared, route.idempotent) << route.spec.operation;
        // Who signs in, confirms or leaves asks for cookies, which are not kept for a repetition.
        // A wrong code must cost a try each time. A preview changes nothing.
        const std::string_view asks[] = {
            "put_password", "confirm_email", "turn_off_second_factor", "preview_prices"
        };
        const bool changes = route.spec.method != net::Method::get &&
                             route.spec.access != api::Access::anyone &&
                             !route.spec.path.starts_with("/v1/auth/") &&
                             std::ranges::count(asks, route.spec.operation) == 0 &&
                             route.spec.files.empty();  // kept twice is kept once
        EXPECT_EQ(route.idempotent, changes) << route.spec.operation;
    }
}

TEST_P(OpenApi, O1_SignInIsDescribed) {
    const json::value whole = document();
    const auto& sign_in = whole.at("paths").at("/v1/auth/sign-in").at("post").as_object();
    const std::string text = json::serialize(sign_in);
    EXPECT_NE(text.find("\"email\""), std::string::npos) << text;
    EXPECT_NE(text.find("#/components/schemas/SignIn\""), std::string::npos) << text;
    const auto& code = whole.at("paths").at("/v1/leases/{id}/code").at("get").as_object();
    EXPECT_NE(json::serialize(code).find("LeaseCode"), std::string::npos);
}

TEST_P(OpenApi, O1_CoreShapesAreUnchanged) {
    const std::string found = pretty(shapes_of(document()));
    const std::string file = OTPOST_API_TEST_DIR "/rules/core_shapes.json";
    if (std::getenv("OTPOST_UPDATE_SHAPES") != nullptr) std::ofstream{file} << found;
    std::ifstream stored{file};
    std::stringstream expected;
    expected << stored.rdbuf();
    EXPECT_EQ(found, expected.str());
}

}  // namespace
}  // namespace otpost::api_test
