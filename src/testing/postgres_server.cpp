// SPDX-License-Identifier: Apache-2.0
#include "testing/postgres_server.hpp"

#include "db/migrate.hpp"
#include "db/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace otpost::testing {

namespace {

/// Arguments: folder, folder of the programs, durability settings, cache of initdb's work.
/// PostgreSQL refuses to run as root, so root lends the folder to another user.
constexpr const char* keeper_script = R"sh(
folder=$1 programs=$2 settings=$3 cache=$4
data=$folder/data as=
if [ "$(id -u)" = 0 ]; then
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    as="setpriv --reuid=$owner --regid=$(id -g $owner) --clear-groups"
    chown $owner "$folder"
fi
start() {
    $as "$programs/postgres" -D "$data" -k "$folder" -c listen_addresses= $settings \
        >>"$folder/log" 2>&1 </dev/null &
    server=$!
    until grep -qs ready "$data/postmaster.pid"; do
        kill -0 $server 2>/dev/null || { tail -n 3 "$folder/log" | tr '\n' ' '; echo; return; }
        sleep 0.01
    done
    connect
    echo ok
}
stop() {
    disconnect
    kill "-$1" $server 2>/dev/null
    wait $server
}
# All at once and without a word, as when the machine dies. Nobody is left who could still write,
# so the file that says otherwise may go.
crash() {
    disconnect
    # Held, it makes no child that this would miss; and a start refuses to share memory with one
    # that is still dying.
    kill -STOP $server 2>/dev/null
    children=$(cat /proc/$server/task/*/children)
    kill -KILL $server $children 2>/dev/null
    wait $server 2>/dev/null
    for child in $children; do
        while [ -e /proc/$child ] && ! grep -qs "^State:.Z" /proc/$child/status; do sleep 0.01; done
    done
    rm -f "$data/postmaster.pid"
}
# One psql for all statements: starting it takes longer than most of them.
connect() {
    "$programs/psql" -qtAX -h "$folder" -U postgres postgres <&3 >&4 2>"$folder/error" &
    client=$!
}
# Or it would take the next statement for a server that is gone.
disconnect() { kill $client 2>/dev/null; wait $client 2>/dev/null; }
sql() {
    printf '%s;\n\\echo :SQLSTATE\n' "$1" >&3
    read -r state <&4
    if [ "$state" = 00000 ]; then echo ok; else tail -n 2 "$folder/error" | tr '\n' ' '; echo; fi
}
mkfifo "$folder/statements" "$folder/answers"
exec 3<>"$folder/statements" 4<>"$folder/answers"
if [ -d "$cache" ]; then
    cp -r "$cache" "$data"
    if [ -n "$as" ]; then chown -R $owner "$data"; fi
else
    cd "$folder"
    $as "$programs/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1
    cp -r "$data" "$cache.$$" && { mv -T "$cache.$$" "$cache" 2>/dev/null || rm -rf "$cache.$$"; }
fi
while read -r verb rest; do
    case $verb in
        start) start ;;
        stop) stop INT; echo ok ;;
        crash) crash; echo ok ;;
        run) sql "$rest" ;;
    esac
done
stop QUIT
rm -rf "$folder"
)sh";

std::string find_programs() {
    const std::filesystem::path root = "/usr/lib/postgresql";
    std::vector<std::string> found;
    std::error_code ignored;
    for (const auto& version : std::filesystem::directory_iterator(root, ignored)) {
        if (std::filesystem::exists(version.path() / "bin/postgres")) {
            found.push_back((version.path() / "bin").string());
        }
    }
    if (found.empty()) {
        throw std::runtime_error(
            "PostgreSQL's server is needed for this test: apt-get install postgresql-15"
        );
    }
    return *std::ranges::max_element(found);
}

struct Pipe {
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::system_error(errno, std::generic_category(), "pipe");
        }
    }

    std::array<int, 2> ends{};
};

}  // namespace

PostgresServer::PostgresServer(Medium medium) : folder_(medium) {
    launch(find_programs(), medium);
    start();
}

PostgresServer::~PostgresServer() {
    std::fclose(to_keeper_);
    std::fclose(from_keeper_);
    waitpid(keeper_, nullptr, 0);
}

void PostgresServer::launch(const std::string& programs, Medium medium) {
    const Pipe input;
    const Pipe output;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.ends[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.ends[1], STDOUT_FILENO);
    std::string folder = folder_.path().string();
    std::string settings =
        "-c max_connections=200 -c autovacuum=off -c deadlock_timeout=50ms "
        "-c dynamic_shared_memory_type=mmap -c log_min_messages=warning";
    if (medium == Medium::memory) settings += " -c fsync=off -c max_wal_size=64MB";
    std::string script = keeper_script;
    std::string cache = OTPOST_POSTGRES_CACHE;
    std::string bin = programs;
    std::string shell = "/bin/sh";
    std::string option = "-c";
    std::array<char*, 8> arguments{
        shell.data(),
        option.data(),
        script.data(),
        shell.data(),
        folder.data(),
        bin.data(),
        settings.data(),
        cache.data(),
    };
    std::vector<char*> list(arguments.begin(), arguments.end());
    list.push_back(nullptr);
    const int error = posix_spawn(&keeper_, "/bin/sh", &actions, nullptr, list.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(input.ends[0]);
    close(output.ends[1]);
    to_keeper_ = fdopen(input.ends[1], "w");
    from_keeper_ = fdopen(output.ends[0], "r");
    if (error != 0) throw std::system_error(error, std::generic_category(), "posix_spawn");
}

void PostgresServer::run(std::string_view sql) {
    command(fmt::format("run {}", sql));
}

void PostgresServer::command(std::string_view line) {
    std::fprintf(to_keeper_, "%.*s\n", static_cast<int>(line.size()), line.data());
    std::fflush(to_keeper_);
    std::array<char, 1024> answer{};
    const bool is_there = std::fgets(answer.data(), answer.size(), from_keeper_) != nullptr;
    if (is_there && std::string_view{answer.data()} == "ok\n") return;
    throw std::runtime_error(fmt::format("PostgreSQL server, {}: {}", line, answer.data()));
}

std::string PostgresServer::url(std::string_view database) const {
    return fmt::format("postgresql:///{}?user=postgres&host={}", database, folder_.path().string());
}

std::string PostgresServer::program(std::string_view name) {
    return fmt::format("{}/{}", find_programs(), name);
}

PostgresServer& PostgresServer::shared() {
    static PostgresServer server;
    static const bool is_ready = [] {
        server.run(fmt::format("CREATE DATABASE {}", template_database));
        const auto options = db::parse_store_url(server.url(template_database));
        const auto database = db::open(*options);
        db::migrate(*database, Time{});
        return true;
    }();
    static_cast<void>(is_ready);
    return server;
}

}  // namespace otpost::testing
