// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const sessions: Texts['sessions'] = {
  confirmTitle: 'Sind Sie es noch?',
  confirmLead:
    'Ihre Anmeldung ist eine Weile her. Diese Änderung fragt noch einmal nach Ihrem Passwort, falls jemand anders diesen Browser offen vorgefunden hat.',
  wrongPassword: 'Das ist nicht Ihr Passwort.',
  confirmCancel: 'Jetzt nicht',
  confirmSubmit: 'Bestätigen',

  tab: 'Geräte',
  devicesLead:
    'Diese Browser sind in Ihrem Konto angemeldet. Melden Sie ab, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
  deviceName: (browser, system) =>
    browser === '' && system === ''
      ? 'Unbekanntes Gerät'
      : browser === '' || system === ''
        ? `${browser}${system}`
        : `${browser} auf ${system}`,
  here: 'Dieses Gerät',
  signedIn: 'Angemeldet',
  lastSeen: 'zuletzt aktiv',
  end: 'Abmelden',
  endLabel: (name) => `${name} abmelden`,
  endTitle: (name) => `${name} abmelden?`,
  endBody: 'Es wird sofort abgemeldet und braucht das Passwort, um zurückzukommen.',
  endOthers: 'Überall sonst abmelden',
  endOthersTitle: 'Überall sonst abmelden?',
  endOthersBody: 'Jedes Gerät außer diesem wird sofort abgemeldet. API-Schlüssel gelten weiter.',
  ended: 'Abgemeldet',
  keep: 'Angemeldet lassen',
};
