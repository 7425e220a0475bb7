// SPDX-License-Identifier: Apache-2.0
#include "api/date_in_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace otpost::api {

namespace {

struct DateWords {
    std::string_view language;
    std::string_view pattern;
    std::array<std::string_view, 12> months;
};

constexpr std::array words{
    DateWords{
        "en",
        "{day} {month} {year}, {hour:02}:{minute:02} UTC",
        {"January",
         "February",
         "March",
         "April",
         "May",
         "June",
         "July",
         "August",
         "September",
         "October",
         "November",
         "December"}
    },
    DateWords{
        "es",
        "{day} de {month} de {year}, {hour:02}:{minute:02} UTC",
        {"enero",
         "febrero",
         "marzo",
         "abril",
         "mayo",
         "junio",
         "julio",
         "agosto",
         "septiembre",
         "octubre",
         "noviembre",
         "diciembre"}
    },
    DateWords{
        "ar",
        "{day} {month} {year}، {hour:02}:{minute:02} UTC",
        {"يناير",
         "فبراير",
         "مارس",
         "أبريل",
         "مايو",
         "يونيو",
         "يوليو",
         "أغسطس",
         "سبتمبر",
         "أكتوبر",
         "نوفمبر",
         "ديسمبر"}
    },
    DateWords{
        "de",
        "{day}. {month} {year}, {hour:02}:{minute:02} UTC",
        {"Januar",
         "Februar",
         "März",
         "April",
         "Mai",
         "Juni",
         "Juli",
         "August",
         "September",
         "Oktober",
         "November",
         "Dezember"}
    },
};

}  // namespace

std::string date_in_words(Time time, std::string_view language) {
    const auto found = std::ranges::find(words, language, &DateWords::language);
    const DateWords& in = found == words.end() ? words.front() : *found;
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::minutes>(time - day)};
    return fmt::format(
        fmt::runtime(in.pattern),
        fmt::arg("day", static_cast<unsigned>(date.day())),
        fmt::arg("month", in.months[static_cast<unsigned>(date.month()) - 1]),
        fmt::arg("year", static_cast<int>(date.year())),
        fmt::arg("hour", clock.hours().count()),
        fmt::arg("minute", clock.minutes().count())
    );
}

}  // namespace otpost::api
