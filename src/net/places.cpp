// SPDX-License-Identifier: Apache-2.0
#include "net/places.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <maxminddb.h>
#include <stdexcept>

namespace otpost::net {

namespace {

constexpr std::size_t city_bytes_max = 100;

/// The text at a path of the entry; empty if there is none.
template <class... Keys>
std::string_view text_at(MMDB_entry_s& entry, Keys... keys) {
    MMDB_entry_data_s data{};
    const int status = MMDB_get_value(&entry, &data, keys..., nullptr);
    if (status != MMDB_SUCCESS || !data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING)
        return {};
    return {data.utf8_string, data.data_size};
}

bool is_country(std::string_view text) {
    return text.size() == 2 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_city(std::string_view text) {
    const bool printable = std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
    });
    return printable && text.size() <= city_bytes_max && is_plain_text(text);
}

}  // namespace

void Places::Close::operator()(MMDB_s* database) const {
    MMDB_close(database);
    delete database;
}

Places::Places(const std::filesystem::path& file) {
    if (file.empty()) return;
    auto opened = std::make_unique<MMDB_s>();
    const int status = MMDB_open(file.c_str(), MMDB_MODE_MMAP, opened.get());
    if (status != MMDB_SUCCESS)
        throw std::runtime_error(file.string() + " is no GeoIP file: " + MMDB_strerror(status));
    database_.reset(opened.release());
}

Place Places::find(std::string_view address) const {
    if (!database_) return {};
    const std::string text{address};
    int address_error = 0;
    int error = MMDB_SUCCESS;
    auto found = MMDB_lookup_string(database_.get(), text.c_str(), &address_error, &error);
    if (address_error != 0 || error != MMDB_SUCCESS || !found.found_entry) return {};
    const auto country = text_at(found.entry, "country", "iso_code");
    const auto city = text_at(found.entry, "city", "names", "en");
    return {
        is_country(country) ? std::string{country} : "", is_city(city) ? std::string{city} : ""
    };
}

}  // namespace otpost::net
