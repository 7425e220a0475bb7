// SPDX-License-Identifier: Apache-2.0
#include "api/lease_views.hpp"

#include "base/phone.hpp"
#include "db/async.hpp"

namespace otpost::api {

namespace {

MessageView message_view(const messages::MessageView& message) {
    MessageView view{
        .id = to_string(message.id), .received_at = format_rfc3339(message.received_at)
    };
    if (message.content) {
        view.sender = message.content->sender.reveal();
        view.text = message.content->text.reveal();
        if (message.content->code) view.code = message.content->code->reveal();
    }
    return view;
}

/// A lease with what is known of its content after a read.
struct Found {
    leases::Lease lease;
    messages::LeaseContents contents;
};

DeliveryRecorder::Deliveries deliveries_of(std::vector<Found>& found) {
    DeliveryRecorder::Deliveries all;
    for (Found& item : found)
        for (auto& delivery : item.contents.deliveries) all.push_back(std::move(delivery));
    return all;
}

/// What is not on record may not be shown.
void withhold(std::vector<Found>& found, const std::set<MessageId>& messages) {
    for (Found& item : found)
        for (auto& message : item.contents.messages)
            if (messages.contains(message.id)) message.content.reset();
}

}  // namespace

LeaseView LeaseViews::plain(const leases::Lease& lease) const {
    const auto number = PhoneNumber::parse(lease.e164);
    LeaseView view{
        .id = to_string(lease.id),
        .number = lease.e164,
        .number_national = number ? number->national_digits() : lease.e164,
        .country = lease.country,
        .country_name = names_.country(lease.country),
        .service = lease.service,
        .service_name = names_.service(lease.service),
        .status = std::string{leases::to_string(lease.status)},
        .price = money_view(lease.price, lease.currency),
        .opened_at = format_rfc3339(lease.opened_at),
        .expires_at = format_rfc3339(lease.expires_at),
        .cancel_allowed_at = format_rfc3339(lease.cancel_allowed_at),
        .code = std::nullopt,
        .messages = {},
        .messages_count = lease.message_count,
        .awaiting_code = lease.awaiting_code,
        .close_reason = std::nullopt,
        .other_service = lease.other_service,
        .other_service_name = std::nullopt,
        .refunded = leases::fee_place(lease) == leases::FeePlace::refunded,
        .switched_from = std::nullopt,
        .code_received_at = optional_time(lease.code_received_at),
        .closed_at = optional_time(lease.closed_at)
    };
    if (lease.other_service) view.other_service_name = names_.service(*lease.other_service);
    if (lease.close_reason) view.close_reason = leases::to_string(*lease.close_reason);
    if (lease.switched_from) view.switched_from = to_string(*lease.switched_from);
    return view;
}

LeaseView LeaseViews::with_content(
    const leases::Lease& lease, const messages::LeaseContents& contents
) const {
    LeaseView view = plain(lease);
    for (const auto& message : contents.messages) view.messages.push_back(message_view(message));
    if (const Secret* code = messages::current_code(lease, contents)) view.code = code->reveal();
    return view;
}

boost::asio::awaitable<std::vector<LeaseView>> LeaseViews::read(
    std::function<std::vector<leases::Lease>(db::Tx&)> find, Moment moment, Record record
) const {
    auto look = [&](db::Tx& tx) {
        std::vector<Found> found;
        for (leases::Lease& lease : find(tx)) {
            messages::LeaseContents contents;
            if (lease.message_count > 0)
                contents = messages::open_contents(tx, lease.id, ring_, moment);
            found.push_back({std::move(lease), std::move(contents)});
        }
        return found;
    };
    auto found = co_await db::async_read(database_, std::move(look));
    withhold(found, co_await record_shown(deliveries_of(found), record));
    std::vector<LeaseView> views;
    views.reserve(found.size());
    for (const Found& item : found) views.push_back(with_content(item.lease, item.contents));
    co_return views;
}

boost::asio::awaitable<std::set<MessageId>> LeaseViews::record_shown(
    DeliveryRecorder::Deliveries deliveries, Record record
) const {
    if (deliveries.empty()) co_return std::set<MessageId>{};
    if (record == Record::beside && recorder_.may_show_ahead()) {
        recorder_.record_beside(deliveries);
        co_return std::set<MessageId>{};
    }
    std::set<MessageId> messages;
    for (const auto& delivery : deliveries) messages.insert(delivery.message);
    try {
        co_await recorder_.record(std::move(deliveries));
    } catch (const db::Unavailable&) {
        if (record != Record::if_possible) throw;
        co_return messages;
    }
    co_return std::set<MessageId>{};
}

boost::asio::awaitable<void> LeaseViews::add_content(
    LeaseView& view, AccountId account, Moment moment
) const {
    if (view.messages_count == 0) co_return;
    const auto id = parse<LeaseTag>(view.id);
    if (!id) co_return;
    auto find = [&](db::Tx& tx) {
        std::vector<leases::Lease> one;
        if (auto lease = leases::find(tx, {account, *id})) one.push_back(*std::move(lease));
        return one;
    };
    const auto views = co_await read(find, moment, Record::if_possible);
    if (views.empty()) co_return;
    view.code = views.front().code;
    view.messages = views.front().messages;
}

}  // namespace otpost::api
