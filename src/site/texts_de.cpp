// SPDX-License-Identifier: Apache-2.0
#include "site/texts.hpp"

#include <fmt/format.h>

namespace otpost::site {

namespace {

std::string minutes(std::int64_t count) {
    return count == 1 ? "1 Minute" : fmt::format("{} Minuten", count);
}

std::string seconds(std::int64_t count) {
    return count == 1 ? "1 Sekunde" : fmt::format("{} Sekunden", count);
}

}  // namespace

const Texts texts_de{
    .name = "Deutsch",
    .direction = "ltr",
    .decimal_mark = ',',
    .minutes = minutes,
    .seconds = seconds,

    .skip = "Zum Inhalt springen",
    .site = "Seiten",
    .account = "Konto",
    .documents = "Dokumente",
    .languages = "Sprache",
    .prices = "Preise",
    .status = "Status",
    .terms = "Bedingungen",
    .privacy = "Datenschutz",
    .sign_in = "Anmelden",
    .create_account = "Konto anlegen",

    .tagline = "Bestätigen ohne die eigene Nummer",
    .promise = "Telefonnummern auf Zeit für Einmalcodes. Ohne Code keine Kosten.",
    .lead =
        "Bekommen Sie eine Telefonnummer für {minutes} und sehen Sie den Einmalcode in dem "
        "Moment, in dem er eintrifft. Ohne Code keine Kosten.",
    .get_number = "Nummer holen",
    .see_prices = "Preise ansehen",
    .no_code = "Ohne Code keine Kosten",
    .no_code_text = "Nach {minutes} ohne Code kommt der ganze Preis von selbst zurück.",
    .private_by_construction = "Von Grund auf privat",
    .private_text =
        "Der Text einer Nachricht wird {minutes}, nachdem Sie ihn gesehen haben, "
        "vernichtet, auch in Sicherungskopien.",
    .legitimate = "Für redliche Zwecke",
    .legitimate_text =
        "Behalten Sie Ihre eigene Nummer für sich, oder prüfen Sie Ihre eigene "
        "Anmeldung. Banken, Zahlungs- und Ausweisdienste sind ausgeschaltet.",
    .services = "Dienste",

    .services_and_prices = "Dienste und Preise",
    .prices_description = "Jeder Dienst mit seinem niedrigsten Preis.",
    .all_services = "Alle Dienste",
    .service_title = "{service}: Preise",
    .service_description = "Nummern auf Zeit für {service}, nach Ländern.",
    .nothing_sold = "Hier wird noch nichts verkauft.",
    .no_offers = "Von diesem Dienst wird gerade nichts verkauft.",
    .service = "Dienst",
    .countries = "Länder",
    .from = "Ab",
    .countries_and_prices = "Länder und Preise",
    .country = "Land",
    .numbers = "Nummern",
    .got_code = "Code bekommen",
    .price = "Preis",
    .none_now = "gerade keine",
    .or_more = "{count} oder mehr",
    .rate = "{percent} % von {count}",

    .status_description = "Ob gerade alles läuft.",
    .all_well = "Alles läuft",
    .store_away =
        "Der Datenspeicher antwortet nicht: Gerade lässt sich nichts aktivieren, und nichts geht "
        "verloren",
    .services_sold = "Dienste im Verkauf",
    .services_in_stock = "Dienste mit Nummern gerade",

    .terms_title = "Nutzungsbedingungen",
    .privacy_title = "Datenschutz",
    .title_of_house = "{title} von {brand}",
    .cancel_any_time = "jederzeit",
    .cancel_after = "ab {seconds} nach dem Beginn",
    .ask_house = "Fragen Sie, wer diesen Dienst betreibt.",
    .write_to = "Schreiben Sie an <{email}>.",
};

}  // namespace otpost::site
