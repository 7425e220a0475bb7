// SPDX-License-Identifier: Apache-2.0
// How many messages the extractor reads in a second on one core. Reads JSON lines, by default the
// labelled messages of the tests, and goes through them for two seconds.
// Usage: extract_bench [file.jsonl]
#include "messages/extract/extract.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct Message {
    std::string sender;
    std::string text;
};

std::vector<Message> load(const char* path) {
    std::ifstream file(path);
    std::vector<Message> messages;
    for (std::string line; std::getline(file, line);) {
        const auto value = boost::json::parse(line);
        messages.push_back({value.at("sender").as_string().c_str(), value.at("text").as_string().c_str()});
    }
    return messages;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** arguments) {
    const auto messages = load(count > 1 ? arguments[1] : "tests/data/extract/dev.jsonl");
    if (messages.empty()) return std::cerr << "no messages\n", 1;
    const auto building = std::chrono::steady_clock::now();
    const auto extractor = otpost::messages::Extractor::from_embedded();
    std::cout << "start-up: " << seconds_since(building) * 1000 << " ms\n";

    std::size_t done = 0;
    std::size_t codes = 0;
    const auto start = std::chrono::steady_clock::now();
    while (seconds_since(start) < 2) {
        for (const auto& message : messages) {
            codes += extractor.extract(message.sender, message.text).code ? 1 : 0;
        }
        done += messages.size();
    }
    std::cout << static_cast<double>(done) / seconds_since(start) << " messages/s ("
              << codes * 100 / done << " % with a code)\n";
}
