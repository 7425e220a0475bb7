// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace otpost::crash {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// In the child, where only async-signal-safe functions may be called.
[[noreturn]] void become(char* const* command, const std::array<int, 3>& streams) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < 3; ++i)
        if (dup2(streams[static_cast<std::size_t>(i)], i) < 0) _exit(126);
    execv(command[0], command);
    _exit(127);
}

}  // namespace

MemoryFile::MemoryFile(std::string_view content)
    : descriptor_(memfd_create("otpost-test", MFD_CLOEXEC)) {
    if (descriptor_ < 0) fail("memfd_create");
    const auto size = static_cast<ssize_t>(content.size());
    if (pwrite(descriptor_, content.data(), content.size(), 0) != size) fail("pwrite");
}

MemoryFile::~MemoryFile() {
    close(descriptor_);
}

std::string MemoryFile::text() const {
    std::string text;
    std::array<char, 16'384> chunk{};
    for (;;) {
        const auto got =
            pread(descriptor_, chunk.data(), chunk.size(), static_cast<off_t>(text.size()));
        if (got <= 0) return text;
        text.append(chunk.data(), static_cast<std::size_t>(got));
    }
}

Process::Process(const std::vector<std::string>& command, std::string_view input) : input_(input) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const std::array<int, 3> streams{
        input_.descriptor(), output_.descriptor(), errors_.descriptor()
    };
    id_ = fork();
    if (id_ < 0) fail("fork");
    if (id_ == 0) become(arguments.data(), streams);
    exit_event_ = static_cast<int>(syscall(SYS_pidfd_open, id_, 0));
    if (exit_event_ < 0) fail("pidfd_open");
}

Process::~Process() {
    if (!status_) {
        send_signal(SIGKILL);
        waitpid(id_, nullptr, 0);
    }
    close(exit_event_);
}

void Process::send_signal(int number) const {
    if (!status_) ::kill(id_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds patience) {
    if (status_) return status_;
    pollfd event{.fd = exit_event_, .events = POLLIN, .revents = 0};
    if (poll(&event, 1, static_cast<int>(patience.count())) <= 0) return std::nullopt;
    int state = 0;
    waitpid(id_, &state, 0);
    status_ = WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
    return status_;
}

Finished run(const std::vector<std::string>& command, std::string_view input) {
    Process process(command, input);
    const auto status = process.wait(std::chrono::minutes{1});
    if (!status) throw std::runtime_error("does not end: " + command.at(1));
    return {*status, process.output(), process.errors()};
}

}  // namespace otpost::crash
