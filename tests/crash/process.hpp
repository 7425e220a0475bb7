// SPDX-License-Identifier: Apache-2.0
// A child process with its output in memory. It never outlives the test: the kernel kills it when
// the thread that started it ends, the destructor at the latest.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace otpost::crash {

/// A nameless file in memory.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view content = {});
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    int descriptor() const { return descriptor_; }

    /// All that was written up to now.
    std::string text() const;

private:
    int descriptor_;
};

class Process {
public:
    explicit Process(const std::vector<std::string>& command, std::string_view input = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t id() const { return id_; }

    void send_signal(int number) const;

    /// The exit status, or minus the signal it died of; nothing if it still runs after `patience`.
    std::optional<int> wait(std::chrono::milliseconds patience);

    std::string output() const { return output_.text(); }

    std::string errors() const { return errors_.text(); }

private:
    MemoryFile input_;
    MemoryFile output_;
    MemoryFile errors_;
    pid_t id_ = -1;
    int exit_event_ = -1;
    std::optional<int> status_;
};

struct Finished {
    int status = 0;
    std::string output;
    std::string errors;
};

/// Runs a command that ends by itself; a minute at most.
Finished run(const std::vector<std::string>& command, std::string_view input = {});

}  // namespace otpost::crash
