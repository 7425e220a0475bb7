// SPDX-License-Identifier: Apache-2.0
#include "sim/disk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace otpost::sim {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span{text});
}

std::string text_of(const DiskFile& file) {
    const auto bytes = file.bytes();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(DiskFile, WhatWasNotSyncedIsLost) {
    DiskFile file;
    file.write(0, bytes_of("durable"));
    file.sync();
    file.write(0, bytes_of("DUR"));
    file.write(7, bytes_of(" and more"));
    file.truncate(5);
    EXPECT_EQ(text_of(file), "DURab");
    file.lose_unsynced(0);
    EXPECT_EQ(text_of(file), "durable");
}

TEST(DiskFile, TheFirstWritesMaySurvive) {
    DiskFile file;
    file.write(0, bytes_of("a"));
    file.write(1, bytes_of("b"));
    file.write(2, bytes_of("c"));
    file.lose_unsynced(2);
    EXPECT_EQ(text_of(file), "ab");
    EXPECT_EQ(file.unsynced(), 0U);
}

TEST(DiskFile, AGapReadsAsZeros) {
    DiskFile file;
    file.write(3, bytes_of("x"));
    EXPECT_EQ(text_of(file), std::string("\0\0\0x", 4));
}

class Obedient final : public DiskTrouble {
public:
    DiskVerdict before(DiskOperation) override { return verdict; }

    DiskVerdict verdict = DiskVerdict::fine;
};

TEST(Disk, AfterAPowerCutNothingWorksUntilItIsBack) {
    Obedient trouble;
    Disk disk(trouble);
    trouble.verdict = DiskVerdict::power_cut;
    EXPECT_EQ(disk.ask(DiskOperation::write), DiskVerdict::power_cut);
    trouble.verdict = DiskVerdict::fine;
    EXPECT_EQ(disk.ask(DiskOperation::read), DiskVerdict::power_cut);
    SeededRandom random(1);
    disk.come_back(random);
    EXPECT_EQ(disk.ask(DiskOperation::read), DiskVerdict::fine);
}

TEST(Disk, TextIsFoundInItsFiles) {
    Obedient trouble;
    Disk disk(trouble);
    disk.files()["a"] = std::make_shared<DiskFile>();
    disk.files()["a"]->write(0, bytes_of("some canary here"));
    EXPECT_TRUE(disk.holds("canary"));
    EXPECT_FALSE(disk.holds("parrot"));
}

}  // namespace
}  // namespace otpost::sim
