// SPDX-License-Identifier: Apache-2.0
// What the routes of the second factor read and answer.
#pragma once

#include "api/schema/fields.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct SecondFactorView {
    bool active = false;
    bool required = false;  ///< of this role
    std::optional<std::string> active_since{};
    std::int64_t recovery_codes_left = 0;
};
BOOST_DESCRIBE_STRUCT(SecondFactorView, (), (active, required, active_since, recovery_codes_left))

struct EnrolmentView {
    std::string secret{};
    std::string uri{};
    std::string qr{};
    std::string expires_at{};
};
BOOST_DESCRIBE_STRUCT(EnrolmentView, (), (secret, uri, qr, expires_at))

struct RecoveryCodesView {
    std::vector<std::string> recovery_codes{};
};
BOOST_DESCRIBE_STRUCT(RecoveryCodesView, (), (recovery_codes))

struct SecondFactorCodeRequest {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(SecondFactorCodeRequest, (), (code))

struct TurnOffSecondFactorRequest {
    std::string password;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TurnOffSecondFactorRequest, (), (password, code))

namespace schema {

inline constexpr std::array second_factor_rules{
    FieldRule{.field = "required", .description = "whether the role asks for it"},
    FieldRule{.field = "active_since", .format = "date-time"}
};

template <>
struct Rules<SecondFactorView> {
    static constexpr std::span<const FieldRule> fields{second_factor_rules};
};

inline constexpr std::array enrolment_rules{
    FieldRule{
        .field = "secret",
        .description = "Base32, for the app; as `uri` and `qr` empty in a repeated answer"
    },
    FieldRule{.field = "uri", .description = "the same as an otpauth URI"},
    FieldRule{.field = "qr", .description = "the URI as a QR code: an SVG in a data URL"},
    FieldRule{
        .field = "expires_at", .description = "until then a code proves it", .format = "date-time"
    }
};

template <>
struct Rules<EnrolmentView> {
    static constexpr std::span<const FieldRule> fields{enrolment_rules};
};

inline constexpr std::array recovery_codes_rules{FieldRule{
    .field = "recovery_codes",
    .description = "each signs in once in place of the app; none in a repeated answer"
}};

template <>
struct Rules<RecoveryCodesView> {
    static constexpr std::span<const FieldRule> fields{recovery_codes_rules};
};

inline constexpr FieldRule second_factor_code_rule{
    .field = "code",
    .description = "six digits of the app, or a recovery code",
    .length_min = 1,
    .length_max = 64
};
inline constexpr std::array second_factor_code_rules{second_factor_code_rule};

template <>
struct Rules<SecondFactorCodeRequest> {
    static constexpr std::span<const FieldRule> fields{second_factor_code_rules};
};

inline constexpr std::array turn_off_rules{
    FieldRule{.field = "password", .length_max = 1024}, second_factor_code_rule
};

template <>
struct Rules<TurnOffSecondFactorRequest> {
    static constexpr std::span<const FieldRule> fields{turn_off_rules};
};

}  // namespace schema

}  // namespace otpost::api
