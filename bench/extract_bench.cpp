// SPDX-License-Identifier: Apache-2.0
// How many messages the extractor reads in a second on one core. Reads JSON lines, by default the
// labelled messages of the tests, and goes through them for two seconds of processor time (other
// programs on the machine don't change the result).
// Usage: extract_bench [file.jsonl]
#include "messages/extract/extract.hpp"

#include <boost/json.hpp>

#include <ctime>
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
        messages.push_back(
            {value.at("sender").as_string().c_str(), value.at("text").as_string().c_str()}
        );
    }
    return messages;
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** arguments) {
    const auto messages = load(count > 1 ? arguments[1] : "tests/data/extract/dev.jsonl");
    if (messages.empty()) return std::cerr << "no messages\n", 1;
    const auto building = processor_seconds();
    const auto extractor = otpost::messages::Extractor::from_embedded();
    std::cout << "start-up: " << (processor_seconds() - building) * 1000 << " ms\n";

    std::size_t done = 0;
    std::size_t codes = 0;
    const auto start = processor_seconds();
    while (processor_seconds() - start < 2) {
        for (const auto& message : messages) {
            codes += extractor.extract(message.sender, message.text).code ? 1 : 0;
        }
        done += messages.size();
    }
    std::cout << static_cast<double>(done) / (processor_seconds() - start) << " messages/s ("
              << codes * 100 / done << " % with a code)\n";
}
