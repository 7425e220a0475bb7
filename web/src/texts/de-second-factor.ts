// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const secondFactor: Texts['secondFactor'] = {
  tab: 'Zwei Faktoren',
  title: 'Zwei-Faktor-Anmeldung',
  code: 'Code',
  codeHint: 'Sechs Ziffern aus Ihrer Authenticator-App.',
  recoveryCode: 'Wiederherstellungscode',
  recoveryHint: 'Einer von denen, die Sie beim Einrichten der App aufbewahrt haben. Jeder gilt einmal.',
  useRecovery: 'Wiederherstellungscode benutzen',
  useApp: 'Authenticator-App benutzen',
  wrongCode: 'Dieser Code ist falsch, zu alt oder schon benutzt. Warten Sie auf den nächsten.',
  wrongRecovery: 'Das ist keiner Ihrer Wiederherstellungscodes, oder er wurde schon benutzt.',
  wrongEither: 'Passwort oder Code ist falsch. Ein Code gilt nur einmal: Warten Sie auf den nächsten.',

  stepTitle: 'Noch ein Schritt',
  stepLead: 'Ihr Passwort stimmt. Nun der zweite Faktor.',
  stepSubmit: 'Anmelden',
  stepBack: 'Mit einem anderen Konto anmelden',
  stepTooLate: 'Das hat zu lange gedauert',
  stepTooLateHint: 'Beginnen Sie noch einmal mit Ihrem Passwort.',

  off: 'Aus',
  on: 'An',
  state: 'Zustand',
  offLead:
    'Ein gestohlenes Passwort allein genügt dann nicht mehr: Die Anmeldung fragt auch nach einem Code aus einer App auf Ihrem Telefon. Jede Authenticator-App eignet sich.',
  turnOn: 'Einrichten',
  since: 'An seit',
  codesLeft: 'Übrige Wiederherstellungscodes',
  fewLeft: 'Legen Sie neue an, bevor sie ausgehen.',
  renew: 'Neue Wiederherstellungscodes',
  replace: 'Andere App benutzen',
  turnOff: 'Ausschalten',
  required: 'Ihre Rolle muss sie benutzen, darum kann sie nicht ausgeschaltet werden.',
  turnedOn: 'Die Zwei-Faktor-Anmeldung ist an',
  turnedOff: 'Die Zwei-Faktor-Anmeldung ist aus',

  scanTitle: 'Scannen Sie dies mit Ihrer Authenticator-App',
  scanAlt: 'QR-Code mit dem Geheimnis für die App',
  scanOther: 'Keine Kamera? Tippen Sie dies in die App:',
  copySecret: 'Geheimnis kopieren',
  proveLead: 'Geben Sie dann den Code ein, den die App zeigt.',
  prove: 'Einschalten',
  proveReplaced: 'Diese App benutzen',
  cancel: 'Jetzt nicht',
  startAgain: 'Von vorn beginnen',

  keepTitle: 'Bewahren Sie diese Wiederherstellungscodes auf',
  keepLead:
    'Mit jedem können Sie sich einmal anmelden, wenn Sie die App verlieren. Gespeichert werden nur Hashes, sie können nicht noch einmal gezeigt werden: Drucken Sie sie aus oder legen Sie sie in einen Passwortmanager.',
  copyCodes: 'Alle kopieren',
  download: 'Herunterladen',
  kept: 'Ich habe sie aufbewahrt',
  fileHead: (brand, email) => `Wiederherstellungscodes von ${email} bei ${brand}`,

  renewTitle: 'Neue Wiederherstellungscodes?',
  renewBody: 'Die jetzigen gelten dann nicht mehr.',
  renewKeep: 'Alte behalten',
  renewSubmit: 'Neue anlegen',

  offTitle: 'Zwei-Faktor-Anmeldung ausschalten?',
  offBody: 'Danach genügt Ihr Passwort zum Anmelden, und die Wiederherstellungscodes gelten nicht mehr.',
  offKeep: 'Anlassen',

  forcedTitle: 'Zwei-Faktor-Anmeldung einrichten',
  forcedLead: 'Ihre Rolle darf viel, darum muss sie durch mehr als ein Passwort geschützt sein.',
  forcedStart: 'Beginnen',
};
