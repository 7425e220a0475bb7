// SPDX-License-Identifier: Apache-2.0
#include "app/mail.hpp"

#include "app/private_file.hpp"
#include "base/log.hpp"
#include "db/async.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace otpost::app {

using namespace delivery::mail;
using boost::asio::awaitable;

namespace {

/// A slow server must not hold up all emails; a folder is never slow.
constexpr int postmen_to_server = 4;

/// Each message becomes a file of its own, there whole or not at all.
class FolderCarrier final : public Carrier {
public:
    explicit FolderCarrier(std::filesystem::path folder) : folder_(std::move(folder)) {
        make_private_folder(folder_);
    }

    Carried carry(const Parcel& parcel) override {
        write_private_file(folder_ / fmt::format("{}.eml", parcel.id), parcel.message.reveal());
        return {Fate::delivered, {}};
    }

private:
    std::filesystem::path folder_;
};

/// The first line of the file.
Secret read_password(const std::string& file) {
    if (file.empty()) return Secret{};
    std::ifstream stream(file);
    std::string line;
    if (!std::getline(stream, line) || line.empty())
        throw std::runtime_error(file + " holds no password: write it into its first line");
    if (line.ends_with('\r')) line.pop_back();
    return Secret{std::move(line)};
}

}  // namespace

Mail::Mail(const Parts& parts, MailConfig config, const crypto::Key& server_key)
    : parts_(parts),
      config_(std::move(config)),
      key_(outbox::email_key_of(server_key)),
      password_(read_password(config_.smtp.empty() ? "" : config_.password_file)) {
    if (!config_.folder.empty()) make_private_folder(config_.folder);
}

std::unique_ptr<Carrier> Mail::make_carrier() const {
    if (!config_.folder.empty()) return std::make_unique<FolderCarrier>(config_.folder);
    SmtpSettings settings = smtp_settings(config_);
    settings.password = password_;
    return std::make_unique<SmtpCarrier>(std::move(settings));
}

void Mail::start(std::string_view brand, std::string_view url, Duties& duties) {
    using namespace std::chrono_literals;
    // Also when mail was switched off while emails were waiting.
    duties.add_sweep(parts_.database, {"expire emails", 10s, 500, outbox::expire_emails});
    duties.add_sweep(
        parts_.database, {"purge given-up emails", 10min, 500, outbox::purge_given_up_emails}
    );
    if (!is_on()) {
        log::warning("no email can be sent: set mail.smtp, or accounts count as verified");
        return;
    }
    const Sender sender{
        {std::string{brand}, std::string{url}, config_.support}, sender_address(config_)
    };
    const int count_of_postmen = config_.folder.empty() ? postmen_to_server : 1;
    for (int i = 0; i < count_of_postmen; ++i) {
        postmen_.push_back(std::make_unique<Postman>(
            Postman::Parts{parts_.database, parts_.timer, key_, counters_},
            sender,
            make_carrier(),
            parts_.executor
        ));
        duties.add("send emails", [postman = postmen_.back().get()](Time) {
            return postman->send_one();
        });
    }
    duties.add("count emails", [this](Time) { return count(); });
}

awaitable<Duration> Mail::count() {
    stored_ = co_await db::async_read(parts_.database, outbox::count_emails);
    co_return std::chrono::seconds{15};
}

awaitable<void> Mail::finish() {
    for (const auto& postman : postmen_) co_await postman->finish();
}

}  // namespace otpost::app
