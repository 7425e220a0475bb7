// SPDX-License-Identifier: Apache-2.0
// A real PostgreSQL server for tests, from the installed package, on a socket in a folder of its
// own. A shell looks after it: when this process ends, however it does, the shell reads the end
// of its input, stops the server and removes the folder.
#pragma once

#include "testing/temp_folder.hpp"

#include <cstdio>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace otpost::testing {

class PostgresServer {
public:
    /// `memory` does without fsync, `disk` is durable. Throws, with what to install, when there
    /// is no PostgreSQL.
    explicit PostgresServer(Medium medium = Medium::memory);
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;
    ~PostgresServer();

    /// The one of this process, with template_database() in it; started when first asked for.
    static PostgresServer& shared();

    /// A migrated database to copy.
    static constexpr std::string_view template_database = "otpost_template";

    void stop() { command("stop"); }

    /// Kills every process of the server at once; the next start recovers from the log.
    void crash() { command("crash"); }

    void start() { command("start"); }

    /// Runs one statement outside of any transaction.
    void run(std::string_view sql);

    /// Its files: `data` within, its log and its socket.
    const std::filesystem::path& folder() const { return folder_.path(); }

    /// The path of one of PostgreSQL's programs.
    static std::string program(std::string_view name);

    /// What db::parse_store_url understands.
    std::string url(std::string_view database) const;

private:
    void launch(const std::string& programs, Medium medium);
    void command(std::string_view line);

    TempFolder folder_;
    pid_t keeper_ = -1;
    std::FILE* to_keeper_ = nullptr;
    std::FILE* from_keeper_ = nullptr;
};

}  // namespace otpost::testing
