// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const problems: Texts['problems'] = {
  no_answer: ['Der Server ist nicht erreichbar', 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.'],
  rate_limited: ['Zu viele Anfragen', 'Warten Sie einen Moment und versuchen Sie es dann erneut.'],
  server: [
    'Bei uns ist etwas fehlgeschlagen',
    'Versuchen Sie es gleich noch einmal: Eine wiederholte Anfrage wird nie doppelt berechnet.',
  ],
  unknown: [
    'Das hat nicht geklappt',
    'Versuchen Sie es erneut oder nennen Sie dem Support die Anfrage-ID darunter.',
  ],
  recent_sign_in_required: [
    'Dafür wird Ihr Passwort gebraucht',
    'Es wurde nichts geändert. Versuchen Sie es erneut und bestätigen Sie, dass Sie es sind.',
  ],
  second_factor_required: [
    'Richten Sie zuerst die Zwei-Faktor-Anmeldung ein',
    'Ihre Rolle muss sie benutzen. Sie finden sie in den Einstellungen.',
  ],
  invalid_credentials: [
    'E-Mail oder Passwort ist falsch',
    'Prüfen Sie beides. Wenn Sie sich gerade registriert haben, geben Sie zuerst den Code aus der E-Mail ein. Nach zu vielen Versuchen pausiert die Anmeldung eine Weile.',
  ],
  email_unverified: [
    'Ihre E-Mail ist nicht bestätigt',
    'Melden Sie sich ab und geben Sie den Code ein, den wir Ihnen geschickt haben.',
  ],
  email_code_wrong: [
    'Dieser Code gilt nicht',
    'Er ist vielleicht vertippt, zu alt, benutzt oder zu oft versucht worden. Prüfen Sie ihn oder fordern Sie einen neuen an.',
  ],
  mail_unavailable: ['Hier werden keine E-Mails verschickt', 'Bitten Sie den Support um Hilfe.'],
  signed_out: ['Sie sind abgemeldet', 'Melden Sie sich wieder an, um das zu sehen.'],
  forbidden: ['Nicht erlaubt', 'Ihr Konto darf das nicht.'],
  not_found: ['Nicht gefunden', 'Es gehört vielleicht zu einem anderen Konto oder ist nicht mehr da.'],
  insufficient_funds: ['Guthaben reicht nicht', 'Laden Sie Ihr Guthaben auf und versuchen Sie es erneut.'],
  out_of_stock: [
    'Die letzte Nummer ist gerade weg',
    'Wählen Sie ein anderes Land oder versuchen Sie es bald wieder.',
  ],
  price_above_cap: [
    'Der Preis ist gestiegen',
    'Es wurde nichts berechnet. Sehen Sie sich den neuen Preis an und entscheiden Sie.',
  ],
  service_not_allowed: [
    'Dieser Dienst wird hier nicht angeboten',
    'Banken, Zahlung, Glücksspiel, Behörden und Identitätsdienste sind grundsätzlich ausgeschlossen. Wählen Sie einen anderen Dienst.',
  ],
  country_unknown: ['Dieses Land wird nicht mehr angeboten', 'Wählen Sie ein anderes Land.'],
  service_unknown: ['Dieser Dienst wird nicht mehr angeboten', 'Wählen Sie einen anderen Dienst.'],
  offer_unavailable: [
    'Dieses Land hat keine Nummern für den Dienst',
    'Wählen Sie ein anderes Land aus der Liste.',
  ],
  too_many_open_leases: [
    'Zu viele Nummern gleichzeitig offen',
    'Schließen oder stornieren Sie zuerst eine Ihrer aktiven Nummern.',
  ],
  too_many_leases_per_hour: [
    'Stundenlimit Ihres Tarifs erreicht',
    'Warten Sie bis zur angezeigten Zeit oder bitten Sie den Support um einen größeren Tarif.',
  ],
  cancel_too_early: [
    'Zum Stornieren noch zu früh',
    'Anbieter berechnen die ersten Momente. Der Knopf wird von selbst frei.',
  ],
  cancel_after_code: [
    'Es ist schon ein Code gekommen',
    'Ein zugestellter Code kann nicht storniert werden. Er steht auf der Karte.',
  ],
  lease_closed: ['Diese Nummer ist schon geschlossen', 'Ihre Karte zeigt, wie es endete.'],
  lease_not_received: [
    'Es ist noch kein Code gekommen',
    'Nach dem ersten können Sie einen weiteren anfordern.',
  ],
  image_invalid: [
    'Dieses Bild kann nicht benutzt werden',
    'Wählen Sie eine PNG-, JPEG- oder WebP-Datei üblicher Größe.',
  ],
  unsupported_media_type: [
    'Diese Art von Datei kann nicht benutzt werden',
    'Wählen Sie ein Bild in PNG, JPEG oder WebP.',
  ],
  preview_outdated: ['Die Preise haben sich seit der Vorschau geändert', 'Es wurde nichts geschrieben. Sehen Sie sich eine neue Vorschau an.'],
  payload_too_large: ['Diese Datei ist zu groß', 'Wählen Sie eine von höchstens 1 MiB.'],
  idempotency_key_reused: [
    'Diese Anfrage wurde schon benutzt',
    'Schließen Sie den Dialog und beginnen Sie von vorn.',
  ],
};
