// SPDX-License-Identifier: Apache-2.0
#include "base/calling_codes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace otpost::base {

namespace {

struct Assignment {
    std::string_view country;   ///< empty: the prefix is of no country
    std::string_view prefixes;  ///< with a space between
};

// clang-format off
constexpr Assignment assignments[] = {
    {"", "1500 1521 1522 1523 1524 1525 1526 1527 1528 1529 1533 1544 1566 1577 1588"},
    {"", "1700 1710 1800 1822 1833 1844 1855 1866 1877 1888 1900"},
    {"AD", "376"}, {"AE", "971"}, {"AF", "93"}, {"AG", "1268"}, {"AI", "1264"},
    {"AL", "355"}, {"AM", "374"}, {"AO", "244"}, {"AQ", "6721"}, {"AR", "54"}, {"AS", "1684"},
    {"AT", "43"}, {"AU", "61"}, {"AW", "297"}, {"AX", "35818"}, {"AZ", "994"}, {"BA", "387"},
    {"BB", "1246"}, {"BD", "880"}, {"BE", "32"}, {"BF", "226"}, {"BG", "359"}, {"BH", "973"},
    {"BI", "257"}, {"BJ", "229"}, {"BL", "59059027 59059052"}, {"BM", "1441"}, {"BN", "673"},
    {"BO", "591"},
    {"BQ", "5993 5994 5997"},
    {"BR", "55"}, {"BS", "1242"}, {"BT", "975"}, {"BW", "267"}, {"BY", "375"}, {"BZ", "501"},
    {"CA", "1204 1226 1236 1249 1250 1257 1263 1289 1306 1343 1354 1365 1367 1368 1382 1387"},
    {"CA", "1403 1416 1418 1428 1431 1437 1438 1450 1468 1474 1506 1514 1519 1548 1579 1581"},
    {"CA", "1584 1587 1600 1604 1613 1622 1633 1639 1644 1647 1655 1672 1677 1683 1688 1705"},
    {"CA", "1709 1742 1753 1778 1780 1782 1807 1819 1825 1867 1873 1879 1902 1905 1942"},
    {"CC", "6189162"}, {"CD", "243"}, {"CF", "236"}, {"CG", "242"}, {"CH", "41"}, {"CI", "225"},
    {"CK", "682"}, {"CL", "56"}, {"CM", "237"}, {"CN", "86"}, {"CO", "57"}, {"CR", "506"},
    {"CU", "53"}, {"CV", "238"}, {"CW", "599"}, {"CX", "6189164"}, {"CY", "357"}, {"CZ", "420"},
    {"DE", "49"}, {"DJ", "253"}, {"DK", "45"}, {"DM", "1767"},
    {"DO", "1809 1829 1849"},
    {"DZ", "213"}, {"EC", "593"}, {"EE", "372"}, {"EG", "20"}, {"EH", "2125288 2125289"},
    {"ER", "291"}, {"ES", "34"}, {"ET", "251"}, {"FI", "358"}, {"FJ", "679"}, {"FK", "500"},
    {"FM", "691"}, {"FO", "298"}, {"FR", "33"}, {"GA", "241"}, {"GB", "44"}, {"GD", "1473"},
    {"GE", "995"}, {"GF", "594"},
    {"GG", "441481 447781 447839 4479111 4479117"},
    {"GH", "233"}, {"GI", "350"}, {"GL", "299"}, {"GM", "220"}, {"GN", "224"}, {"GP", "590"},
    {"GQ", "240"}, {"GR", "30"}, {"GT", "502"}, {"GU", "1671"}, {"GW", "245"}, {"GY", "592"},
    {"HK", "852"}, {"HN", "504"}, {"HR", "385"}, {"HT", "509"}, {"HU", "36"}, {"ID", "62"},
    {"IE", "353"}, {"IL", "972"},
    {"IM", "441624 4474576 447524 447624 447924"},
    {"IN", "91"}, {"IO", "246"}, {"IQ", "964"}, {"IR", "98"}, {"IS", "354"}, {"IT", "39"},
    {"JE", "441534 447509 4477003 4477007 4477008 447797 447829 447937"},
    {"JM", "1658 1876"}, {"JO", "962"}, {"JP", "81"}, {"KE", "254"}, {"KG", "996"}, {"KH", "855"},
    {"KI", "686"}, {"KM", "269"}, {"KN", "1869"}, {"KP", "850"}, {"KR", "82"}, {"KW", "965"},
    {"KY", "1345"}, {"KZ", "76 77"}, {"LA", "856"}, {"LB", "961"}, {"LC", "1758"}, {"LI", "423"},
    {"LK", "94"}, {"LR", "231"}, {"LS", "266"}, {"LT", "370"}, {"LU", "352"}, {"LV", "371"},
    {"LY", "218"}, {"MA", "212"}, {"MC", "377"}, {"MD", "373"}, {"ME", "382"},
    {"MF", "59059029 59059051 59059087"},
    {"MG", "261"}, {"MH", "692"}, {"MK", "389"}, {"ML", "223"}, {"MM", "95"}, {"MN", "976"},
    {"MO", "853"}, {"MP", "1670"}, {"MQ", "596"}, {"MR", "222"}, {"MS", "1664"}, {"MT", "356"},
    {"MU", "230"}, {"MV", "960"}, {"MW", "265"}, {"MX", "52"}, {"MY", "60"}, {"MZ", "258"},
    {"NA", "264"}, {"NC", "687"}, {"NE", "227"}, {"NF", "6723"}, {"NG", "234"}, {"NI", "505"},
    {"NL", "31"}, {"NO", "47"}, {"NP", "977"}, {"NR", "674"}, {"NU", "683"}, {"NZ", "64"},
    {"OM", "968"}, {"PA", "507"}, {"PE", "51"}, {"PF", "689"}, {"PG", "675"}, {"PH", "63"},
    {"PK", "92"}, {"PL", "48"}, {"PM", "508"}, {"PR", "1787 1939"}, {"PS", "970"}, {"PT", "351"},
    {"PW", "680"}, {"PY", "595"}, {"QA", "974"}, {"RE", "262"}, {"RO", "40"}, {"RS", "381"},
    {"RU", "7"}, {"RW", "250"}, {"SA", "966"}, {"SB", "677"}, {"SC", "248"}, {"SD", "249"},
    {"SE", "46"}, {"SG", "65"}, {"SH", "247 290"}, {"SI", "386"}, {"SJ", "4779"}, {"SK", "421"},
    {"SL", "232"}, {"SM", "378 390549"}, {"SN", "221"}, {"SO", "252"}, {"SR", "597"},
    {"SS", "211"}, {"ST", "239"}, {"SV", "503"}, {"SX", "1721"}, {"SY", "963"}, {"SZ", "268"},
    {"TC", "1649"}, {"TD", "235"}, {"TG", "228"}, {"TH", "66"}, {"TJ", "992"}, {"TK", "690"},
    {"TL", "670"}, {"TM", "993"}, {"TN", "216"}, {"TO", "676"}, {"TR", "90"}, {"TT", "1868"},
    {"TV", "688"}, {"TW", "886"}, {"TZ", "255"}, {"UA", "380"}, {"UG", "256"}, {"US", "1"},
    {"UY", "598"}, {"UZ", "998"}, {"VA", "379 3906698"}, {"VC", "1784"}, {"VE", "58"},
    {"VG", "1284"}, {"VI", "1340"}, {"VN", "84"}, {"VU", "678"}, {"WF", "681"}, {"WS", "685"},
    {"XK", "383"}, {"YE", "967"}, {"YT", "262269 262639"}, {"ZA", "27"}, {"ZM", "260"},
    {"ZW", "263"},
};
// clang-format on

struct Prefix {
    std::uint64_t digits = 0;
    std::string_view country;
};

constexpr std::size_t prefix_length_max = 8;

template <class OnPrefix>
constexpr void for_each_prefix(OnPrefix on_prefix) {
    for (const Assignment& assignment : assignments) {
        std::uint64_t digits = 0;
        for (const char c : assignment.prefixes) {
            if (c == ' ') {
                on_prefix(Prefix{digits, assignment.country});
                digits = 0;
            } else {
                digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
            }
        }
        on_prefix(Prefix{digits, assignment.country});
    }
}

constexpr std::size_t prefix_count = [] {
    std::size_t count = 0;
    for_each_prefix([&](const Prefix&) { ++count; });
    return count;
}();

constexpr auto prefixes = [] {
    std::array<Prefix, prefix_count> sorted;
    std::size_t at = 0;
    for_each_prefix([&](const Prefix& prefix) { sorted[at++] = prefix; });
    std::ranges::sort(sorted, {}, &Prefix::digits);
    return sorted;
}();

static_assert(std::ranges::adjacent_find(prefixes, {}, &Prefix::digits) == prefixes.end());

constexpr std::string_view two_digit_codes =
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 "
    "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

}  // namespace

std::string_view country_of(std::string_view digits) {
    std::string_view country;
    std::uint64_t prefix = 0;
    for (const char c : digits.substr(0, prefix_length_max)) {
        prefix = prefix * 10 + static_cast<std::uint64_t>(c - '0');
        const auto found = std::ranges::lower_bound(prefixes, prefix, {}, &Prefix::digits);
        if (found != prefixes.end() && found->digits == prefix) country = found->country;
    }
    return country;
}

std::size_t calling_code_length(std::string_view digits) {
    if (digits.starts_with('1') || digits.starts_with('7')) return 1;
    return two_digit_codes.find(digits.substr(0, 2)) != std::string_view::npos ? 2 : 3;
}

}  // namespace otpost::base
