// SPDX-License-Identifier: Apache-2.0
// Numbers and times follow the language of the page, in the visitor's own variety of it.
import { language } from '../texts';
import { catalogues } from '../texts/catalogues';

const digits = 'latn';

/** Codes, numbers and prices are read side by side, so all of them are written in the same digits. */
export function localeOf(chosen: string, tags: readonly string[]): string {
  const tag = tags.find((own) => own.split('-')[0] === chosen) ?? chosen;
  return new Intl.Locale(tag, { numberingSystem: digits }).toString();
}

export const locale = localeOf(language, typeof navigator === 'undefined' ? [] : navigator.languages);

export const isRightToLeft = catalogues[language].direction === 'rtl';

/** What Intl makes of amounts from right to left has signs and symbols on changing sides. */
export const moneyLocale = isRightToLeft ? 'en' : locale;

/** Text that runs from left to right whatever surrounds it. */
export function leftToRight(text: string): string {
  return isRightToLeft ? `\u2066${text}\u2069` : text;
}
