// SPDX-License-Identifier: Apache-2.0
// The languages of the page. Each catalogue is a chunk of its own: nobody loads another's.
import type { Texts } from './en';

interface Catalogue {
  /** In the language itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  load: () => Promise<Texts>;
}

export const catalogues = {
  en: { name: 'English', direction: 'ltr', load: async () => (await import('./en')).en },
  es: { name: 'Español', direction: 'ltr', load: async () => (await import('./es')).es },
  ar: { name: 'العربية', direction: 'rtl', load: async () => (await import('./ar')).ar },
  de: { name: 'Deutsch', direction: 'ltr', load: async () => (await import('./de')).de },
} satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;

export const languages = Object.keys(catalogues) as Language[];

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}
