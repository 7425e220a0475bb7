// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

const alerts: Texts['alerts'] = {
  on: 'Hinweise sind an',
  off: 'Hinweise',
  sound: 'Ton abspielen, wenn ein Code kommt',
  notify: 'Benachrichtigen, wenn ich woanders hinsehe',
  refused: 'Ihr Browser lehnt Benachrichtigungen dieser Seite ab. Erlauben Sie sie in seinen Einstellungen und versuchen Sie es noch einmal.',
  showCode: 'Den Code in der Benachrichtigung zeigen',
  showCodeHint: 'Dann kann ihn lesen, wer den Bildschirm sieht.',
  body: 'Öffnen Sie die Seite, um ihn zu sehen.',
};

const balance: Texts['balance'] = {
  now: 'Ihr Kontostand',
  after: (amount) => `danach ${amount}`,
  short: (amount) => `es fehlen ${amount}`,
};

const developers: Texts['developers'] = {
  title: 'Entwicklung',
  lead: 'Holen Sie Nummern aus eigenen Programmen und Tests.',
  copyCurl: 'curl kopieren',
  curlHint: 'Legen Sie zuerst Ihren API-Schlüssel in die Variable OTPOST_KEY. Hier wird er nie gezeigt.',
  byProgram: 'Dasselbe aus einem Programm',
  explorer: {
    tab: 'Ausprobieren',
    real: 'Das ist keine Spielwiese',
    realHint: 'Was Sie senden, wirkt wirklich: auf Ihr Konto, Ihre Nummern und Ihr Guthaben.',
    none: 'Dieser Server beschreibt keine Aufrufe',
    operation: 'Aufruf',
    scope: (scope) => `Ein Schlüssel braucht das Recht ${scope}.`,
    noScope: 'Kein Schlüssel nötig.',
    body: 'Inhalt (JSON)',
    send: 'Senden',
    sendReal: 'Wirklich senden',
    missing: (name) => `Füllen Sie zuerst ${name} aus.`,
    badJson: 'Der Inhalt ist kein gültiges JSON.',
    answer: 'Antwort',
    took: (milliseconds) => `nach ${milliseconds} ms`,
    headers: 'Kopfzeilen',
    noBody: 'Kein Inhalt',
    cut: 'Der Rest ist zu lang, um gezeigt zu werden.',
    over: 'Vom Bildschirm genommen, denn Antworten können den Inhalt von Nachrichten enthalten.',
  },
  requests: {
    tab: 'Anfragen',
    none: 'Noch keine Anfragen',
    noneHint: 'Wofür Ihre API-Schlüssel benutzt werden, steht hier nach wenigen Sekunden.',
    kept: 'Die neuesten 500 Anfragen Ihrer API-Schlüssel, 30 Tage lang: Aufruf, Zeit, Adresse und Ergebnis, sonst nichts.',
    endpoint: 'Aufruf',
    status: 'Ergebnis',
    address: 'Adresse',
    when: 'Zeit',
    refresh: 'Aktualisieren',
  },
};

const history: Texts['historyFilters'] = {
  search: 'Nummer, Dienst oder Land',
  from: 'Von',
  to: 'Bis',
  clear: 'Filter leeren',
  noneFound: 'Keine Aktivierung passt zu diesen Filtern',
  noneFoundHint: 'Ändern oder leeren Sie sie, um mehr zu sehen.',
  export: 'CSV herunterladen',
  exporting: 'Wird heruntergeladen …',
};

const timeline: Texts['timeline'] = {
  title: 'Was geschah',
  opened: 'Nummer geholt',
  code: 'Code empfangen',
  message: 'Nachricht empfangen',
  charged: 'Der Preis ist fällig: Ein Code kam.',
  closed: {
    cancelled: 'Von Ihnen storniert',
    deadline: 'Zeitfenster vorbei',
    wrong_service: 'Ohne einen Code dieses Dienstes beendet',
    finished: 'Von Ihnen abgeschlossen',
    switched: 'Gegen eine andere Nummer getauscht',
    supplier_failed: 'Der Anbieter hat aufgegeben',
  },
  deadline: 'Zeitfenster endet',
  fee: 'Preis',
  refund: 'Erstattung',
  balanceAfter: (amount) => `Kontostand ${amount}`,
};

export const customer = { alerts, balance, developers, historyFilters: history, timeline };
