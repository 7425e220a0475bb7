// SPDX-License-Identifier: Apache-2.0
// What is known of a request or answer struct besides its C++ types: descriptions, limits and
// formats per field, from which validation and the OpenAPI document are both derived.
// Structs are described with BOOST_DESCRIBE_STRUCT; specialise `Rules` where a field needs more.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace otpost::api::schema {

struct FieldRule {
    std::string_view field{};
    std::string_view description{};
    std::size_t length_min = 0;
    std::size_t length_max = 0;  ///< 0: no limit of its own
    std::string_view format{};   ///< JSON Schema format, such as `date-time`
    std::span<const std::string_view> one_of{};
};

template <class T>
struct Rules {
    static constexpr std::span<const FieldRule> fields{};
};

template <class T>
constexpr const FieldRule* rule_of(std::string_view field) {
    for (const FieldRule& rule : Rules<T>::fields)
        if (rule.field == field) return &rule;
    return nullptr;
}

/// Answers always send every field, null or not; requests may leave optional ones out. Answer
/// structs are the ones named `...View`.
template <class T>
constexpr bool is_answer();

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

/// Calls `visit(name, pointer_to_member)` for every field in order.
template <Described T, class Visit>
constexpr void for_each_field(Visit visit) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto descriptor) {
        visit(std::string_view{descriptor.name}, descriptor.pointer);
    });
}

/// The bare name of a type, without namespaces.
template <class T>
constexpr std::string_view bare_name() {
    std::string_view name = __PRETTY_FUNCTION__;
    name = name.substr(name.find("T = ") + 4);
    name = name.substr(0, name.find_first_of("];"));
    if (const auto colon = name.rfind(':'); colon != std::string_view::npos)
        name.remove_prefix(colon + 1);
    return name;
}

template <class T>
constexpr bool is_answer() {
    return bare_name<T>().ends_with("View");
}

/// The name of a described struct in the OpenAPI document: its own without a `View` at the end.
template <class T>
constexpr std::string_view type_name() {
    std::string_view name = bare_name<T>();
    if (is_answer<T>()) name.remove_suffix(4);
    return name;
}

}  // namespace otpost::api::schema
