// SPDX-License-Identifier: Apache-2.0
// Suppliers, for administrators, in German.
import type { Texts } from './en';

export const suppliers: Texts['suppliers'] = {
  tab: 'Anbieter',
  none: 'Noch keine Anbieter',
  noneHint: 'Fügen Sie mit „otpost supplier add“ einen hinzu.',
  supplier: 'Anbieter',
  state: 'Zustand',
  connected: 'Verbunden',
  disconnected: 'Nicht verbunden',
  disabled: 'Abgeschaltet',
  operator: 'Betreiber',
  numbers: 'Aktive Nummern',
  active: (count, more) => (more ? `mehr als ${count}` : count),
  paused: (count) => `${count} pausiert`,
  delivery: 'Zustellquote',
  ofLeases: (delivered, closed) => `${delivered} von ${closed} Aktivierungen`,
  lastMessage: 'Letzte Nachricht',
  never: 'noch keine',
  notSince: (when) => `keine seit ${when}`,
  since: (when) =>
    `Zustellquote: seit ${when} abgeschlossene Aktivierungen, ohne die in der ersten Minute stornierten. „Verbunden“ sagt der Knoten, der antwortet.`,
};
