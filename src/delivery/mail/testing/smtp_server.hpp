// SPDX-License-Identifier: Apache-2.0
// A real SMTP server (Debian's python3-aiosmtpd) as a child process, on a port of the kernel's
// choice. It ends with this object, or with this process.
#pragma once

#include "testing/temp_folder.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace otpost::delivery::mail {

class SmtpServer {
public:
    /// Options of smtp_server.py, such as `--tls=starttls`.
    explicit SmtpServer(std::vector<std::string> options) {
        std::vector<std::string> line{
            "/usr/bin/python3",
            OTPOST_SOURCE_DIR "/src/delivery/mail/testing/smtp_server.py",
            "--folder=" + folder_.path().string()
        };
        line.insert(line.end(), options.begin(), options.end());
        launch(line);
        const auto hello = next();
        port_ = hello.at("port").to_number<unsigned short>();
        certificate_ = hello.at("certificate").as_string();
    }

    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    ~SmtpServer() {
        ::close(input_);
        ::close(output_);
        ::waitpid(child_, nullptr, 0);
    }

    unsigned short port() const { return port_; }

    /// Its certificate, which is its own issuer; empty without TLS.
    const std::string& certificate() const { return certificate_; }

    /// The next message that it took; throws when none comes for ten seconds.
    boost::json::object next() {
        while (unread_.find('\n') == std::string::npos)
            if (!read_more(10'000))
                throw std::runtime_error("no message came; is python3-aiosmtpd installed?");
        const auto end = unread_.find('\n');
        const auto message = boost::json::parse(unread_.substr(0, end)).as_object();
        unread_.erase(0, end + 1);
        return message;
    }

    /// Whether there is none now.
    bool is_quiet() { return unread_.empty() && !read_more(0); }

private:
    void launch(const std::vector<std::string>& line) {
        std::array<int, 2> input{};
        std::array<int, 2> output{};
        if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(), "pipe2");
        std::vector<char*> arguments;
        for (const auto& word : line) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(input[0], STDIN_FILENO);
            ::dup2(output[1], STDOUT_FILENO);
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        output_ = output[0];
    }

    bool read_more(int milliseconds) {
        pollfd ready{output_, POLLIN, 0};
        if (::poll(&ready, 1, milliseconds) <= 0) return false;
        std::array<char, 65'536> buffer{};
        const ssize_t count = ::read(output_, buffer.data(), buffer.size());
        if (count <= 0) return false;
        unread_.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }

    otpost::testing::TempFolder folder_;
    pid_t child_ = -1;
    int input_ = -1;
    int output_ = -1;
    unsigned short port_ = 0;
    std::string certificate_;
    std::string unread_;
};

}  // namespace otpost::delivery::mail
