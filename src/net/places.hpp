// SPDX-License-Identifier: Apache-2.0
// Where an address is, roughly, by a GeoIP city file (MaxMind DB format 2.0) that who runs the
// house may have: shown beside a signed-in device, so that its owner knows it again (A4). Without a
// file there are no places. Thread-safe; a newer file is taken at the next start.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct MMDB_s;  // NOLINT(readability-identifier-naming): the name of the library's

namespace otpost::net {

struct Place {
    std::string country;  ///< ISO 3166-1 alpha-2; empty: not known
    std::string city;     ///< its English name; empty: not known

    friend bool operator==(const Place&, const Place&) = default;
};

class Places {
public:
    /// An empty path: no file, every place is unknown. Throws std::runtime_error for what is no
    /// GeoIP file.
    explicit Places(const std::filesystem::path& file);

    /// Whether there is a file.
    bool is_known() const { return database_ != nullptr; }

    Place find(std::string_view address) const;

private:
    struct Close {
        void operator()(MMDB_s* database) const;
    };

    std::unique_ptr<MMDB_s, Close> database_;
};

}  // namespace otpost::net
