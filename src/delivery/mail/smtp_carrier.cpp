// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/smtp_carrier.hpp"

#include <boost/asio/ip/address.hpp>
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace otpost::delivery::mail {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds left_when_hurried{5};

struct ServerUrl {
    bool is_implicit_tls = false;
    std::string_view host;
};

/// `smtp[s]://host[:port]` and nothing else: no user, no path.
std::optional<ServerUrl> parse_url(std::string_view url) {
    ServerUrl parsed;
    if (url.starts_with("smtps://")) {
        parsed.is_implicit_tls = true;
        url.remove_prefix(8);
    } else if (url.starts_with("smtp://")) {
        url.remove_prefix(7);
    } else {
        return std::nullopt;
    }
    std::string_view port;
    if (url.starts_with('[')) {
        const std::size_t end = url.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        parsed.host = url.substr(1, end - 1);
        port = url.substr(end + 1);
    } else {
        parsed.host = url.substr(0, url.find(':'));
        port = url.substr(parsed.host.size());
    }
    const bool good_host = !parsed.host.empty() && std::ranges::all_of(parsed.host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':';
    });
    if (!good_host) return std::nullopt;
    if (!port.empty()) {
        unsigned number = 0;
        const auto [end, error] =
            std::from_chars(port.data() + 1, port.data() + port.size(), number);
        const bool is_number = error == std::errc{} && end == port.data() + port.size();
        if (port.front() != ':' || !is_number || number == 0 || number > 65'535)
            return std::nullopt;
    }
    return parsed;
}

bool is_this_machine(std::string_view host) {
    if (host == "localhost") return true;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string{host}, error);
    return !error && address.is_loopback();
}

/// curl_global_init is not thread-safe and needed once.
void use_curl() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
            throw std::runtime_error("libcurl can't be used");
    });
}

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
    if (curl_easy_setopt(curl, option, value) != CURLE_OK)
        throw std::runtime_error(fmt::format("libcurl lacks option {}", static_cast<int>(option)));
}

}  // namespace

std::string check_smtp(const SmtpSettings& settings) {
    const auto url = parse_url(settings.url);
    if (!url)
        return "must be smtps://HOST:PORT or smtp://HOST:PORT, such as "
               "smtps://mail.example.com:465";
    if (settings.starttls == StartTls::off && url->is_implicit_tls)
        return "is smtps://, so TLS can't be off";
    if (settings.starttls == StartTls::off && !is_this_machine(url->host))
        return "is another machine: without TLS everybody between could read the codes";
    return {};
}

/// The handle, and what its callbacks look at.
struct SmtpCarrier::Session {
    explicit Session(SmtpSettings wanted) : settings(std::move(wanted)) {
        use_curl();
        curl = curl_easy_init();
        if (curl == nullptr) throw std::runtime_error("libcurl can't be used");
        try {
            apply_settings();
        } catch (...) {
            curl_easy_cleanup(curl);
            curl_slist_free_all(resolve);
            throw;
        }
    }

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    ~Session() {
        curl_easy_cleanup(curl);
        curl_slist_free_all(resolve);
    }

    void apply_settings() {
        const std::string url = settings.url + "/" + settings.hello;
        set(curl, CURLOPT_URL, url.c_str());
        set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(curl, CURLOPT_PROXY, "");
        set(curl, CURLOPT_NOSIGNAL, 1L);
        set(curl, CURLOPT_UPLOAD, 1L);
        set(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings.connect_timeout.count()));
        set(curl, CURLOPT_TIMEOUT, static_cast<long>(settings.timeout.count()));
        set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(curl,
            CURLOPT_USE_SSL,
            static_cast<long>(settings.starttls == StartTls::off ? CURLUSESSL_NONE : CURLUSESSL_ALL)
        );
        if (!settings.ca_file.empty()) set(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
        if (!settings.username.empty()) {
            set(curl, CURLOPT_USERNAME, settings.username.c_str());
            set(curl, CURLOPT_PASSWORD, settings.password.reveal().c_str());
            set(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
        }
        if (!settings.resolve.empty()) {
            resolve = curl_slist_append(resolve, settings.resolve.c_str());
            set(curl, CURLOPT_RESOLVE, resolve);
        }
        set(curl, CURLOPT_READFUNCTION, read);
        set(curl, CURLOPT_READDATA, this);
        set(curl, CURLOPT_XFERINFOFUNCTION, progress);
        set(curl, CURLOPT_XFERINFODATA, this);
        set(curl, CURLOPT_NOPROGRESS, 0L);
        set(curl, CURLOPT_DEBUGFUNCTION, observe);
        set(curl, CURLOPT_DEBUGDATA, this);
        set(curl, CURLOPT_VERBOSE, 1L);
    }

    static std::size_t read(char* to, std::size_t size, std::size_t count, void* self) {
        auto& session = *static_cast<Session*>(self);
        const std::size_t length = std::min(size * count, session.unsent.size());
        std::copy_n(session.unsent.data(), length, to);
        session.unsent.remove_prefix(length);
        return length;
    }

    static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        const auto end = static_cast<Session*>(self)->end.load();
        return SteadyClock::now().time_since_epoch() >= end ? 1 : 0;
    }

    /// Keeps which command the server answered last: a refusal of the recipient is for good, one of
    /// the sender or the password is not the recipient's fault. Looks at nothing but the verb.
    static int observe(CURL*, curl_infotype kind, char* data, std::size_t size, void* self) {
        if (kind == CURLINFO_HEADER_OUT) {
            const std::string_view line{data, size};
            for (const std::string_view verb : {"EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"})
                if (line.starts_with(verb)) static_cast<Session*>(self)->command = verb;
        }
        return 0;
    }

    std::string reason(CURLcode failure) const {
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        if (status >= 400) return fmt::format("smtp {} at {}", status, command);
        return fmt::format("{} at {}", curl_easy_strerror(failure), command);
    }

    bool is_refusal() const {
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        return command == "RCPT" && status >= 500 && status < 600;
    }

    SmtpSettings settings;
    CURL* curl = nullptr;
    curl_slist* resolve = nullptr;
    std::string_view unsent;
    std::string_view command;  ///< the last one said
    std::atomic<SteadyClock::duration> end{SteadyClock::duration::max()};
};

SmtpCarrier::SmtpCarrier(SmtpSettings settings)
    : session_(std::make_unique<Session>(std::move(settings))) {}

SmtpCarrier::~SmtpCarrier() = default;

void SmtpCarrier::hurry() {
    session_->end = (SteadyClock::now() + left_when_hurried).time_since_epoch();
}

Carried SmtpCarrier::carry(const Parcel& parcel) {
    const std::string from = "<" + parcel.from + ">";
    const std::string to = "<" + parcel.to.reveal() + ">";
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients{
        curl_slist_append(nullptr, to.c_str()), curl_slist_free_all
    };
    if (!recipients) throw std::bad_alloc{};
    session_->unsent = parcel.message.reveal();
    session_->command = "connect";
    set(session_->curl, CURLOPT_MAIL_FROM, from.c_str());
    set(session_->curl, CURLOPT_MAIL_RCPT, recipients.get());
    const CURLcode failure = curl_easy_perform(session_->curl);
    set(session_->curl, CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    if (failure == CURLE_OK) return {Fate::delivered, {}};
    return {session_->is_refusal() ? Fate::refused : Fate::failed, session_->reason(failure)};
}

}  // namespace otpost::delivery::mail
