// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';
import type { Texts } from './en';

const counted = countsIn('de');

const many = (count: number, one: string, other: string): string =>
  counted(count, { one: `# ${one}`, other: `# ${other}` });

export const operator: Texts['operator'] = {
  title: 'Ihre Nummern',
  tabs: { overview: 'Überblick', numbers: 'Nummern', services: 'Dienste', leases: 'Bediente Aktivierungen' },
  noRight: 'Das sehen nur Betreiberkonten',
  noRightHint: 'Fragen Sie die Verwaltung, wenn Sie Nummern bereitstellen möchten.',
  noConnection: 'Noch keine Anbindung',
  noConnectionHint:
    'Nachrichten an Ihre Nummern kommen über eine Anbindung herein, die das Haus einrichtet. Bitten Sie die Verwaltung darum und fügen Sie dann hier Ihre Nummern hinzu.',
  switchedOff: (name) => `${name} ist vom Haus abgeschaltet: Die Nummern werden nicht angeboten.`,

  states: {
    available: 'Verfügbar',
    leased: 'Vergeben',
    resting: 'Ruht',
    exhausted: 'Aufgebraucht',
    withheld: 'Abgeschaltet',
    paused: 'Pausiert',
    retired: 'Stillgelegt',
  },

  overview: {
    today: 'Heute verdient',
    todayHint: 'Seit Mitternacht, UTC',
    month: 'In 30 Tagen verdient',
    leasedNow: 'Jetzt vergeben',
    codes: (count) => many(count, 'zugestellter Code', 'zugestellte Codes'),
    stock: (active, paused) =>
      `Von ${counted(active, { other: '#' })} aktiven, ${counted(paused, { other: '#' })} pausiert`,
  },

  earnings: {
    title: 'Verdienst je Tag',
    span: 'Zeitraum',
    days: (count) => many(count, 'Tag', 'Tage'),
    asTable: 'Als Tabelle',
    utc: 'Tage in UTC',
    day: 'Tag',
    codes: 'Zugestellte Codes',
    earned: 'Verdient',
    none: 'In dieser Zeit wurde nichts verdient.',
    hint: 'Zeigen Sie auf einen Tag, oder öffnen Sie die Tabelle.',
    chart: (days, total, most) =>
      `Verdienst der letzten ${days} Tage: insgesamt ${total}, höchstens ${most} an einem Tag. Die Tabelle nennt jeden Tag.`,
  },

  numbers: {
    search: 'Ziffern einer Nummer',
    country: 'Land',
    everywhere: 'Alle Länder',
    add: 'Nummern hinzufügen',
    number: 'Nummer',
    state: 'Zustand',
    services: 'Offen für',
    lastMessage: 'Letzte Nachricht',
    added: 'Hinzugefügt',
    never: 'Nie',
    openTo: (count) => many(count, 'Dienst', 'Dienste'),
    leases: (count) => many(count, 'offene Aktivierung', 'offene Aktivierungen'),
    filters: { '': 'Alle', active: 'Aktiv', leased: 'Vergeben', paused: 'Pausiert', retired: 'Stillgelegt' },
    none: 'Noch keine Nummern',
    noneHint: 'Fügen Sie die Nummern hinzu, die Sie bereitstellen. Sie bestätigen, dass alle zustimmen, denen sie gehören.',
    noFit: 'Keine Nummer passt',
    noFitHint: 'Suchen Sie nach weniger Ziffern, oder wählen Sie einen anderen Zustand oder ein anderes Land.',
  },

  add: {
    title: 'Nummern hinzufügen',
    numbers: 'Rufnummern',
    numbersHint: 'Eine je Zeile, mit Landesvorwahl. Das Land ergibt sich aus den Ziffern.',
    file: 'Oder eine CSV-Datei',
    fileHint: 'Bis zu 5.000 Nummern. Die erste Zeile nennt die Spalten; die erste allein genügt:',
    fileChosen: 'Die Datei wird statt getippter Nummern hinzugefügt. Ihre Spalten:',
    connection: 'Anbindung',
    statements: {
      '2026-11':
        'Ich bestätige, dass mir jede dieser Nummern gehört oder dass ihr Inhaber weiß, dass Bestätigungsnachrichten an sie den Kunden dieses Dienstes gezeigt werden, dem vorher zugestimmt hat und die Zustimmung jederzeit zurückziehen kann. Geschieht das, lege ich die Nummer sofort still.',
    },
    statementVersion: (version) => `Erklärung von ${version}`,
    keep: 'Jetzt nicht',
    submit: 'Hinzufügen',
    added: (count) => many(count, 'Nummer hinzugefügt', 'Nummern hinzugefügt'),
    place: (place) => `Nummer ${place}:`,
    line: (line) => `Zeile ${line}:`,
    refused: 'Keine der Nummern wurde hinzugefügt. Berichtigen Sie diese oder lassen Sie sie weg und fügen Sie dann noch einmal hinzu.',
    firstMistakes: (count) => `Das sind die ersten ${count} Fehler.`,
    mistakes: {
      number_invalid: 'Das ist keine vollständige Nummer. Schreiben Sie + mit Landesvorwahl und Ziffern, etwa +4915112345678.',
      number_of_other_country: 'Die Nummer beginnt nicht mit der Vorwahl ihres Landes. Berichtigen Sie die Nummer oder das Land.',
      number_taken: 'Die Nummer ist schon da. Lassen Sie sie weg.',
      country_unclear: 'Aus den Ziffern ergibt sich das Land nicht. Nennen Sie seine zwei Buchstaben in der Spalte country.',
      country_unknown: 'Nummern dieses Landes werden nicht angenommen. Berichtigen Sie die zwei Buchstaben oder lassen Sie die Nummer weg.',
      service_unknown: 'Ein Dienst ist unbekannt. Schreiben Sie all oder Namen mit Leerzeichen dazwischen, etwa telegram whatsapp.',
      numbers_count: 'Eine bis 5.000 Nummern lassen sich auf einmal hinzufügen. Fügen Sie mehr in Teilen hinzu.',
      file_unreadable: 'Hier ist die Datei nicht lesbar. Die erste Zeile nennt die Spalten e164 und, wenn gewünscht, country und services; jede Zeile hat so viele Felder wie die erste, und Anführungszeichen stehen paarweise. Speichern Sie sie als CSV in UTF-8.',
    },
  },

  bulk: {
    title: 'Mehrere Nummern',
    choose: (number) => `${number} auswählen`,
    chooseShown: 'Alle gezeigten auswählen',
    chosen: (count) => many(count, 'Nummer ausgewählt', 'Nummern ausgewählt'),
    chooseAll: 'Alle passenden auswählen',
    allChosen: 'Alle passenden sind ausgewählt',
    retireTitle: (count) => `${many(count, 'Nummer', 'Nummern')} stilllegen?`,
    retireAllTitle: 'Alle passenden Nummern stilllegen?',
    retireBody: 'Sie werden endgültig nicht mehr angeboten. Offene Aktivierungen laufen zu Ende und werden bezahlt.',
    changed: {
      pause: (count) => many(count, 'Nummer pausiert', 'Nummern pausiert'),
      resume: (count) => many(count, 'Nummer wird wieder angeboten', 'Nummern werden wieder angeboten'),
      retire: (count) => many(count, 'Nummer stillgelegt', 'Nummern stillgelegt'),
    },
    unchanged: (count) => many(count, 'war es schon vorher.', 'waren es schon vorher.'),
    refused: {
      retired: (count) => many(count, 'bleibt endgültig stillgelegt:', 'bleiben endgültig stillgelegt:'),
      not_found: (count) => many(count, 'gehört nicht mehr zu Ihren Nummern:', 'gehören nicht mehr zu Ihren Nummern:'),
    },
    andMore: (count) => `und ${count} weitere`,
    more: 'Weitere Nummern passen.',
    goOn: 'Mit ihnen weitermachen',
  },

  number: {
    pause: 'Pausieren',
    resume: 'Fortsetzen',
    retire: 'Stilllegen',
    retireTitle: (number) => `${number} stilllegen?`,
    retireBody: 'Sie wird endgültig nicht mehr angeboten. Offene Aktivierungen laufen zu Ende und werden bezahlt.',
    retiredHint: (count) =>
      count === 0
        ? 'Endgültig stillgelegt.'
        : `Endgültig stillgelegt; ${many(count, 'offene Aktivierung läuft', 'offene Aktivierungen laufen')} noch zu Ende.`,
    done: {
      active: 'Die Nummer wird wieder angeboten',
      paused: 'Die Nummer ist pausiert',
      retired: 'Die Nummer ist stillgelegt',
    },
    attested: 'Zustimmung bestätigt',
    services: 'Dienste',
    servicesHint: 'Eine Nummer, die für einen Dienst einen Code bekam, wird für ihn nicht mehr vergeben.',
    serviceStates: {
      free: 'Verfügbar',
      leased: 'Vergeben',
      quarantine: 'Ruht nach einer Aktivierung ohne Code',
      used: 'Verbraucht: hat einen Code bekommen',
      paused: 'Pausiert',
    },
    closed: 'Von Ihnen geschlossen',
    noService: 'Kein Dienst passt.',
    showAll: (count) => `Alle ${count} zeigen`,
    open: 'Öffnen',
    close: 'Schließen',
    openService: (name) => `Für ${name} öffnen`,
    closeService: (name) => `Für ${name} schließen`,
    openingFailed: (name) => `${name} ließ sich nicht ändern. Versuchen Sie es noch einmal.`,
  },

  services: {
    lead: 'Von Ihren neuesten Aktivierungen der letzten 30 Tage. Was binnen einer Minute storniert wird, zählt nicht gegen Sie.',
    none: 'Noch keine Aktivierung bedient',
    noneHint: 'Sobald Ihre Nummern vergeben werden, sehen Sie hier, wie oft ein Code kam.',
    rate: 'Zustellquote',
    leases: 'Aktivierungen',
    openingHead: 'Öffnung',
    unknown: 'Noch keine beendet',
    of: (delivered, all) => `${delivered} von ${all}`,
    isClosed: 'Auf allen Ihren Nummern geschlossen',
    openAll: (name) => `Alle Nummern für ${name} öffnen`,
    closeAll: (name) => `Alle Nummern für ${name} schließen`,
    opened: (name) => `Alle Nummern sind für ${name} offen`,
    closed: (name) => `Alle Nummern sind für ${name} geschlossen`,
    another: 'Einen Dienst auf allen Nummern schließen',
    anotherHint: 'Auch später hinzugefügte Nummern sind für ihn geschlossen. Offene Aktivierungen laufen zu Ende.',
    choose: 'Dienst wählen',
    closeOnAll: 'Auf allen schließen',
  },

  leases: {
    lead: 'Was Ihre Nummern bedient haben. Nachrichten und Kundenkonten werden nie gezeigt.',
    none: 'Noch keine Aktivierung bedient',
    noneHint: 'Hier erscheinen die Aktivierungen Ihrer Nummern, mit dem Verdienst je Code.',
    noneAmongNewest: 'Keine unter Ihren neuesten Aktivierungen.',
    lookFurther: 'Weiter zurück suchen',
    service: 'Dienst',
    status: 'Status',
    opened: 'Geöffnet',
    earned: 'Verdient',
    nothing: 'Kein Code',
  },
};
