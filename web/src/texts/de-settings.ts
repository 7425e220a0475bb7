// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const settings: Texts['settings'] = {
  title: 'Einstellungen',
  menu: 'Einstellungen',
};

export const profile: Texts['profile'] = {
  tab: 'Profil',
  username: 'Benutzername',
  email: 'E-Mail',
  since: 'Konto seit',
  picture: 'Bild',
  choose: 'Bild wählen',
  change: 'Bild ändern',
  remove: 'Entfernen',
  pictureHint: 'PNG, JPEG oder WebP. Wo und wann es entstand, wird nicht aufbewahrt.',
  unreadable: 'Diese Datei ist kein Bild',
  unreadableHint: 'Wählen Sie eine PNG-, JPEG- oder WebP-Datei.',
  useTitle: 'Dieses Bild benutzen?',
  preview: 'Vorschau Ihres Bildes',
  use: 'Bild benutzen',
  displayName: 'Anzeigename',
  displayNameHint: 'Erscheint anstelle Ihres Benutzernamens. Leer: der Benutzername.',
  language: 'Sprache',
  asBrowser: 'Wie Ihr Browser',
  timeZone: 'Zeitzone',
  asBrowserZone: (zone) => `Wie Ihr Browser (${zone.replaceAll('_', ' ')})`,
  save: 'Speichern',
  saved: 'Profil gespeichert',
};
