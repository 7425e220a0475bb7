// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';
import type { Texts } from './en';

const counted = countsIn('de');

const many = (count: number, one: string, other: string): string =>
  counted(count, { one: `# ${one}`, other: `# ${other}` });

export const prices: Texts['prices'] = {
  title: 'Preise als CSV',
  downloadTitle: 'Herunterladen',
  everyService: 'Alle Dienste',
  everyCountry: 'Alle Länder',
  onlyOwn:
    'Angebote mit eigenem Preis und zurückgezogene. Wählen Sie einen Dienst oder ein Land, um auch die Preise nach der Regel zu erhalten.',
  alsoByRule: 'Alle Preise der Auswahl, auch die nach der Regel.',
  importLink: 'CSV importieren',
  importTitle: 'Importieren',
  importLead:
    'Ändern Sie Preise in der Datei und wählen Sie sie hier aus. Sie sehen, was sich ändern würde, bevor etwas geschieht. Angebote, die nicht in der Datei stehen, bleiben, wie sie sind.',
  file: 'CSV-Datei',
  fileHint: 'Bis zu 20.000 Zeilen und 5.000 Änderungen. Die erste Zeile nennt die Spalten:',
  reading: 'Die Datei wird gelesen …',
  unreadable: ['Die Datei lässt sich nicht lesen', 'Wählen Sie sie noch einmal aus.'],
  tooLarge: ['Die Datei ist zu groß', 'Teilen Sie sie, zum Beispiel nach Diensten.'],
  previewOf: (name) => `Vorschau von ${name}`,
  counts: {
    added: 'Neu',
    changed: 'Geändert',
    withdrawn: 'Zurückgezogen',
    returned: 'Wieder nach der Regel',
    unchanged: 'Unverändert',
  },
  before: 'Jetzt',
  after: 'Dann',
  nothing: 'Es würde sich nichts ändern',
  nothingHint: 'Die Preise sind schon wie in der Datei.',
  apply: (count) => `${many(count, 'Preis', 'Preise')} ändern`,
  discard: 'Verwerfen',
  again: 'Neue Vorschau',
  done: (count) => many(count, 'Preis geändert', 'Preise geändert'),
  mistakes: (count) => many(count, 'Fehler', 'Fehler'),
  mistakesHint: 'Es wurde nichts geändert. Verbessern Sie die Datei und wählen Sie sie erneut aus.',
  moreMistakes: (count) => `Und ${many(count, 'weiterer', 'weitere')}.`,
  line: (line) => `Zeile ${line}:`,
  mistake: {
    file_empty: 'Die Datei ist leer. Laden Sie eine herunter und ändern Sie diese.',
    file_not_text: 'Das ist kein UTF-8-Text. Speichern Sie die Datei als „CSV UTF-8“.',
    file_malformed: 'Hier stimmt ein Anführungszeichen oder ein Zeilenende nicht.',
    column_missing: 'Eine Spalte fehlt. Nötig sind service, country und price.',
    column_unknown: 'Eine Spalte hat einen unbekannten Namen. Nehmen Sie die einer heruntergeladenen Datei.',
    fields_count: 'Es sind mehr oder weniger Werte als Spalten. Steht in einem Preis ein Komma?',
    country_unknown: 'Dieses Land gibt es nicht. Nehmen Sie die zwei Buchstaben aus einer heruntergeladenen Datei.',
    service_unknown: 'Diesen Dienst gibt es nicht. Nehmen Sie den Kurznamen aus einer heruntergeladenen Datei.',
    source_unknown: 'Schreiben Sie set, rule oder withdrawn.',
    price_missing: 'Ein Preis fehlt. Schreiben Sie einen, oder als Herkunft rule oder withdrawn.',
    price_invalid: 'Das ist kein Preis. Schreiben Sie ihn wie 1.50, ohne Währungszeichen.',
    price_comma: 'Schreiben Sie den Preis mit Punkt: 1.50.',
    price_unexpected:
      'Ein zurückgezogenes Angebot hat keinen Preis. Lassen Sie ihn leer, oder schreiben Sie als Herkunft set.',
    price_of_rule: 'Die Regel sagt einen anderen Preis. Schreiben Sie als Herkunft set, oder lassen Sie den Preis leer.',
    currency_other: 'Das ist nicht die Währung des Hauses. Schreiben Sie diese, oder lassen Sie das Feld leer.',
    offer_twice: 'Dieser Dienst und dieses Land stehen schon in einer früheren Zeile.',
    lines_too_many: 'Es sind zu viele Zeilen. Teilen Sie die Datei.',
    changes_too_many: 'Es sind zu viele Änderungen. Teilen Sie die Datei hier.',
  },
};
