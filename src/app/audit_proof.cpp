// SPDX-License-Identifier: Apache-2.0
#include "app/audit_proof.hpp"

#include "crypto/encoding.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace otpost::app {

namespace json = boost::json;

namespace {

json::object commitments_of(const audit::Row& entry) {
    json::object commitments;
    for (std::size_t i = 0; i < audit::part_count; ++i) {
        const auto& commitment = entry.commitments[i];
        const std::string_view name = audit::part_names[i].name;
        if (commitment) commitments[{name.data(), name.size()}] = crypto::hex(*commitment);
    }
    return commitments;
}

std::string text_at(const json::value& object, json::string_view name) {
    return std::string{object.at(name).as_string()};
}

std::string bytes_of(const json::value& value) {
    const auto bytes = crypto::from_hex(value.as_string());
    if (!bytes) throw std::invalid_argument{"a hash is not hexadecimal"};
    return std::string{crypto::as_text(*bytes)};
}

audit::Row entry_from(const json::value& object) {
    audit::Row entry;
    entry.seq = object.at("seq").as_int64();
    entry.at = object.at("at").as_int64();
    entry.actor = text_at(object, "actor");
    entry.action = text_at(object, "action");
    entry.object = {text_at(object, "object_kind"), text_at(object, "object_id")};
    entry.result = text_at(object, "result");
    entry.detail = text_at(object, "detail");
    entry.repeats = object.at("repeats").as_int64();
    entry.request_id = text_at(object, "request_id");
    const auto& commitments = object.at("commitments").as_object();
    for (std::size_t i = 0; i < audit::part_count; ++i) {
        const std::string_view name = audit::part_names[i].name;
        if (const auto* found = commitments.if_contains({name.data(), name.size()}))
            entry.commitments[i] = bytes_of(*found);
    }
    entry.hash = bytes_of(object.at("hash"));
    return entry;
}

audit::Digest256 digest_from(const json::value& value) {
    const auto bytes = bytes_of(value);
    audit::Digest256 digest{};
    if (bytes.size() != digest.size()) throw std::invalid_argument{"a hash has not 32 bytes"};
    std::ranges::copy(std::as_bytes(std::span{bytes}), digest.begin());
    return digest;
}

}  // namespace

std::string proof_text(const audit::Proof& proof) {
    const audit::Row& entry = proof.entry;
    json::array path;
    for (const auto& node : proof.path) path.emplace_back(crypto::hex(node));
    const json::object text{
        {"entry",
         json::object{
             {"seq", entry.seq},
             {"at", entry.at},
             {"actor", entry.actor},
             {"action", entry.action},
             {"object_kind", entry.object.kind},
             {"object_id", entry.object.id},
             {"result", entry.result},
             {"detail", entry.detail},
             {"repeats", entry.repeats},
             {"request_id", entry.request_id},
             {"commitments", commitments_of(entry)},
             {"hash", crypto::hex(entry.hash)}
         }},
        {"previous", crypto::hex(proof.previous)},
        {"path", std::move(path)},
        {"checkpoint", proof.checkpoint}
    };
    return json::serialize(text);
}

Result<audit::Proof> parse_proof(std::string_view text) {
    try {
        const json::value whole = json::parse({text.data(), text.size()});
        audit::Proof proof;
        proof.entry = entry_from(whole.at("entry"));
        proof.previous = bytes_of(whole.at("previous"));
        for (const auto& node : whole.at("path").as_array())
            proof.path.push_back(digest_from(node));
        proof.checkpoint = text_at(whole, "checkpoint");
        return proof;
    } catch (const std::exception& fault) {
        return refuse(
            ErrorCode::malformed_json,
            std::string{"This is no proof as `otpost audit prove` prints it: "} + fault.what()
        );
    }
}

}  // namespace otpost::app
